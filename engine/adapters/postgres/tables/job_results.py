"""Results of jobs; there are several when a job was analysed again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import Document, key, moment

_EMPTY_LIST = {"server_default": text("'[]'")}


class JobResultRow(SQLModel, table=True):
    """One analysis of a whole job: metrics, rules, anchor, notices, behaviour classes and fields, under one version of the engine."""

    __tablename__ = "job_results"
    __table_args__ = (Index("ix_job_results_job_created", "job_id", text("created_at desc"), text("id desc")),)

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    job_id: UUID = Field(foreign_key="jobs.id", ondelete="CASCADE")
    engine_version: str = Field(sa_type=Text)
    metrics: Any = Field(sa_type=Document, nullable=False)
    rules: Any = Field(sa_type=Document, nullable=False)
    anchor: Any = Field(default=None, sa_type=Document, nullable=True)
    notices: Any = Field(sa_type=Document, nullable=False)
    behaviour_classes: Any = Field(default=(), sa_type=Document, nullable=False, sa_column_kwargs=_EMPTY_LIST)
    fields: Any = Field(default=(), sa_type=Document, nullable=False, sa_column_kwargs=_EMPTY_LIST)
    config_snapshot: Any = Field(sa_type=Document, nullable=False)
    artifacts_url: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = moment(is_filled=True)

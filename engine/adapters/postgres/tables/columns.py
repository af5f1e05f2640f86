"""Column types and defaults that the tables share."""

from typing import Any

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.stored_text import restore_json, restore_text, store_json, store_text
from engine.domain.json_value import Json

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES


class Document(TypeDecorator[Any]):
    """A JSON value in a jsonb column, kept exactly (see `stored_text`)."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> Json:
        """Spell it for PostgreSQL."""
        return None if value is None else store_json(value)

    def process_result_value(self, value: Json, dialect: Dialect) -> Json:
        """Read it back."""
        return restore_json(value)


class ExactText(TypeDecorator[str]):
    """A text that may hold any character, NUL included, kept exactly (see `stored_text`)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Spell it for PostgreSQL."""
        return None if value is None else store_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Read it back."""
        return None if value is None else restore_text(value)


def key() -> Any:  # noqa: ANN401 - a SQLModel field, whatever the attribute's type
    """A primary key that the database fills with a UUID of version 7, which sorts by time."""
    return Field(default=None, primary_key=True, sa_column_kwargs={"server_default": text("uuidv7()")})


def moment(*, is_filled: bool = False, index: bool = False, default: str = "") -> Any:  # noqa: ANN401 - as above
    """A point in time with its zone; `is_filled` by the database with the present one, or with what `default` says in SQL."""
    sql = default or ("now()" if is_filled else "")
    kwargs = {"server_default": text(sql), "nullable": False} if sql else {"nullable": True}
    return Field(default=None, sa_type=DateTime(timezone=True), sa_column_kwargs=kwargs, index=index)


def words(values: type) -> str:
    """The values of an enumeration of texts, as a list in SQL."""
    return ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]

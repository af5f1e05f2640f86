"""What triggers count of an organization's contracts, all versions of a name together."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, Numeric, Text
from sqlmodel import Field, SQLModel


class ContractTallyRow(SQLModel, table=True):
    """How many jobs a contract has, and the row of its newest version that has any."""

    __tablename__ = "contract_tallies"

    organization_id: UUID = Field(primary_key=True, foreign_key="organizations.id", ondelete="CASCADE")
    contract_name: str = Field(primary_key=True, sa_type=Text)
    contract_id: UUID
    jobs: int = Field(sa_type=BigInteger)


class ContractScoreRow(SQLModel, table=True):
    """The sum of one metric over a contract's jobs, of each the newest result, and how many have a score."""

    __tablename__ = "contract_scores"

    organization_id: UUID = Field(primary_key=True, foreign_key="organizations.id", ondelete="CASCADE")
    contract_name: str = Field(primary_key=True, sa_type=Text)
    metric: str = Field(primary_key=True, sa_type=Text)
    scored: int = Field(sa_type=BigInteger)
    total: Decimal = Field(sa_type=Numeric)

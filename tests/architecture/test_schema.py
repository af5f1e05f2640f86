"""schema.graphql is what the code says: `make schema` writes it."""

from api.schema.export import SCHEMA_FILE, exported


def test_schema_file_is_up_to_date() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == exported()

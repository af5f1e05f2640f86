"""Reading --endpoint: JSON or a file, and what is wrong with it told by name."""

import json
from pathlib import Path

import pytest

from cli.endpoint import read_endpoint
from engine.domain.errors import InvalidInput

GOOD = {"url": "https://example.org/run", "body": {"input": "{prompt}"}, "responsePath": "/output"}


def test_it_is_read_from_json_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "endpoint.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    assert read_endpoint(json.dumps(GOOD)) == GOOD
    assert read_endpoint(f"@{file}") == GOOD


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("@/no/such/file", ["$.endpoint"]),
        ("{", ["$.endpoint"]),
        ("[]", ["$.endpoint"]),
        ('{"url": "https://x.org", "headers": {}}', ["$.endpoint.headers", "$.endpoint.body", "$.endpoint.responsePath"]),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, paths: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_endpoint(text)
    assert [fault.path for fault in caught.value.faults] == paths

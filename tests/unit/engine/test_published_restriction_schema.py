"""The published form of restriction sets names every detector that is shipped, so that editors can offer them."""

import json

from engine.contracts.loader import OWN_SCHEMA
from engine.restrictions.loader import SCHEMA
from engine.restrictions.registry import detectors
from tests.architecture.files import REPOSITORY


def test_the_schema_names_every_detector() -> None:
    rule = json.loads(SCHEMA.read_text())["properties"]["rules"]["items"]

    assert rule["properties"]["detector"]["examples"] == [*detectors()]


def test_the_page_completes_by_the_published_schema() -> None:
    features = REPOSITORY / "frontend/src/features"

    assert (features / "restrictions" / SCHEMA.name).read_text() == SCHEMA.read_text()
    assert (features / "contracts" / OWN_SCHEMA.name).read_text() == OWN_SCHEMA.read_text()

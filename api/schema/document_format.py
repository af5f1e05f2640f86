"""How documents that people write are written."""

from enum import Enum

import strawberry


@strawberry.enum(description="How a document is written.")
class DocumentFormat(Enum):
    """YAML or JSON."""

    YAML = "yaml"
    JSON = "json"

"""How each kind beyond Python is analysed."""

from collections.abc import Callable

from engine.domain.contract import Contract, Kind
from engine.domain.run import OutputAnalysis
from engine.pipeline.kinds.c import analyse_c
from engine.pipeline.kinds.json import analyse_json
from engine.pipeline.kinds.text import analyse_text

OTHER_KINDS: dict[Kind, Callable[[str, Contract], OutputAnalysis]] = {
    Kind.JSON: analyse_json,
    Kind.TEXT: analyse_text,
    Kind.C: analyse_c,
}

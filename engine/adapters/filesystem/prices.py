"""Reading price tables: the one shipped with Skyt, and the operator's own over it."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine import presets
from engine.documents.reading import read_document
from engine.domain.errors import Fault, InvalidInput
from engine.domain.price import Price, PriceTable

SHIPPED = Path(presets.__file__).with_name("prices.yaml")
_PRICES = TypeAdapter(tuple[Price, ...])


def load_prices(own: Path | None = None) -> PriceTable:
    """The shipped prices, with those of a second file of the same form in place of them or added. Raises InvalidInput naming the file."""
    table = _table(SHIPPED)
    if own is None:
        return table
    over = _table(own)
    replaced = {(price.provider, price.model) for price in over.prices}
    kept = tuple(price for price in table.prices if (price.provider, price.model) not in replaced)
    return PriceTable(f"{table.version}+{over.version}", over.prices + kept)


def _table(path: Path) -> PriceTable:
    document = read_document(path).value
    if not isinstance(document, dict) or not isinstance(document.get("version"), str) or not isinstance(document.get("prices"), list):
        raise InvalidInput([Fault("expected `version` (text) and `prices` (a list)", file=str(path))], "See engine/presets/prices.yaml.")
    entries = document["prices"]
    assert isinstance(entries, list)
    try:
        prices = _PRICES.validate_python(entries)
    except ValidationError as error:
        faults = [
            Fault(item["msg"], "$.prices" + "".join(f"[{part!r}]" for part in item["loc"]), file=str(path)) for item in error.errors()
        ]
        raise InvalidInput(faults, "See engine/presets/prices.yaml.") from error
    _check_amounts(prices, path)
    return PriceTable(str(document["version"]), prices)


def _check_amounts(prices: tuple[Price, ...], path: Path) -> None:
    faults = [
        Fault(f"the price of {price.provider} {price.model} is below 0", file=str(path))
        for price in prices
        if min(price.input_usd, price.output_usd, price.cached_input_usd or 0) < 0
    ]
    if faults:
        raise InvalidInput(faults)

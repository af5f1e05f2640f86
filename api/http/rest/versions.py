"""Contracts and restriction sets: lists, and adding a restriction set."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from api.http.rest.inputs import NoQuery, RestrictionSetInput, VersionQuery
from api.http.rest.operation import Call, shown
from api.http.rest.outputs import ContractOutput, PageOutput, RestrictionSetOutput
from api.schema.enums import Source
from api.schema.order import NamedOrder
from api.schema.version_list import version_cursor, version_window
from api.use_cases.restriction_sets import create_restriction_set, create_restriction_set_version, read_restriction_set
from engine.adapters.postgres.readers.order import Order, Window
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import RestrictionSetRecord
from engine.adapters.postgres.readers.version_list import VersionSelection, contracts_page, restriction_sets_page
from engine.domain.errors import NotFound
from engine.domain.experiment import restriction_set_hash

_MOST_VERSIONS = 200
Listing = Callable[..., Awaitable[Page[Any]]]


async def contracts(call: Call[VersionQuery, None]) -> Response:
    """The organization's contracts and the presets, oldest first."""
    page, following = await _listed(call, contracts_page)
    return shown(PageOutput[ContractOutput](items=[ContractOutput.of(item) for item in page.items], next=following))


async def restriction_sets(call: Call[VersionQuery, None]) -> Response:
    """The organization's restriction sets and the presets, oldest first."""
    page, following = await _listed(call, restriction_sets_page)
    return shown(PageOutput[RestrictionSetOutput](items=[RestrictionSetOutput.of(item) for item in page.items], next=following))


async def add_restriction_set(call: Call[NoQuery, RestrictionSetInput]) -> Response:
    """Add a set, or a version of the set of this id: 201; the very same content again answers 200 with what is there."""
    document, ending = call.body.document, call.body.format
    wanted = await read_restriction_set(document, ending)
    own = [item for item in await _versions(call, wanted.id) if item.source is Source.USER]
    same = [item for item in own if item.content_hash == restriction_set_hash(wanted)]
    if same:
        return shown(RestrictionSetOutput.of(same[0]))
    if own:
        key = await create_restriction_set_version(call.services, call.scope, own[0].id, document, ending)
    else:
        key = await create_restriction_set(call.services, call.scope, document, ending)
    record = await call.loaders.restriction_sets.load(key)
    if record is None:
        raise NotFound("restriction set", str(key))
    return shown(RestrictionSetOutput.of(record), HTTPStatus.CREATED)


async def _listed(call: Call[VersionQuery, None], load: Listing) -> tuple[Page[Any], str | None]:
    wanted = call.query
    window = version_window(wanted.first, wanted.after, NamedOrder.OLDEST)
    selection = VersionSelection(wanted.search or None, wanted.kind, wanted.source, wanted.newest_only)
    page = await load(call.services.database, call.scope, window, selection, Order.OLDEST)
    return page, version_cursor(page.items[-1], Order.OLDEST) if page.has_more else None


async def _versions(call: Call[NoQuery, RestrictionSetInput], name: str) -> tuple[RestrictionSetRecord, ...]:
    selection = VersionSelection(name=name)
    page = await restriction_sets_page(call.services.database, call.scope, Window(_MOST_VERSIONS), selection, Order.NEWEST)
    return page.items

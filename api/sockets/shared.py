"""Subscriptions whose followers share one stream, and joining them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLError, Visitor, visit
from graphql.execution.values import get_argument_values
from graphql.language import VariableDefinitionNode, VariableNode

from api.execution.encoding import encoded
from api.execution.executor import FastExecutor
from api.execution.operations import Chosen
from api.sockets.feed import Feed
from api.sockets.group import Follower, Group
from api.sockets.job_changes import JobChangesOpener
from api.sockets.job_events import JobEventsOpener, Opener

if TYPE_CHECKING:
    from api.sockets.endpoint import SocketEndpoint
    from api.sockets.session import Session

# Root fields of numbered streams; `after` is the argument that says where a client goes on.
SHARED: dict[str, Opener] = {"jobEvents": JobEventsOpener(), "jobsChanged": JobChangesOpener()}


async def follow_shared(endpoint: "SocketEndpoint", session: "Session", key: str, chosen: Chosen) -> bool:
    """Follow a shared stream to its end; False when the subscription has none. Raises GraphQLError, StoreUnavailable."""
    node = chosen.operation.selection_set.selections[0]
    opener = SHARED.get(node.name.value) if isinstance(node, FieldNode) and not node.directives else None
    if opener is None or not isinstance(node, FieldNode):
        return False
    # What joining takes is let go before the wait, which may last for hours, on thousands of sockets.
    place = await _place(endpoint, session, chosen, node, opener)
    ended = asyncio.Event()
    follower = Follower(session.connection, key, place.after, ended.set)
    feed, group_key = place.feed, place.group_key
    try:
        await feed.join(group_key, place.make_group, follower)
        del place
        await ended.wait()
    finally:
        follower.is_gone = True
        feed.leave(group_key, follower)
    return True


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a follower joins: a feed, a group in it and how that is made, and the number to go on after."""

    feed: Feed
    group_key: Any
    make_group: Callable[[], Group]
    after: int


async def _place(endpoint: "SocketEndpoint", session: "Session", chosen: Chosen, node: FieldNode, opener: Opener) -> _Place:
    context = session.context()
    executor = _executor(endpoint, chosen, context)
    opened = await opener.open(context, _arguments(executor, node))
    viewer = context.signed_in
    group_key = (viewer.scope, viewer.role, chosen.prepared.text, chosen.name, _variables(chosen, node))
    feed_key = (viewer.organization_id, opened.source.channel)
    feed = endpoint.feeds.get(feed_key)
    if feed is None:
        feed = Feed(opened.source, endpoint.services.listener, opened.last, lambda: _forget(endpoint, feed_key))
        endpoint.feeds[feed_key] = feed
    return _Place(feed, group_key, lambda: Group(executor, opener.show), opened.after)


def _executor(endpoint: "SocketEndpoint", chosen: Chosen, context: Any) -> FastExecutor:  # noqa: ANN401 - the context
    built = FastExecutor.build(
        endpoint.operations.schema,
        chosen.prepared.document,
        context_value=context,
        raw_variable_values=chosen.variables,
        operation_name=chosen.name,
        prepared=chosen.prepared,
    )
    if isinstance(built, list):
        raise built[0] if built else GraphQLError("the variables do not fit")
    assert isinstance(built, FastExecutor)
    return built


def _arguments(executor: FastExecutor, node: FieldNode) -> dict[str, Any]:
    root = executor.schema.subscription_type
    field = None if root is None else root.fields.get(node.name.value)
    assert field is not None, "the document was validated"
    return get_argument_values(field, node, executor.variable_values)


def _forget(endpoint: "SocketEndpoint", key: Any) -> None:  # noqa: ANN401 - a hashable key
    endpoint.feeds.pop(key, None)


def _variables(chosen: Chosen, node: FieldNode) -> bytes:
    """The variables that the answers depend on: without the one that only says where to go on."""
    given = next((item.value for item in node.arguments or () if item.name.value == "after"), None)
    name = given.name.value if isinstance(given, VariableNode) else None
    if name is not None and _uses(chosen, name) > 1:
        name = None
    return encoded({key: value for key, value in sorted(chosen.variables.items()) if key != name})


def _uses(chosen: Chosen, name: str) -> int:
    found: list[VariableNode] = []

    class Uses(Visitor):
        def enter_variable_definition(self, _node: VariableDefinitionNode, *_: object) -> Any:  # noqa: ANN401 - graphql-core's SKIP
            return self.SKIP

        def enter_variable(self, node: VariableNode, *_: object) -> None:
            if node.name.value == name:
                found.append(node)

    visit(chosen.prepared.document, Uses())
    return len(found)

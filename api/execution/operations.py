"""Running one operation from its request to its answer."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, cast

import strawberry
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType, subscribe

from api.context import Context
from api.execution.cost import check_cost
from api.execution.documents import Documents, Invalid, Prepared
from api.execution.errors import BAD_VARIABLES, coded, shown_errors
from api.execution.executor import FastExecutor
from api.execution.request import OperationRequest
from api.execution.telemetry import OperationMetrics

Answer = dict[str, Any]
# An answer of this many objects is large. Making more of them at once would not be faster, and would hold their rows in memory together.
_LARGE, _LARGE_AT_ONCE = 200, 4
_AT_ONCE = nullcontext()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A prepared document and which of its operations is meant."""

    prepared: Prepared
    operation: OperationDefinitionNode
    variables: dict[str, Any]
    name: str | None
    cost: int

    @property
    def kind(self) -> OperationType:
        """Query, mutation or subscription."""
        return self.operation.operation

    @property
    def label(self) -> str:
        """The operation's name, for people."""
        return self.operation.name.value if self.operation.name else "anonymous"


class Operations:
    """Runs operations against one schema, within bounds of cost and time."""

    def __init__(self, schema: strawberry.Schema, *, is_production: bool, max_cost: int, seconds: float) -> None:
        """Take the schema and the bounds: objects in an answer, and seconds until it must be there."""
        self.schema: GraphQLSchema = schema._schema
        self._documents = Documents(self.schema, is_production=is_production)
        self._hides_suggestions = is_production
        self._max_cost, self._seconds = max_cost, seconds
        self._metrics = OperationMetrics()
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)

    def choose(self, request: OperationRequest) -> Chosen:
        """Prepare the document and check the operation's cost. Raises Invalid."""
        prepared = self._documents.prepare(request.text)
        try:
            operation = prepared.operation(request.name)
            cost = check_cost(self.schema, prepared, operation, request.variables, self._max_cost)
        except GraphQLError as error:
            raise Invalid([error]) from error
        return Chosen(prepared, operation, request.variables, request.name, cost)

    async def run(self, chosen: Chosen, context: Context) -> Answer:
        """Execute a query or mutation that was chosen."""
        started = time.perf_counter()
        with context.span(f"{chosen.kind.value} {chosen.label}", {"graphql.operation.type": chosen.kind.value}):
            answer = await self._within_time(chosen, context)
        self._metrics.observe(chosen.kind.value, chosen.label, time.perf_counter() - started, has_errors="errors" in answer)
        return answer

    async def events(self, chosen: Chosen, context: Context) -> AsyncIterator[Answer] | Answer:
        """The answers of a subscription, one per event; one answer with errors when it cannot start."""
        found = subscribe(
            self.schema,
            chosen.prepared.document,
            context_value=context,
            variable_values=chosen.variables,
            operation_name=chosen.name,
            executor_class=FastExecutor,
            hide_suggestions=self._hides_suggestions,
        )
        result = found if isinstance(found, ExecutionResult) else await cast("Any", found)
        if isinstance(result, ExecutionResult):
            return shown(result)
        return _each_shown(result)

    async def _within_time(self, chosen: Chosen, context: Context) -> Answer:
        try:
            async with asyncio.timeout(self._seconds), self._large if chosen.cost >= _LARGE else _AT_ONCE:
                return shown(await self._execute(chosen, context))
        except TimeoutError:
            message = f"the answer took longer than {self._seconds:g} seconds; ask for less"
            return {"data": None, "errors": [{"message": message, "extensions": {"code": "TIMEOUT"}}]}

    async def _execute(self, chosen: Chosen, context: Context) -> ExecutionResult:
        executor: Any = FastExecutor.build(
            self.schema,
            chosen.prepared.document,
            context_value=context,
            raw_variable_values=chosen.variables,
            operation_name=chosen.name,
            hide_suggestions=self._hides_suggestions,
            prepared=chosen.prepared,
        )
        if isinstance(executor, list):
            return ExecutionResult(None, coded(executor, BAD_VARIABLES))
        found: Any = executor.execute_operation()
        result: ExecutionResult = found if isinstance(found, ExecutionResult) else await found
        if not result.errors:
            # Nothing of this operation is under way any more. What it read goes now, not when the garbage collector finds its cycles.
            executor.release()
            context.release()
        return result


def shown(result: ExecutionResult) -> Answer:
    """An execution's result as it is sent."""
    if not result.errors:
        return {"data": result.data}
    return {"data": result.data, "errors": shown_errors(result.errors)}


def refused(errors: list[GraphQLError]) -> Answer:
    """An answer to what cannot be executed."""
    return {"data": None, "errors": shown_errors(errors)}


async def _each_shown(results: Any) -> AsyncIterator[Answer]:  # noqa: ANN401 - graphql-core's response stream
    try:
        async for result in results:
            yield shown(result)
    finally:
        await results.aclose()

"""GraphQL's execution with short cuts for what needs no resolver; everything else goes graphql-core's own way."""

from collections.abc import Awaitable
from typing import Any

from graphql import GraphQLObjectType, is_non_null_type, is_object_type
from graphql.execution.executor import to_nodes
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path, gather_with_cancel
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.context import Info
from api.execution.documents import Prepared
from api.execution.emitting import Bound, Emission, emit, emit_all, emitted_field
from api.execution.plans import FieldPlan, Kind, Planner, origin_of

_SLOW = object()


class FastExecutor(StrawberryGraphQLCoreExecutionContext):
    """Writes what needs no resolver straight from the objects, without ResolveInfo, paths or completion steps.

    A short cut is taken only where its outcome is certain to be the same: a leaf of the expected class, an object of exactly the
    field's class, a list of such objects. Anything else (None where it must not be, another class, an error) takes the long way,
    which then says what is wrong.
    """

    def __init__(self, *args: Any, prepared: Prepared | None = None, **kwargs: Any) -> None:
        """Take graphql-core's arguments and the prepared document, whose plans are shared when it is fixed."""
        super().__init__(*args, **kwargs)
        self._planner = Planner(self.schema)
        self._shared = prepared if prepared is not None and prepared.is_fixed and not self.variable_values_in_fragments() else None
        self._plans: dict[int, tuple[Any, list[FieldPlan]]] = self._shared.plans if self._shared else {}
        self._emissions: dict[int, Emission | None] = self._shared.emissions if self._shared else {}
        self._bound: Bound = {}
        self._given_up: set[int] = set()
        if self._shared is not None:
            self._relevant_sub_fields = self._shared.fields

    def release(self) -> None:
        """Let go of everything; the executor refers to itself, and would else stay until the garbage collector finds it."""
        self.__dict__.clear()

    def variable_values_in_fragments(self) -> bool:
        """Whether fragments take variables of their own, so that selections differ from use to use."""
        return any(fragment.variable_signatures for fragment in self.fragments.values())

    def execute_collected_root_fields(self, root_type: Any, root_value: Any, grouped: Any, serially: bool, usages: Any) -> Any:
        """As graphql-core does, with the root fields of a fixed document collected once, so that what hangs on them is found again."""
        if self._shared is not None:
            grouped = self._shared.roots.setdefault(id(self.operation), grouped)
        return super().execute_collected_root_fields(root_type, root_value, grouped, serially, usages)

    def execute_fields(self, parent_type: GraphQLObjectType, source_value: Any, path: Path | None, grouped: Any, position: Any) -> Any:
        """Write what is certain, resolve the rest; awaitable when any field is."""
        emission = self._certain(parent_type, grouped)
        if emission is not None:
            try:
                return emit(emission.fields, source_value, self._bound)
            except Exception:  # noqa: BLE001 - the long way reads again, and says where it failed
                self._given_up.add(id(grouped))
        return self._step_by_step(parent_type, source_value, path, grouped, position)

    def complete_list_value(self, return_type: Any, details: Any, info: Any, path: Path, result: Any, position: Any) -> Any:
        """Complete lists of objects without a step per item and layer."""
        item_type = return_type.of_type
        bare = item_type.of_type if is_non_null_type(item_type) else item_type
        origin = origin_of(bare) if is_object_type(bare) else None
        if origin is None or type(result) not in (list, tuple) or not all(type(item) is origin for item in result):
            return super().complete_list_value(return_type, details, info, path, result, position)
        grouped = self.collect_subfields(bare, details)[0]
        emission = self._certain(bare, grouped)
        if emission is not None:
            try:
                return emit_all(emission.fields, result, origin, self._bound)
            except Exception:  # noqa: BLE001 - as above
                self._given_up.add(id(grouped))
        return self._items(bare, result, path, grouped, position, item_type, details)

    def _items(self, kind: Any, items: Any, path: Path, grouped: Any, position: Any, item_type: Any, details: Any) -> Any:
        completed: list[Any] = []
        waiting: list[int] = []
        try:
            for index, item in enumerate(items):
                value = self._object(kind, item, Path(path, index, None), grouped, position, item_type, details)
                completed.append(value)
                if type(value) is not dict and value is not None:
                    waiting.append(index)
        except Exception:
            if waiting:
                self.settle_in_background([completed[index] for index in waiting])
            raise
        return self._gathered(completed, waiting) if waiting else completed

    def _step_by_step(self, parent_type: GraphQLObjectType, source: Any, path: Path | None, grouped: Any, position: Any) -> Any:
        results: dict[str, Any] = {}
        waiting: list[str] = []
        try:
            for plan in self._plan(parent_type, grouped):
                value = _SLOW if plan.read is None else self._plain(plan, parent_type, source, path, position)
                if value is _SLOW:
                    field_path = Path(path, plan.name, parent_type.name)
                    value = self.execute_field(parent_type, source, plan.details, field_path, position)
                results[plan.name] = value
                if type(value) not in _FINAL and self.is_awaitable(value):
                    waiting.append(plan.name)
        except Exception:
            if waiting:
                self.settle_in_background([results[name] for name in waiting])
            raise
        return self._gathered(results, waiting) if waiting else results

    def _plan(self, parent_type: GraphQLObjectType, grouped: Any) -> list[FieldPlan]:
        known = self._plans.get(id(grouped))
        if known is None:
            # The selection is kept with its plan, so that its id cannot be another's.
            known = self._plans[id(grouped)] = (grouped, self._planner.plan(parent_type, grouped))
        return known[1]

    def _certain(self, parent_type: GraphQLObjectType, grouped: Any) -> Emission | None:
        """How this selection is written at once; None where it has fields with resolvers, or where that did not work out."""
        key = id(grouped)
        if key in self._given_up:
            return None
        emission = self._emissions[key] if key in self._emissions else self._emission(parent_type, grouped)
        if emission is not None:
            for parent, plan in emission.to_bind:
                if id(plan.details) not in self._bound:
                    self._bound[id(plan.details)] = self._binding(parent, plan)
        return emission

    def _emission(self, parent_type: GraphQLObjectType, grouped: Any) -> Emission | None:
        plans = self._plan(parent_type, grouped)
        emission = None if any(plan.read is None and plan.bind is None for plan in plans) else self._written(parent_type, plans)
        self._emissions[id(grouped)] = emission
        return emission

    def _written(self, parent_type: GraphQLObjectType, plans: list[FieldPlan]) -> Emission | None:
        fields, to_bind = [], [(parent_type, plan) for plan in plans if plan.bind is not None]
        for plan in plans:
            below = None
            if plan.kind is not Kind.LEAF:
                below = self._emission(plan.object_type, self.collect_subfields(plan.object_type, plan.details)[0])
                if below is None:
                    return None
                to_bind.extend(below.to_bind)
            fields.append(emitted_field(plan, below))
        return Emission(tuple(fields), tuple(to_bind))

    def _binding(self, parent_type: GraphQLObjectType, plan: FieldPlan) -> Any:
        """What reads a field of this operation from any object; None where its resolver has to be asked."""
        raw = self.build_resolve_info(plan.definition, to_nodes(plan.details), parent_type, Path(None, plan.name, parent_type.name))
        info: Info = Info(_raw_info=raw, _field=plan.definition.extensions["strawberry-definition"])
        try:
            arguments = get_argument_values(plan.definition, plan.details[0].node, self.variable_values)
            return plan.bind(info, **arguments)
        except Exception:  # noqa: BLE001 - the resolver will say what is wrong
            return None

    def _plain(self, plan: FieldPlan, parent_type: GraphQLObjectType, source: Any, path: Path | None, position: Any) -> Any:
        assert plan.read is not None
        try:
            value = plan.read(source)
            if plan.kind is Kind.LEAF and value is not None:
                return value if type(value) is plan.exact else plan.spell(value)
        except Exception:  # noqa: BLE001 - the long way reads again, and says where it failed
            return _SLOW
        if value is None:
            return None if plan.is_nullable else _SLOW
        if plan.kind is Kind.LIST or type(value) is not plan.origin:
            return _SLOW
        grouped = self.collect_subfields(plan.object_type, plan.details)[0]
        field_path = Path(path, plan.name, parent_type.name)
        return self._object(plan.object_type, value, field_path, grouped, position, plan.return_type, plan.details)

    def _object(self, kind: Any, value: Any, path: Path, grouped: Any, position: Any, return_type: Any, details: Any) -> Any:
        try:
            fields = self.execute_fields(kind, value, path, grouped, position)
        except Exception as error:  # noqa: BLE001 - whatever a field raises becomes an error of the answer
            self.handle_field_error(error, return_type, details, path)
            return None
        return fields if type(fields) is dict else self._awaited(fields, return_type, details, path)

    async def _awaited(self, fields: Awaitable[Any], return_type: Any, details: Any, path: Path) -> Any:
        try:
            return await fields
        except Exception as error:  # noqa: BLE001 - as above
            self.handle_field_error(error, return_type, details, path)
            return None

    async def _gathered(self, results: Any, waiting: list[Any]) -> Any:
        if len(waiting) == 1:
            results[waiting[0]] = await results[waiting[0]]
            return results
        for key, value in zip(waiting, await gather_with_cancel(*(results[key] for key in waiting)), strict=True):
            results[key] = value
        return results


_FINAL = frozenset({str, int, float, bool, dict, list, type(None)})

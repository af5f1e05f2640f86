"""Functions that come back to themselves: the components of a graph of calls, held against plain reachability."""

from hypothesis import given
from hypothesis import strategies as st

from engine.restrictions.call_cycles import cycle_of

NAMES = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(NAMES, st.sets(NAMES, max_size=4), max_size=7)


def reachable(start: str, edges: dict[str, set[str]]) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - seen
        seen |= new
        waiting.extend(new)
    return seen


@given(GRAPHS)
def test_two_names_share_a_cycle_exactly_when_each_reaches_the_other(edges: dict[str, set[str]]) -> None:
    cycles = cycle_of(edges)
    names = set(edges).union(*edges.values())
    assert set(cycles) == names
    for one in names:
        both_ways = {other for other in reachable(one, edges) if one in reachable(other, edges)}
        assert {other for other in names if cycles[other] == cycles[one]} == both_ways


def test_a_chain_of_many_calls_has_no_cycle() -> None:
    edges = {str(number): {str(number + 1)} for number in range(100_000)}
    assert len(set(cycle_of(edges).values())) == 100_001

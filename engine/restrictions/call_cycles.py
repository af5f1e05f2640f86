"""Which functions can come back to themselves through each other."""

from collections.abc import Iterator, Mapping, Set


def cycle_of(edges: Mapping[str, Set[str]]) -> dict[str, int]:
    """The number of each name's strongly connected component: two names share it if each can be reached from the other.

    Takes what each name leads to; what leads nowhere itself need not be a key. Linear in names and edges (Kosaraju's algorithm; Sharir,
    'A strong-connectivity algorithm and its applications in data flow analysis', 1981).
    """
    backwards: dict[str, set[str]] = {}
    for name, targets in edges.items():
        for target in targets:
            backwards.setdefault(target, set()).add(name)
    component: dict[str, int] = {}
    for start in reversed(list(_finished(edges))):
        waiting = [start]
        while waiting:
            name = waiting.pop()
            if name not in component:
                component[name] = component.get(start, len(component))
                waiting.extend(backwards.get(name, ()))
    return component


def _finished(edges: Mapping[str, Set[str]]) -> Iterator[str]:
    """The names in the order in which a search depth first leaves them."""
    seen: set[str] = set()
    for start in edges:
        waiting = [(start, False)]
        while waiting:
            name, is_left = waiting.pop()
            if is_left:
                yield name
            elif name not in seen:
                seen.add(name)
                waiting.append((name, True))
                waiting.extend((target, False) for target in edges.get(name, ()))

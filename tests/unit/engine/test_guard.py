"""The guard against deliberately wrong rewrites, and what it does with the forms that it is given."""

import pytest

from engine.adapters.memory.cache import MemoryCache
from engine.domain.contract import Contract, DomainInput, Kind, Operation, OracleTest
from engine.domain.run import EvidenceLevel
from engine.oracle.behaviour import Behaviour
from engine.oracle.trial_plan import TrialPlan, trial_plan
from engine.pipeline.guard import DEFECT, UNREPEATABLE, Form, Guard, Guarded
from engine.pipeline.toolbox import Toolbox
from engine.pipeline.trial import behaviour_on, try_source
from engine.ports.sandbox import Limits
from tests.shared_sandbox import shared_sandbox

CANONICAL, CHECKED = EvidenceLevel.CANONICAL, EvidenceLevel.CHECKED
QUICK = Limits(wall_seconds=3.0, scenario_seconds=0.3)


def plan_for(*inputs: tuple[str, str, str], tests: tuple[OracleTest, ...]) -> TrialPlan:
    domain = tuple(DomainInput(*item) for item in inputs)
    return trial_plan(Contract("c", "1.0.0", Kind.PYTHON, "C", "Write f.", function_name="f", domain=domain, oracle_tests=tests))


def guard_of(source: str, plan: TrialPlan) -> Guard:
    tools = Toolbox(shared_sandbox(), MemoryCache(), QUICK)

    def observe(text: str, name: str | None) -> Behaviour:
        return behaviour_on(text, plan, tools, name)

    return Guard(source, observe(source, None), plan, observe, lambda: plan.behaviour(try_source(source, plan, tools)))


def held(source: str, plan: TrialPlan, *forms: Form) -> Guarded:
    return guard_of(source, plan).hold(forms)


SORTED = plan_for(
    ("items", "list[int]", "sorted ascending"),
    ("target", "int", "any"),
    tests=(OracleTest("t", ([1, 2, 3], 2), 1), OracleTest("t", ([], 1), -1)),
)
NUMBERS = plan_for(("items", "list[int]", "any"), tests=(OracleTest("t", ([1, 2],), 3),))
TEXTS = plan_for(("text", "str", "any"), tests=(OracleTest("t", ("ab",), "ab"),))
NUMBER = plan_for(("n", "int", "n >= 0"), tests=(OracleTest("t", (2,), 2),))

SEARCH = """\
def f(items, target):
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == target:
            return middle
        if items[middle] < target:
            low = middle + 1
        else:
            high = middle - 1
    return -1
"""
POPS = "def f(items):\n    a = items.pop() if items else 0\n    b = items.pop() if items else 0\n    return (a, b)\n"
CLOSURE = "def f(items):\n    count = len(items)\n    def g(x):\n        return x + count\n    return [g(x) for x in items]\n"
WRONG = [
    (SEARCH, "low <= high", "low < high", SORTED),
    (SEARCH, "middle - 1", "middle", SORTED),
    (SEARCH, "items[middle] < target", "items[middle] <= target - 0.5", None),
    (SEARCH, "return -1", "return None", SORTED),
    (POPS, "return (a, b)", "return (b, a)", NUMBERS),
    (
        POPS,
        "a = items.pop() if items else 0\n    b = items.pop() if items else 0",
        "b = items.pop() if items else 0\n    a = items.pop() if items else 0",
        NUMBERS,
    ),
    (POPS, "items.pop()", "items[-1]", NUMBERS),
    (POPS, "(a, b)", "[a, b]", NUMBERS),
    (CLOSURE, "def g(x):\n        return x + count", "def g(count):\n        return count + count", NUMBERS),
    ("def f(items):\n    return sorted(items)\n", "return sorted(items)", "items.sort()\n    return items", NUMBERS),
    ("def f(items):\n    return sum(items)\n", "sum(items)", "sum(items, 0.0)", NUMBERS),
    ("def f(items):\n    return not items\n", "not items", "items == [] or None", NUMBERS),
    ("def f(items):\n    return (x for x in items)\n", "(x for x in items)", "[x for x in items]", NUMBERS),
    ("def f(items):\n    return items[0]\n", "return items[0]", "return items[0] if items else None", NUMBERS),
    ("def f(text):\n    return text.strip()\n", "strip()", "strip(' ')", TEXTS),
    ("def f(text):\n    return text.lower()\n", "lower()", "casefold()", TEXTS),
    ("def f(text):\n    return text.isdigit()\n", "isdigit()", "isdecimal()", TEXTS),
    ("def f(text):\n    return text.split()\n", "split()", "split(' ')", TEXTS),
    ("import re\ndef f(text):\n    return re.sub(r'[^a-z]', '', text)\n", "[^a-z]", "[^a-zA-Z]", TEXTS),
    ("def f(text):\n    return text == text[::-1]\n", "text[::-1]", "text[:-1]", TEXTS),
    ("def f(n):\n    return n // 2\n", "n // 2", "n / 2", NUMBER),
    ("def f(n):\n    if n < 1:\n        raise ValueError\n    return n\n", "ValueError", "TypeError", NUMBER),
    ("def f(n):\n    return n > 1\n", "n > 1", "n >= 1", NUMBER),
    ("def f(n):\n    total = 0\n    for i in range(n):\n        total += i\n    return total\n", "range(n)", "range(n + 1)", NUMBER),
]


@pytest.mark.parametrize(
    ("source", "right", "wrong", "plan"),
    [case for case in WRONG if case[3]],
    ids=lambda item: item if isinstance(item, str) and len(item) < 40 else "",
)
def test_a_wrong_rewrite_is_a_defect(source: str, right: str, wrong: str, plan: TrialPlan):
    mutant = source.replace(right, wrong)
    assert mutant != source
    result = held(source, plan, Form(CANONICAL, mutant), Form(CHECKED, mutant))
    assert (result.forms, result.problem) == ((), DEFECT)
    (defect,) = result.defects
    assert defect.startswith("canonical form: on `f(")


@pytest.mark.parametrize(
    ("source", "form", "plan"),
    [
        (SEARCH, SEARCH.replace("(low + high) // 2", "low + (high - low) // 2"), SORTED),
        (SEARCH, SEARCH.replace("items[middle] < target", "items[middle] <= target - 0.5"), SORTED),
        (POPS, POPS.replace("a", "x").replace("x = items.pop()", "x = items.pop()"), plan_for(("i", "int", "any"), tests=())),
        ("def f(items):\n    return sorted(items)\n", "def f(items):\n    items = items[:]\n    items.sort()\n    return items\n", NUMBERS),
    ],
)
def test_a_right_rewrite_stands(source: str, form: str, plan: TrialPlan):
    result = held(source, plan, Form(CHECKED, form), Form(CANONICAL, form))
    assert [item.level for item in result.forms] == [CANONICAL, CHECKED]
    assert (result.defects, result.problem) == ((), None)


def test_the_defect_says_on_which_input_and_what_became_of_it():
    result = held("def f(n):\n    return n\n", NUMBER, Form(CANONICAL, "def f(n):\n    return n + (n == 0)\n"))
    assert result.defects == ("canonical form: on `f(0)`: `0` became `1`",)


def test_a_looser_form_that_fails_leaves_the_stricter_one():
    source = "def f(n):\n    return n\n"
    result = held(source, NUMBER, Form(CHECKED, "def f(n):\n    return n * 1.0\n"), Form(CANONICAL, source))
    assert ([form.level for form in result.forms], result.problem) == ([CANONICAL], None)
    assert result.defects == ("checked form: on `f(2)`: `2` became `2.0`",)


def test_a_form_that_does_not_parse_is_a_defect():
    result = held("def f(n):\n    return n\n", NUMBER, Form(CANONICAL, "def f(n:\n"))
    assert (result.forms, result.problem) == ((), DEFECT)
    assert result.defects == ("canonical form: the form does not parse: not Python: '(' was never closed (line 1)",)


def test_a_form_that_does_not_load_is_a_defect():
    result = held("def f(n):\n    return n\n", NUMBER, Form(CANONICAL, "def g(n):\n    return n\n"))
    assert result.defects == ("canonical form: loading: 'loads' became 'the answer does not define 'f''",)


def test_a_form_that_never_ends_is_a_defect_even_though_nothing_can_be_compared():
    result = held(SEARCH, SORTED, Form(CANONICAL, "def f(items, target):\n    while True:\n        pass\n"))
    assert (result.forms, result.problem) == ((), DEFECT)


def test_code_that_does_not_repeat_itself_is_no_defect():
    source = "import itertools\nimport os\ndef f(n):\n    return os.urandom(4)\n"
    result = held(source, NUMBER, Form(CANONICAL, source + "# other\n"))
    assert (result.forms, result.defects, result.problem) == ((), (), UNREPEATABLE)


def test_a_checked_form_needs_half_of_the_inputs_to_be_comparable():
    """Endless code keeps its canonical form, but nothing was confirmed about it."""
    source = "def f(n):\n    while n >= 0:\n        n += 1\n"
    result = held(source, NUMBER, Form(CANONICAL, source + "# a\n"), Form(CHECKED, source + "# b\n"))
    assert [form.level for form in result.forms] == [CANONICAL]


def test_a_wrong_rewrite_of_a_class_is_caught():
    steps = (Operation("init", (2,)), Operation("push", (7,)), Operation("push", (8,)), Operation("pop", (), 8, True))
    tests = (OracleTest("t", operations=steps),)
    plan = trial_plan(Contract("c", "1.0.0", Kind.PYTHON, "C", "Write S.", class_name="S", oracle_tests=tests))
    source = "class S:\n    def __init__(self, n):\n        self.n, self.x = n, []\n    def push(self, item):\n        if len(self.x) >= self.n:\n            self.x.pop(0)\n        self.x.append(item)\n    def pop(self):\n        return self.x.pop()\n"
    result = held(source, plan, Form(CANONICAL, source.replace(">= self.n", "> self.n")))
    assert (result.forms, result.problem) == ((), DEFECT)
    assert held(source, plan, Form(CANONICAL, source.replace("self.x", "self.y"))).defects == ()

"""Annotations that name a module's own classes go where reading them surely does nothing, and stay where it may fail."""

import pytest

from engine.canonicalization.pipeline import canonicalize


@pytest.mark.parametrize("annotation", ["Node", "Node | None", "list[Node]", "'Node'", "Optional[Node]"])
def test_an_annotation_with_a_class_that_was_defined_before_goes(annotation: str) -> None:
    imported = "from typing import Optional\n"
    text = f"{imported}class Node:\n    def __init__(self):\n        self.next = None\ndef f(node: {annotation}) -> {annotation}:\n    return node.next\n"
    bare = text.replace(f": {annotation})", ")").replace(f" -> {annotation}", "")
    assert canonicalize(text).output == canonicalize(bare).output


@pytest.mark.parametrize(
    ("before", "annotation"),
    [
        ("", "Node"),
        ("class Node(Base):\n    pass\n", "Node"),
        ("class Node(metaclass=Meta):\n    pass\n", "Node | None"),
        ("@register\nclass Node:\n    pass\n", "Node"),
        ("class Node:\n    pass\nNode = wrap(Node)\n", "Node"),
        ("if ready():\n    class Node:\n        pass\n", "Node"),
        ("class Node:\n    def __class_getitem__(cls, key):\n        print(key)\n", "Node[int]"),
        ("class Node:\n    pass\ndef later():\n    global Node\n    del Node\nlater()\n", "Node"),
    ],
)
def test_an_annotation_that_may_do_something_stays(before: str, annotation: str) -> None:
    form = canonicalize(f"{before}def f(node: {annotation}):\n    return 1\n").output
    assert form is not None
    assert f": {annotation})" in form

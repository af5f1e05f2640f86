"""Layout: one way of spacing, breaking, quoting and bracketing; comments and blank lines disappear with it."""

import ast

from engine.canonicalization.trees import walk
from engine.domain.run import EvidenceLevel


class Layout:
    """Leaves the tree to Python's own writer; only the meaningless `u` before text goes.

    Sound because the syntax tree stays the same.
    """

    name = "layout"
    level = EvidenceLevel.CANONICAL

    def applies(self, _tree: ast.Module) -> bool:
        """Every text has a spelling."""
        return True

    def rewrite(self, tree: ast.Module) -> ast.Module:
        """Forget how text was spelled."""
        for node in walk(tree):
            if node.__class__ is ast.Constant:
                node.kind = None
        return tree

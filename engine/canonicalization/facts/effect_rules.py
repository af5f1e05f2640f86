"""The effects of each kind of expression and statement; whatever is not listed may do anything."""

import ast

from engine.canonicalization.facts.call_effects import CallEffects
from engine.canonicalization.facts.expression_effects import ExpressionEffects
from engine.canonicalization.facts.statement_effects import StatementEffects


class EffectRules(StatementEffects, CallEffects, ExpressionEffects):
    """Effects of nodes, given the types of expressions and the confined containers."""


EffectRules.rules = {
    ast.Constant: EffectRules._nothing,
    ast.Name: EffectRules._name,
    ast.BinOp: EffectRules._binary,
    ast.UnaryOp: EffectRules._unary,
    ast.BoolOp: EffectRules._boolean,
    ast.Compare: EffectRules._compare,
    ast.IfExp: EffectRules._choice,
    ast.List: EffectRules._display,
    ast.Tuple: EffectRules._display,
    ast.Set: EffectRules._hashed,
    ast.Dict: EffectRules._hashed,
    ast.JoinedStr: EffectRules._text,
    ast.Subscript: EffectRules._subscript,
    ast.Slice: EffectRules._slice,
    ast.Attribute: EffectRules._attribute,
    ast.ListComp: EffectRules._comprehension,
    ast.SetComp: EffectRules._comprehension,
    ast.DictComp: EffectRules._comprehension,
    ast.Call: EffectRules._call,
    ast.Assign: EffectRules._assign,
    ast.AugAssign: EffectRules._augmented,
    ast.Expr: EffectRules._expression_statement,
    ast.If: EffectRules._if,
    ast.For: EffectRules._for,
    ast.While: EffectRules._while,
    ast.Try: EffectRules._try,
    ast.Delete: EffectRules._delete,
    ast.Pass: EffectRules._nothing,
    ast.Return: EffectRules._leaving,
    ast.Break: EffectRules._leaving,
    ast.Continue: EffectRules._leaving,
    ast.Raise: EffectRules._raise,
    ast.Load: EffectRules._nothing,
    ast.Store: EffectRules._nothing,
    ast.Del: EffectRules._nothing,
}

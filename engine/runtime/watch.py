"""Expressions over named values: `norm(grad("h.z"))`, `max(abs(value("x->h.weight"))) > 3`.

`grad` is the gradient that the update uses, as the heatmaps show it; where gradients add up from step to step,
`fresh` is what this step alone has computed. A lesson may also ask about the experiment and what the learner did (`TOLD`).

Parsed into a tree of allowed nodes; nothing else is ever executed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.library.rule import Array
from engine.model.problem import ExperimentError, Problem, text
from engine.runtime.watch_readers import OF_TIME, READERS, SLOT_NAMES, TOLD, WORDS, NotComputed, Unknown, Values

LONGEST = 400  # characters
LARGEST = 1e308


class ExpressionError(ExperimentError):
    """An expression that cannot be parsed or computed, with the reason."""


def _cosine(a: Any, b: Any) -> Any:
    """Of the angle between two arrays, each read as one vector."""
    return np.sum(a * b) / np.sqrt(np.sum(np.square(a)) * np.sum(np.square(b)))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "norm": lambda x: np.sqrt(np.sum(np.square(x))), "abs": np.abs, "max": np.max, "min": np.min, "mean": np.mean, "sum": np.sum,
    "sqrt": np.sqrt, "log10": np.log10, "ln": np.log, "exp": np.exp, "sign": np.sign, "argmax": np.argmax,
    "finite": lambda x: np.all(np.isfinite(x)), "any": np.any, "all": np.all,
}  # fmt: skip
OF_TWO: dict[str, Callable[..., Any]] = {"cos": _cosine, "round": lambda x, digits: np.round(x, int(digits))}
BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide, ast.Pow: np.power,
}  # fmt: skip
COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}
Evaluate = Callable[[Values], Any]


@dataclass(frozen=True)
class Expression:
    """A checked expression; `text` is what the user wrote. ExpressionError names what is wrong and where.

    Only one that is `told` may ask about the experiment and the learner; what it is evaluated over must be `Telling`.
    """

    text: str
    told: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "_run", _compile(self.text, self.told))

    def slots(self) -> frozenset[str]:
        """The values of this training step that it reads, by their names in the program: `∂L/∂h.z` for grad("h.z")."""
        found = set()
        for node in ast.walk(ast.parse(self.text, mode="eval")):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str() as read), *_]) if name in SLOT_NAMES:
                    found.add(SLOT_NAMES[name].format(read))
                case ast.Name(id="loss"):
                    found.add("loss")
        return frozenset(found)

    def __call__(self, values: Values) -> Array | None:
        """The value now, or None if something in it is not computed yet. ExpressionError for an unknown name."""
        try:
            with np.errstate(all="ignore"):
                return np.asarray(self._run(values))  # type: ignore[attr-defined]
        except NotComputed:
            return None
        except Unknown as error:
            raise _wrong(self.text, error.message, **error.args_of) from None
        except (ValueError, IndexError, TypeError, OverflowError) as error:
            raise _wrong(self.text, text("cannot be computed: {why}."), why=error) from None

    def holds(self, values: Values) -> bool:
        """Whether it is true of every element; never while something in it is not computed yet."""
        try:
            result = self(values)
        except ExpressionError:
            return False
        return result is not None and bool(result.all())


def _wrong(expression: str, message: str, **args: Any) -> ExpressionError:
    return ExpressionError([Problem(expression, message, text('Enter, for example, norm(grad("h.z")) < 1e-6.'), args)])


def _compile(expression: str, told: bool) -> Evaluate:
    if len(expression) > LONGEST:
        raise _wrong(expression[:40], text("is too long; the limit is {most} characters."), most=LONGEST)
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError) as error:
        raise _wrong(
            expression, text("is not a valid expression (at character {at})."), at=getattr(error, "offset", 0) or 0
        ) from None
    try:
        return _node(tree.body, expression, told)
    except RecursionError:
        raise _wrong(expression[:40], text("is nested too deeply.")) from None


def _node(node: ast.expr, whole: str, told: bool) -> Evaluate:
    """The meaning of one node of the tree."""
    match node:
        case ast.Constant(value=bool() | int() | float() as number):
            if abs(number) > LARGEST:
                raise _wrong(whole[:40], text("the number is too large."))
            constant = float(number)
            return lambda values: constant
        case ast.Name(id=name) if name in WORDS:
            return lambda values: WORDS[name](values)
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str() as read)], keywords=[]) if name in READERS:
            return lambda values: READERS[name](values, read)
        case ast.Call(
            func=ast.Name(id=name), args=[ast.Constant(value=str() as read), ast.Constant(value=int() as time)], keywords=[]
        ) if name in OF_TIME:
            return lambda values: OF_TIME[name](values, read, time)
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str() as read)], keywords=[]) if told and name in TOLD:
            return lambda values: values.told(name, read)  # type: ignore[attr-defined]
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            function, inner = FUNCTIONS[name], _node(argument, whole, told)
            return lambda values: function(inner(values))
        case ast.Call(func=ast.Name(id=name), args=[first, second], keywords=[]) if name in OF_TWO:
            joined, one, two = OF_TWO[name], _node(first, whole, told), _node(second, whole, told)
            return lambda values: joined(one(values), two(values))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in BINARY:
            combine, a, b = BINARY[type(operator)], _node(left, whole, told), _node(right, whole, told)
            return lambda values: combine(a(values), b(values))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            negated = _node(operand, whole, told)
            return lambda values: np.negative(negated(values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            denied = _node(operand, whole, told)
            return lambda values: np.logical_not(denied(values))
        case ast.BoolOp(op=joint, values=parts):
            terms = [_node(part, whole, told) for part in parts]
            join = np.logical_and.reduce if isinstance(joint, ast.And) else np.logical_or.reduce
            return lambda values: join([np.all(term(values)) for term in terms])
        case ast.Compare(left=left, ops=operators, comparators=others) if all(type(each) in COMPARE for each in operators):
            sides = [_node(side, whole, told) for side in (left, *others)]
            return lambda values: _compare(operators, [side(values) for side in sides])
        case ast.Subscript(value=inner_node, slice=place):
            element, index = _node(inner_node, whole, told), _index(place, whole)
            return lambda values: np.asarray(element(values))[index]
    raise _wrong(
        whole,
        text("{part} is not allowed here. Allowed: {known}."),
        part=ast.unparse(node),
        known=", ".join((*READERS, *OF_TIME, *(TOLD if told else ()), *WORDS, *FUNCTIONS, *OF_TWO)),
    )


def _compare(operators: list[ast.cmpop], sides: list[Any]) -> Any:
    pairs = [COMPARE[type(each)](a, b) for each, a, b in zip(operators, sides, sides[1:], strict=False)]
    return np.logical_and.reduce(pairs) if len(pairs) > 1 else pairs[0]


def _index(place: ast.expr, whole: str) -> tuple[int, ...]:
    """Constant whole numbers only."""
    parts = place.elts if isinstance(place, ast.Tuple) else [place]
    found = []
    for part in parts:
        try:
            number = ast.literal_eval(part)
        except (ValueError, TypeError, SyntaxError):
            number = None
        if not isinstance(number, int):
            raise _wrong(whole, text("{part} is not a whole number."), part=ast.unparse(part))
        found.append(number)
    return tuple(found)

"""Slips at an activation: its derivative forgotten, taken twice, taken elsewhere, or that of something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from engine.insight.compare.course import Course, Plant
from engine.insight.compare.slips.slip import Place, Slip
from engine.insight.moment.curve import curve
from engine.insight.moment.symbols import symbol
from engine.library.activations import ACTIVATIONS
from engine.library.ops import SOFTMAX
from engine.library.rule import Array, Op
from engine.model.problem import text
from engine.program.autodiff import CHAIN
from engine.program.program import LOCAL

# Derivatives as a function of the activation a: right there, and wrong at z.
AT_OUTPUT: dict[str, tuple[str, Callable[[Array], Array]]] = {
    "sigmoid": ("{x}·(1 − {x})", lambda v: v * (1 - v)),
    "tanh": ("1 − {x}²", lambda v: 1 - v * v),
}
JACOBIAN = SOFTMAX.vjps[0]


def _op(place: Place) -> Op | None:
    """The activation whose derivative is taken at a place."""
    rows = (row.op for row in ACTIVATIONS.values() if row.op is not None)
    return next((op for op in rows if place.slot.kind == LOCAL and op.derivative is place.instr.rule), None)


def _forgotten(place: Place) -> Iterator[Plant]:
    if place.instr.rule is CHAIN:
        yield place.everywhere(lambda course, pc, usual: course[_at(place, pc, "g")], "{g}", layer=place.slot.node)


def _twice(place: Place) -> Iterator[Plant]:
    if place.instr.rule is CHAIN:
        yield place.everywhere(lambda course, pc, usual: usual() * course[_at(place, pc, "d")], "{g} · {d} · {d}",
                               layer=place.slot.node)  # fmt: skip


def _at(place: Place, pc: int, need: str) -> int:
    return place.slots(need)[pc]


def _of_output(place: Place) -> Iterator[Plant]:
    """f′(f(z)): the derivative is taken at the activation, where it is meant to be taken at z."""
    op = _op(place)
    if op is not None:

        def does(course: Course, pc: int, usual: object) -> Array:
            a = course[_activated(place, pc)]
            return _slope(op.name, dict(place.program.code[pc].settings), a)

        a = str(symbol(place.program, _activated(place, place.pcs[0])))
        formula = place.instr.rule.formula.replace("{x}", a).replace("{out}", f"f({a})")
        yield place.everywhere(does, formula, layer=place.slot.node)


def _activated(place: Place, pc: int) -> int:
    """The activation whose derivative an instruction makes: `h.a[3]` for `h.a[3]′`."""
    return place.program.names[place.program.slots[place.program.code[pc].out].name.removesuffix("′")]


def _before(place: Place, pc: int) -> int:
    """The z of that activation."""
    return place.program.code[place.program.writer[_activated(place, pc)]].ins[0]


def _slope(name: str, settings: dict[str, object], z: Array) -> Array:
    found = curve(name if name in ACTIVATIONS else "sigmoid", settings, z)
    assert found is not None
    return found[1]


def _output_formula_at_z(place: Place) -> Iterator[Plant]:
    op = _op(place)
    if op is not None and op.name in AT_OUTPUT:
        formula, does = AT_OUTPUT[op.name]
        yield place.everywhere(lambda course, pc, usual: does(course[_before(place, pc)]), formula.format(x="z"),
                               layer=place.slot.node, right=formula.format(x="a"))  # fmt: skip


def _value_for_slope(place: Place) -> Iterator[Plant]:
    if _op(place) is not None:
        yield place.everywhere(lambda course, pc, usual: course[_activated(place, pc)], "f(z)", layer=place.slot.node)


def _of_another(place: Place) -> Iterator[Plant]:
    op = _op(place)
    for row in ACTIVATIONS.values() if op is not None else ():
        if row.op is not op and row.op is not None and row.op.derivative is not None:
            yield place.everywhere(lambda course, pc, usual, name=row.name: _slope(name, {}, course[_before(place, pc)]),  # type: ignore[misc]
                                   f"{row.name}′(z)", layer=place.slot.node, other=row.title)  # fmt: skip


def _no_jacobian(place: Place) -> Iterator[Plant]:
    if place.instr.rule is JACOBIAN:
        yield place.everywhere(lambda course, pc, usual: course[_at(place, pc, "g")], "{g}", layer=place.slot.node)


def _diagonal_only(place: Place) -> Iterator[Plant]:
    if place.instr.rule is JACOBIAN:

        def does(course: Course, pc: int, usual: object) -> Array:
            g, a = course[_at(place, pc, "g")], course[_at(place, pc, "out")]
            diagonal: Array = g * a * (1 - a)
            return diagonal

        yield place.everywhere(does, "{g} · {out}·(1 − {out})", layer=place.slot.node)


def _by_sign_of_gradient(place: Place) -> Iterator[Plant]:
    if place.instr.rule is CHAIN and place.program.slots[_at(place, place.pcs[0], "d")].node and _is_relu(place):
        yield place.everywhere(lambda course, pc, usual: np.maximum(course[_at(place, pc, "g")], 0), "max(0, {g})",
                               layer=place.slot.node)  # fmt: skip


def _is_relu(place: Place) -> bool:
    return place.program.code[place.program.writer[_at(place, place.pcs[0], "d")]].rule.key == "relu_derivative"


SLOPES = (
    Slip(
        "no_slope",
        text("The derivative of the activation of {layer} is missing: the upstream gradient passes through unchanged."),
        _forgotten,
    ),
    Slip("slope_twice", text("The derivative of the activation of {layer} is applied twice."), _twice),
    Slip(
        "slope_at_output",
        text("The derivative of the activation of {layer} is evaluated at its output a, not at its input z."),
        _of_output,
    ),
    Slip(
        "output_formula_at_z",
        text("At {layer}, the formula {right} is used with z, but it holds for the output a."),
        _output_formula_at_z,
    ),
    Slip("value_for_slope", text("At {layer}, the activation itself is used as a factor, not its derivative."), _value_for_slope),
    Slip(
        "relu_by_gradient",
        text("At {layer}, ReLU lets the gradient through according to the gradient's own sign, not the sign of z."),
        _by_sign_of_gradient,
    ),
    Slip("slope_of_another", text("At {layer}, the derivative of a different activation is used: {other}."), _of_another),
    Slip(
        "no_softmax_jacobian",
        text("The derivative of softmax is missing at {layer}: the upstream gradient passes through unchanged."),
        _no_jacobian,
    ),
    Slip(
        "softmax_diagonal",
        text(
            "Softmax at {layer} is differentiated as if each output depended only on its own z: only the "
            "diagonal a·(1 − a) is used."
        ),
        _diagonal_only,
    ),
)

"""What can be compared: values, loss and gradients of one training step, in the order in which they are computed."""

from __future__ import annotations

from dataclasses import dataclass

from engine.insight.moment.symbols import symbol, value_of
from engine.library.rule import Shape
from engine.program.program import (
    BACKWARD,
    DELTA,
    FORWARD,
    INPUT,
    LOCAL,
    PARAMETER,
    PARAMETER_GRADIENT,
    PREACTIVATION,
    VALUE,
    Program,
)

# What a quantity is.
GIVEN, WEIGHT, Z, A, LOSS, DELTA_A, DELTA_Z, GRADIENT = "given", "weight", "z", "a", "loss", "∂a", "∂z", "gradient"
PARTS = (GRADIENT, WEIGHT)  # kinds whose arrays belong to parameters; those of the others have a column for each sample


@dataclass(frozen=True)
class Quantity:
    """One array of a training step: `slots` in order of time, stacked where there are several.

    `order` grows along the step: given arrays first, then forward, loss and backward. `of` is the parameter of a gradient.
    """

    name: str
    kind: str
    node: str
    slots: tuple[int, ...]
    shape: Shape
    order: int
    of: str = ""

    @property
    def stacked(self) -> bool:
        """Whether it has an axis of time."""
        return len(self.slots) > 1

    @property
    def by_sample(self) -> bool:
        """Whether it has a column for each sample."""
        return self.kind not in (*PARTS, LOSS)


def quantities(program: Program) -> tuple[Quantity, ...]:
    """All quantities of a step that have a name outside, in the order in which they are computed."""
    found = [Quantity(name, WEIGHT, program.slots[slot].node, (slot,), program.slots[slot].shape, -1, name)
             for name, slot in program.parameters.items()]  # fmt: skip
    found += [_stack(program, slots, GIVEN, -2) for slots in _by_name(program, INPUT).values()]
    for slots in _by_name(program, PREACTIVATION).values():
        found += _value_and_gradient(program, slots, Z, DELTA_Z)
    seen = {slot for quantity in found for slot in quantity.slots}
    for node in dict.fromkeys(slot.node for slot in program.slots if slot.kind in (VALUE, PREACTIVATION)):
        states = tuple(slot for slot in program.states(node) if slot in program.writer)
        if states and not seen.intersection(states):
            found += _value_and_gradient(program, states, A, DELTA_A)
    found.append(Quantity("loss", LOSS, "loss", (program.loss,), (), program.writer[program.loss]))
    for name, slot in program.parameters.items():
        gradient = program.gradient_of.get(slot)
        if gradient is not None:
            shape = program.slots[slot].shape
            place = program.writer[gradient]
            found.append(Quantity(f"∂L/∂{name}", GRADIENT, program.slots[slot].node, (gradient,), shape, place, name))
    return tuple(sorted(found, key=lambda quantity: quantity.order))


def _by_name(program: Program, kind: str) -> dict[str, tuple[int, ...]]:
    """The slots of one kind, those of one value at all times together."""
    table: dict[str, list[int]] = {}
    for slot in program.slots:
        if slot.kind == kind:
            table.setdefault(f"{slot.node}.{value_of(slot.name, slot.node)}", []).append(slot.index)
    return {name: tuple(slots) for name, slots in table.items()}


def _value_and_gradient(program: Program, slots: tuple[int, ...], value: str, gradient: str) -> list[Quantity]:
    found = [_stack(program, slots, value, max(program.writer.get(slot, -2) for slot in slots))]
    backward = tuple(program.gradient_of[slot] for slot in slots if slot in program.gradient_of)
    if backward:
        found.append(_stack(program, backward, gradient, max(program.writer[slot] for slot in backward)))
    return found


def _stack(program: Program, slots: tuple[int, ...], kind: str, order: int) -> Quantity:
    first = program.slots[slots[0]]
    shape = first.shape if len(slots) == 1 else (len(slots), *first.shape)
    name = first.name if len(slots) == 1 else first.name.partition("[")[0]
    return Quantity(name, kind, first.node, slots, shape, order)


def line(program: Program, pc: int, formula: str = "") -> str:
    """An instruction in symbols: `∂L/∂z[h] = ∂L/∂a[h] · a′[h]`; with another formula where one is given."""
    instr = program.code[pc]
    names = {need: str(symbol(program, slot)) for need, slot in zip(instr.rule.needs, instr.ins, strict=True)}
    settings = {name: f"{value:g}" if isinstance(value, float) else value for name, value in instr.settings.items()}
    return f"{symbol(program, instr.out)} = {(formula or instr.rule.formula).format(**names, **settings)}"


def backward(program: Program, pc: int) -> bool:
    """Whether an instruction passes gradients on: derivatives of activations do not."""
    return program.phase_at(pc) == BACKWARD and program.slots[program.code[pc].out].kind != LOCAL


def forward(program: Program, pc: int) -> bool:
    """Whether an instruction belongs to the forward pass."""
    return program.phase_at(pc) == FORWARD


__all__ = ["DELTA", "PARAMETER", "PARAMETER_GRADIENT", "Quantity", "backward", "forward", "line", "quantities"]

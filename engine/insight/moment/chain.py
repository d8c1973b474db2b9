"""The chain rule of one weight for one sample at one time step, factor by factor."""

from __future__ import annotations

from dataclasses import dataclass

from engine.insight.moment.place import parameter_of
from engine.insight.moment.things import Thing, thing_at
from engine.program.program import Program
from engine.runtime.debugger import Debugger


@dataclass(frozen=True)
class Factor:
    """One factor: how it is written, its value, whether it is a gradient of the loss, and what it belongs to on the drawing.

    `above` over `below` is a fraction, `slot` is where its value stands.
    """

    above: str
    below: str
    value: float
    gradient: bool = False
    thing: Thing = Thing()
    slot: int = -1


def chain_rule(
    debugger: Debugger, parameter: str, index: tuple[int, ...], sample: int, time: int, position: int = 0
) -> tuple[Factor, ...]:
    """Factors whose product is what a sample adds to dL/dw at a time step and position.

    None where w takes no part or it is not computed yet.
    """
    program = debugger.program
    place = _product(program, parameter, time) if parameter else None  # a slot of no parameter has no weight to speak of
    if place is None or len(index) != 2 or not debugger.computed(program.code[place].out):
        return ()
    unit, source = index
    views = debugger.arena.views
    delta, x = program.code[place].ins
    column = position * program.batches.size + sample
    if column >= program.slots[delta].shape[1]:
        return ()
    neuron = thing_at(program, delta, (unit, column))
    last = Factor("∂z", "∂w", float(views[x][source, column]), False, thing_at(program, x, (source, column)), x)
    arriving = _slope(program, delta)
    if arriving is None:
        return Factor("∂L", "∂z", float(views[delta][unit, column]), True, neuron, delta), last
    upstream, slope = arriving
    return (
        Factor("∂L", "∂a", float(views[upstream][unit, column]), True, neuron, upstream),
        Factor("∂a", "∂z", float(views[slope][unit, column]), False, neuron, slope),
        last,
    )


def _product(program: Program, parameter: str, time: int) -> int | None:
    """The instruction that makes what a time step adds to the gradient of a matrix: δ times its input."""
    found = (
        pc
        for pc, instr in enumerate(program.code)
        if instr.rule.key == "gradient_of_w" and parameter_of(program, instr.out) == parameter
    )
    return next((pc for pc in found if program.time_of(pc) in (0, time)), None)


def _slope(program: Program, delta: int) -> tuple[int, int] | None:
    """The two factors of δ where the chain rule makes it: the upstream gradient, and the slope of the activation."""
    writer = program.writer.get(delta)
    while writer is not None and program.code[writer].rule.key == "pass_on":
        delta = program.code[writer].ins[0]
        writer = program.writer.get(delta)
    if writer is None or program.code[writer].rule.key != "chain_rule":
        return None
    upstream, slope = program.code[writer].ins
    return upstream, slope

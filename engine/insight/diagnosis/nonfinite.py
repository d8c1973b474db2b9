"""The first value that is not finite: where it was made, from what, and how far it would spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.insight.diagnosis.finding import ERROR, Finding
from engine.insight.diagnosis.remedies import names as way
from engine.model.problem import text
from engine.program.program import BACKWARD, FORWARD, LOSS, UPDATE
from engine.runtime.breakpoints import NOT_FINITE
from engine.runtime.debugger import Debugger

REMEDIES = (way.LOWER_RATE, way.CLIP, way.INITIALISE, way.STANDARDISE)
WHERE = {FORWARD: text("forward pass"), LOSS: text("loss"), BACKWARD: text("backward pass"), UPDATE: text("update")}


@dataclass(frozen=True)
class Trouble:
    """The instruction `pc` of training step `step` (counted from 0) made `value` at `index` of the slot `name`.

    `inputs` are the names of what it read, with lowest and highest element. `node` made it, `reached` would be contaminated by
    it in the rest of the step.
    """

    pc: int
    step: int
    phase: str
    name: str
    index: tuple[int, ...]
    value: float
    node: str
    time: int
    inputs: tuple[tuple[str, float, float], ...]
    reached: tuple[str, ...]


def trouble(debugger: Debugger) -> Trouble | None:
    """The trouble at which a debugger stands; None if it stopped for another reason."""
    if debugger.stop.reason != NOT_FINITE or debugger.stop.t != debugger.t:
        return None
    program, (step, place) = debugger.program, debugger.place
    pc = place - 1
    instr, slot = program.code[pc], program.slots[program.code[pc].out]
    values = debugger.arena.views[slot.index]
    index = tuple(map(int, np.argwhere(~np.isfinite(values))[0]))
    ranges = ((program.slots[i].name, debugger.arena.views[i]) for i in instr.ins)
    node = slot.node or next((str(name) for kind, name in instr.path if kind == "node"), "")
    return Trouble(pc, step, program.phase_at(pc), slot.name, index, float(values[index]), node, slot.time,
                   tuple((name, float(v.min()), float(v.max())) for name, v in ranges), _reached(debugger, pc, node))  # fmt: skip


def _reached(debugger: Debugger, pc: int, maker: str) -> tuple[str, ...]:
    """Nodes that the rest of the step would contaminate: those that read what is contaminated already."""
    program = debugger.program
    spoilt, nodes = {program.code[pc].out}, dict[str, None]()
    for instr in program.code[pc + 1 :]:
        if spoilt.intersection(instr.ins):
            spoilt.add(instr.out)
            nodes.setdefault(program.slots[instr.out].node)
    return tuple(name for name in nodes if name and name != maker)


def finding(found: Trouble) -> Finding:
    """The problem in words."""
    sources = tuple((name, f"{low:.3g} … {high:.3g}") for name, low, high in found.inputs)
    return Finding(
        "not finite",
        ERROR,
        text("{name} became {value} in the {phase} of training step {step}; the weights still have their previous values."),
        {
            "name": f"{found.name}{list(found.index) if found.index else ''}",
            "value": _shown(found.value),
            "phase": WHERE[found.phase],
            "step": found.step + 1,
        },
        (found.node,) if found.node else (),
        found.step,
        sources,
        REMEDIES,
        found.time or None,
        found.pc,
    )


def _shown(value: float) -> str:
    return "NaN" if np.isnan(value) else "∞" if value > 0 else "−∞"

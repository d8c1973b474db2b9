"""Places that a question may ask for: what there is of each kind in the window, and what a click may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.insight.moment.symbols import arrow, symbol
from engine.lessons.lesson import Place
from engine.program.program import PHASES, Program
from gui.look.titles import phase_title, worded

if TYPE_CHECKING:
    from gui.session.session import Session


def place_title(place: Place, program: Program | None) -> str:
    """A place in the user's language; a line of the program is called as in the listing."""
    if place.kind == "phase":
        return phase_title(place.name)
    slot = None if program is None or place.kind != "line" else program.names.get(place.name)
    return arrow(place.name) if program is None or slot is None else str(worded(symbol(program, slot)))


def of_kind(kind: str, program: Program) -> list[Place]:
    """All places of a kind that a program has."""
    nodes = list(dict.fromkeys(slot.node for slot in program.slots if slot.node))
    lines = [program.slots[instr.out].name for instr in program.code]
    names = {
        "phase": [phase for phase in PHASES if phase in program.phases],
        "node": nodes,
        "neuron": [f"{node}[{unit}]" for node in nodes for unit in range(_units(program, node))],
        "parameter": list(program.parameters),
        "weight": list(program.parameters),
        "line": list(dict.fromkeys(lines)),
        "wire": [name.removesuffix(".weight") for name in program.parameters if ">" in name],
        "cell": [f"{node} t={time}" for node in nodes for time in range(1, program.length + 1)] if program.length > 1 else [],
    }.get(kind, [])
    return [Place("weight" if kind == "parameter" else kind, name) for name in names]


def _units(program: Program, node: str) -> int:
    states = program.states(node)
    return program.slots[states[0]].shape[0] if states else 0


def pointed_at(session: Session) -> set[tuple[str, str]]:
    """What the selection of the session may mean as a place: its kind and its name."""
    chosen, found, debugger = session.selection, set[tuple[str, str]](), session.debugger
    found |= {("node", node) for node in chosen.nodes}
    found |= {("neuron", f"{thing.node}[{thing.unit}]") for thing in session.pointing.hovered if thing.node in chosen.nodes}
    if chosen.parameter:
        found |= {("weight", chosen.parameter), ("wire", chosen.parameter.removesuffix(".weight"))}
        found.add(("weight", f"{chosen.parameter}[{','.join(map(str, chosen.index))}]"))
    for wire in session.experiment.network.wires:
        if wire.id in chosen.wires:
            found |= {("wire", wire.weight.removesuffix(".weight")), ("weight", wire.weight)}
    if debugger is not None and chosen.pc is not None and chosen.pc < len(debugger.program):
        program = debugger.program
        found |= {("line", program.slots[program.code[chosen.pc].out].name), ("phase", program.phase_at(chosen.pc))}
        if chosen.time is not None:
            found |= {("cell", f"{node} t={chosen.time}") for node in chosen.nodes}
    return found

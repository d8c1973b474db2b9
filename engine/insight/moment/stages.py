"""The stages of a training step as a flowchart has them: input, hidden, output, loss, backprop, update."""

from __future__ import annotations

from engine.program.program import BACKWARD, FORWARD, LOSS, UPDATE, Program

INPUT, HIDDEN, OUTPUT = "input", "hidden", "output"  # the parts of the forward pass
STAGES = (INPUT, HIDDEN, OUTPUT, LOSS, BACKWARD, UPDATE)
PHASE_OF = {stage: FORWARD if stage in (INPUT, HIDDEN, OUTPUT) else stage for stage in STAGES}


def stage_at(program: Program, executed: int) -> str:
    """The stage of the instruction executed last, if so many were; that of the input if none was."""
    if executed == 0:
        return INPUT
    phase = program.phase_at(executed - 1)
    if phase != FORWARD:
        return phase
    outputs = set(program.ends)
    return OUTPUT if program.slots[program.code[executed - 1].out].node in outputs else HIDDEN


def start_of(program: Program, stage: str) -> int | None:
    """How many instructions of a step are executed once the stage has begun: none for the input. None if it has no instruction."""
    if stage == INPUT:
        return 0
    phase = program.phases.get(PHASE_OF[stage])
    places = range(phase.start + 1, phase.stop + 1) if phase is not None else range(0)
    return next((executed for executed in places if stage_at(program, executed) == stage), None)

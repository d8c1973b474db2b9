"""What is shown now: one instruction, one time step and one sample, for every panel alike."""

from __future__ import annotations

from dataclasses import dataclass

from engine.insight.moment.place import layer_of, shared_by_samples, wires_of
from engine.insight.moment.spots import MIDDLE, Spot
from engine.model.network import Network
from engine.runtime.breakpoints import STEPPED
from engine.runtime.debugger import Debugger

# Why an instruction is shown.
COMING = "coming"  # nothing has been done yet; it comes first
DONE = "done"  # it was just done
PICKED = "picked"  # the user looks at it
FINISHED = "finished"  # a run has ended with it
HURRYING = "hurrying"  # a run is too fast to follow single instructions


@dataclass(frozen=True)
class Now:
    """The instruction `pc` that is shown, and why (`state`); `done` was executed last, `coming` is executed next. `step` counts
    training steps from 1.

    `phase` is that of the instruction shown, `reached` that of the one executed last, or first if none was.
    `node` is the layer where its result appears ("" for what all layers share), `wires` are those it works along. `time`
    is the time step shown: that of the instruction where it has one (`timed`), else the one that was shown before. `spot` is
    the position shown, where samples have several. An instruction is `shared` if it works for all samples at once: a loss, the
    gradient of a weight, an update. While it is `quiet`, nothing names a mistake that was made on purpose.
    """

    pc: int
    state: str
    done: int | None
    coming: int
    step: int
    phase: str
    reached: str
    node: str
    wires: frozenset[str]
    time: int
    timed: bool
    sample: int
    spot: Spot = MIDDLE
    shared: bool = False
    quiet: bool = False

    @property
    def marked(self) -> bool:
        """Whether the place of the instruction is marked on the canvas."""
        return self.state in (DONE, PICKED)

    @property
    def inside(self) -> bool:
        """Whether one instruction is looked at, and not a finished training step as a whole."""
        return self.state == PICKED or (self.state == DONE and self.coming != 0)


def now_of(
    debugger: Debugger,
    network: Network,
    picked: int | None,
    time: int | None,
    sample: int,
    hurries: bool = False,
    spot: Spot = MIDDLE,
    quiet: bool = False,
) -> Now:
    """What is shown of a debugger: the line `picked` and the time step if the user chose any, that sample and spot."""
    program, executed = debugger.program, debugger.place[1]
    done = executed - 1 if executed else None
    picked = picked if picked is not None and picked < len(program) else None
    pc = picked if picked is not None else done or 0
    state = HURRYING if hurries else PICKED if picked is not None else _state(debugger)
    own = program.time_of(pc) if state not in (FINISHED, HURRYING) or picked is not None else 0
    last = program.length if state in (FINISHED, HURRYING) else program.moments[pc]
    return Now(
        pc,
        state,
        done,
        debugger.next_pc,
        debugger.place[0] + 1,
        program.phase_at(pc),
        program.phase_at(done or 0),
        layer_of(program, pc, network),
        wires_of(program, pc, network),
        own or min(time or last, program.length),
        own > 0,
        min(sample, program.batches.size - 1),
        spot,
        state not in (FINISHED, HURRYING) and shared_by_samples(program, pc),
        quiet,
    )


def _state(debugger: Debugger) -> str:
    if not debugger.place[1]:
        return COMING
    ended = debugger.place[1] == len(debugger.program) and debugger.stop.reason != STEPPED
    return FINISHED if ended else DONE

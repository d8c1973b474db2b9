"""The debugger: one clock, and verbs that move it both ways."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.library.rule import Array
from engine.program.lower import lower
from engine.program.program import Program
from engine.runtime import stepping
from engine.runtime.arena import Arena
from engine.runtime.breakpoints import Breakpoints
from engine.runtime.executor import Backend, NumpyBackend
from engine.runtime.keyframes import MIB, Keyframes
from engine.runtime.loader import Loader
from engine.runtime.series import Series
from engine.runtime.stepping import OP
from engine.spec.experiment import Experiment

START, STEPPED, BREAKPOINT, NOT_FINITE, DONE, LOSS_REACHED = "start", "step", "breakpoint", "not finite", "done", "loss reached"


@dataclass(frozen=True)
class Stop:
    """Where the clock stands and why. `detail` names the value that is not finite."""

    t: int
    reason: str
    detail: str = ""


class Debugger:
    """Runs an experiment forward and backward in time.

    `t` counts executed instructions. At the border between two training steps (t a multiple of
    the program's length) the finished step is what `value` shows. Stepping back inside a step runs
    nothing; across steps the nearest keyframe is restored and replayed bit for bit.
    """

    def __init__(
        self, experiment: Experiment | Program, parameters: Mapping[str, Array] | None = None, budget: int = 64 * MIB
    ) -> None:
        self.program = experiment if isinstance(experiment, Program) else lower(experiment)
        self.arena = Arena(self.program)
        named = {**self.program.parameters, **self.program.buffers}
        for name, value in (parameters or {}).items():
            slot = named.get(name)
            if slot is not None and self.arena.views[slot].shape == value.shape:
                self.arena.views[slot][...] = value
        self.backend: Backend = NumpyBackend(self.program, self.arena)
        self.breakpoints = Breakpoints()
        self.history = Keyframes(len(self.arena.old), budget)
        self.series = Series(self.arena)
        self.stop = Stop(0, START)
        self._t = 0
        self._not_finite_at: int | None = None
        self._loader = Loader(self.program, self.arena)
        self._begin(0)

    # where we are --------------------------------------------------------------------------------

    @property
    def t(self) -> int:
        """Time since the start, in executed instructions."""
        return self._t

    @property
    def place(self) -> tuple[int, int]:
        """(training step, instructions executed in it); a finished step is shown until the next begins."""
        return self._place(self._t)

    def _place(self, t: int) -> tuple[int, int]:
        step, pc = divmod(t, len(self.program))
        return (step - 1, len(self.program)) if pc == 0 and step else (step, pc)

    @property
    def next_pc(self) -> int:
        """The instruction that comes next."""
        return self._t % len(self.program)

    @property
    def epoch(self) -> int:
        """Passes over the data completed or under way."""
        return self.place[0] // self.program.batches.per_epoch

    def computed(self, slot: int) -> bool:
        """Whether a slot holds a value of the present step."""
        writer = self.program.writer.get(slot)
        return writer is None or writer < self.place[1]

    def read(self, slot: int) -> Array | None:
        """The value of a slot now, or None if it is not computed yet. A parameter shows its newest value."""
        renewed = self.program.renewed.get(slot)
        if renewed is not None and self.computed(renewed):
            slot = renewed
        return self.arena.views[slot] if self.computed(slot) else None

    def value(self, name: str) -> Array | None:
        """A named value; KeyError for an unknown name. The array is live: copy it to keep it."""
        return self.read(self.program.names[name])

    def gradient(self, name: str) -> Array | None:
        """dL/d(name), or None if it is not computed yet or no gradient flows there."""
        slot = self.program.gradient_of.get(self.program.names[name])
        return None if slot is None else self.read(slot)

    def parameters(self) -> dict[str, Array]:
        """Copies of all parameters as they are now."""
        return {name: np.array(self.read(slot)) for name, slot in self.program.parameters.items()}

    def learned(self) -> dict[str, Array]:
        """Copies of parameters and running statistics: all that the network has learned."""
        statistics = {name: np.array(self.read(slot)) for name, slot in self.program.buffers.items()}
        return {**self.parameters(), **statistics}

    # moving the clock ----------------------------------------------------------------------------

    def step_into(self) -> Stop:
        """Execute one instruction."""
        return self._arrive(self._t + 1)

    def step_over(self, granularity: str = OP) -> Stop:
        """Finish the present unit of that granularity."""
        return self._arrive(stepping.after(self.program, self._t, granularity))

    def step_out(self, granularity: str = OP) -> Stop:
        """Finish the unit around the present one."""
        return self.step_over(stepping.wider(self.program, granularity))

    def back_into(self) -> Stop:
        """Take one instruction back."""
        return self._arrive(max(0, self._t - 1))

    def back_over(self, granularity: str = OP) -> Stop:
        """Go back to the last beginning of a unit: the mirror of `step_over`."""
        return self._arrive(stepping.before(self.program, self._t, granularity))

    def back_out(self, granularity: str = OP) -> Stop:
        """Go back to the beginning of the unit around the present one."""
        return self.back_over(stepping.wider(self.program, granularity))

    def go(self, t: int) -> Stop:
        """Go to any time, past or future."""
        return self._arrive(max(0, t))

    def reverse_continue(self) -> Stop:
        """Go back to the last breakpoint, or to the start."""
        hit = stepping.last_hit(self.program, self._t, self.breakpoints.active)
        return self._arrive(hit or 0, STEPPED if hit is None else BREAKPOINT)

    def run(self, steps: int = 1) -> Stop:
        """Run to the end of `steps` training steps, or to a breakpoint."""
        return self._run_until((self._t // len(self.program) + steps) * len(self.program))

    def run_for(self, seconds: float, until_loss: float | None = None) -> Stop:
        """Run whole training steps until the time is up, a breakpoint is hit or the loss is below `until_loss`."""
        end = time.perf_counter() + seconds
        length = len(self.program)
        while True:
            stop = self._run_until((self._t // length + 1) * length, until_loss)
            if stop.reason != DONE or time.perf_counter() >= end:
                return stop

    def _run_until(self, goal: int, until_loss: float | None = None) -> Stop:
        hit = stepping.next_hit(self.program, self._t, self.breakpoints.active)
        length = len(self.program)
        with np.errstate(all="ignore"):
            while self._t < goal:
                target = min(goal, (self._t // length + 1) * length, hit or goal)
                self._move(target)
                if self._found_not_finite():
                    return self.stop
                if target == hit and target != goal:
                    return self._halt(BREAKPOINT)
                if until_loss is not None and self._loss_below(until_loss):
                    return self._halt(LOSS_REACHED)
        return self._halt(BREAKPOINT if self._t == hit else DONE)

    def _loss_below(self, limit: float) -> bool:
        loss = self.read(self.program.loss)
        return loss is not None and float(loss) < limit

    def _arrive(self, t: int, reason: str = STEPPED) -> Stop:
        with np.errstate(all="ignore"):
            self._move(t)
        return self._halt(reason)

    def _halt(self, reason: str, detail: str = "") -> Stop:
        self.stop = Stop(self._t, reason, detail)
        return self.stop

    # the past ------------------------------------------------------------------------------------

    def _begin(self, step: int) -> None:
        """Make the arena ready for a training step; its `old` region already holds the state."""
        self.history.keep(step, self.arena.old)
        self._loader.load(step)
        self._frame, self._done = step, 0

    def _move(self, t: int) -> None:
        """Bring the arena to time t: the only place where instructions are executed."""
        step, pc = self._place(t)
        if step != self._frame:
            start, state = self.history.nearest(step)
            if step < self._frame or start > self._frame:
                self._restore(start, state)
            while self._frame < step:
                self._execute(len(self.program))
                self.arena.carry()
                self._begin(self._frame + 1)
        self._execute(pc)
        self._t = t
        if self._not_finite_at is not None and t < self._not_finite_at:
            self._not_finite_at = None

    def _execute(self, pc: int) -> None:
        if pc <= self._done:
            return
        self.backend.run(self._done, pc)
        self._done = pc
        if pc == len(self.program):
            self.series.measure(float(self.arena.views[self.program.loss]))
            self.series.append(self._frame)

    # values that are not finite ------------------------------------------------------------------

    def _found_not_finite(self) -> bool:
        """After a run over a whole step: stop at the instruction that made the first NaN or infinity."""
        finished = self._done == len(self.program)
        if not self.breakpoints.not_finite or self._not_finite_at is not None or not finished or self.series.finite():
            return False
        end, start = self._t, self._frame * len(self.program)
        for t in range(start + 1, end + 1):
            if t % len(self.program) == 1 or len(self.program) == 1:
                self._restore(*self.history.nearest(self._frame))
            self._move(t)
            out = self.program.code[(t - 1) % len(self.program)].out
            if not np.isfinite(self.arena.views[out]).all():
                self._not_finite_at = t
                self._halt(NOT_FINITE, self.program.slots[out].name)
                return True
        return False

    def _restore(self, step: int, state: Array) -> None:
        np.copyto(self.arena.old, state)
        self._begin(step)

"""The debugger: one clock, and verbs that move it both ways."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np

from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import refuse, text
from engine.program.builder import numbers
from engine.program.lower import lower
from engine.program.program import PARAMETER, Program
from engine.program.size import memory_told
from engine.runtime import breakpoints as halts
from engine.runtime import stepping
from engine.runtime.backends import backend_for, kind_for
from engine.runtime.breakpoints import Breakpoints, Stop
from engine.runtime.execute.arena import Arena, Claim
from engine.runtime.execute.calls import assign
from engine.runtime.execute.executor import Backend
from engine.runtime.execute.loader import Loader
from engine.runtime.journal import Journal
from engine.runtime.past.changes import Branch, Change, Fixed, changed_at, parting
from engine.runtime.past.keyframes import MIB
from engine.runtime.past.saved import Past
from engine.runtime.patience import GoOn, Interrupted
from engine.runtime.reading import Reading, changeable, whole
from engine.runtime.stepping import OP

SLICE, UNHURRIED, MOST = 0.004, 0.05, 1 << 20  # seconds of steps between two looks at the clock, with a deadline and without; steps


class Debugger(Reading):
    """Runs an experiment forward and backward in time.

    `t` counts executed instructions. Between two training steps (t a multiple of
    the program's length) the finished step is what `value` shows. Stepping back inside a step runs
    nothing; across steps the nearest keyframe is restored and replayed bit for bit.
    """

    @memory_told()
    def __init__(
        self, experiment: Experiment | Program, parameters: Mapping[str, Array] | None = None, budget: int = 64 * MIB
    ) -> None:
        self.program = experiment if isinstance(experiment, Program) else lower(experiment)
        if not self.program.code:
            raise refuse("program", text("the program is empty."), text("Apply an operation first."))
        self.arena = Arena(self.program)
        named = self.program.starting
        for name, value in (parameters or {}).items():
            slot = named.get(name)
            array = value if slot is None else numbers(value, name)
            if slot is not None and self.arena.views[slot].shape == array.shape:
                self.arena.views[slot][...] = array
        self._fixed = Fixed(self.program, self.arena)
        self._loader = Loader(self.program, self.arena)
        self.journal = Journal(self.program, self.arena, budget, kind_for(self.arena).dear_calls)
        self.series, self.history = self.journal.series, self.journal.history  # numbers of every step, states to go back to
        before = [(assign, (self.arena.old, self.arena.new)), *self._loader.calls()]
        self.backend: Backend = backend_for(self.program, self.arena, before, self.journal.calls, self.journal.taint)
        self.breakpoints = Breakpoints()
        self.changes: tuple[Change, ...] = ()
        self.branches: tuple[Branch, ...] = ()
        self.stop = Stop(0, halts.START)
        self._t, self._here, self.furthest = 0, (0, 0), 0  # now, its `place`, and the latest time that was reached in this future
        self._pace = UNHURRIED  # seconds for a step, until one was measured
        self._not_finite_at: int | None = None
        self.go_on: GoOn | None = None  # asked again and again on a long way through the steps; may answer no (`Interrupted`)
        self._claim = Claim(self.arena.buffer, self.history.rows[:2], self.history.frames[:2])  # of large states no more are kept
        self._begin(0)

    def prepare(self, until: float) -> bool:
        """Until that time of `perf_counter`, make what steps would else make when they first need it; whether all is made."""
        return self._claim.proceed(until) and self.backend.prepare(until)

    # where we are --------------------------------------------------------------------------------

    @property
    def t(self) -> int:
        """Time since the start, in executed instructions."""
        return self._t

    @property
    def place(self) -> tuple[int, int]:
        """(training step, instructions executed in it); a finished step is shown until the next begins."""
        return self._here

    @property
    def next_pc(self) -> int:
        """The instruction that comes next."""
        return self._t % len(self.program)

    @property
    def epoch(self) -> int:
        """Passes over the data completed or under way."""
        return self.place[0] // self.program.batches.per_epoch

    @property
    def diverged(self) -> int | None:
        """The first step whose replay differed, as long as the clock is in what may be wrong: in that step or after it."""
        step = self.journal.diverged
        return step if step is not None and self._t > step * len(self.program) else None

    # moving the clock ----------------------------------------------------------------------------

    def step_into(self) -> Stop:
        """Execute one instruction."""
        return self._arrive(self._t + 1)

    def step_over(self, granularity: str = OP) -> Stop:
        """Finish the current unit of that granularity."""
        return self._arrive(stepping.after(self.program, self._t, granularity))

    def step_out(self, granularity: str = OP) -> Stop:
        """Finish the unit around the current one."""
        return self.step_over(stepping.wider(self.program, granularity))

    def back_into(self) -> Stop:
        """Take one instruction back."""
        return self._arrive(max(0, self._t - 1))

    def back_over(self, granularity: str = OP) -> Stop:
        """Go back to the last beginning of a unit: the mirror of `step_over`."""
        return self._arrive(stepping.before(self.program, self._t, granularity))

    def go(self, t: int) -> Stop:
        """Go to any time, past or future."""
        return self._arrive(max(0, whole(t, "t")))

    def reverse_continue(self) -> Stop:
        """Go back to the last breakpoint, or to the start."""
        begun, told, asked = self._t, self.stop, self.go_on
        try:
            while (hit := stepping.last_hit(self.program, self._t, self.breakpoints.active)) is not None:
                self._arrive(hit)
                if self.breakpoints.stands(self.next_pc, self):
                    return self._halt(halts.BREAKPOINT)
                if asked and not asked(1 - hit / begun):
                    raise Interrupted
            return self._arrive(0)
        except Interrupted:
            self.go_on = None  # nobody is asked on the way back
            self._arrive(begun)
            self.go_on, self.stop = asked, told
            raise

    def run(self, steps: int = 1) -> Stop:
        """Run to the end of `steps` training steps, or to a breakpoint."""
        return self._run((self._t // len(self.program) + whole(steps, "steps")) * len(self.program))

    def run_for(self, seconds: float, until_loss: float | None = None, steps: int | None = None) -> Stop:
        """Run whole training steps until time is up, `steps` are done, a breakpoint is hit or the loss is below `until_loss`."""
        goal = None if steps is None else (self._t // len(self.program) + steps) * len(self.program)
        return self._run(goal, until_loss, time.perf_counter() + seconds)

    @memory_told()
    def _run(self, goal: int | None, until_loss: float | None = None, deadline: float | None = None) -> Stop:
        """Run to time `goal`, or to the first step border after the deadline."""
        hit = stepping.next_hit(self.program, self._t, self.breakpoints.active)
        length = len(self.program)
        self.journal.detail(bool(self.breakpoints.conditions))
        with np.errstate(all="ignore"):
            while goal is None or self._t < goal:
                border = (self._t // length + 1) * length
                bounded = goal is not None or hit is not None
                last = min(end for end in (goal, hit, None if bounded else border) if end is not None)
                if last < border or self._t % length:
                    self._move(min(last, border))
                    first, count = self._frame, int(self._done == length)
                else:
                    most = (last - self._t) // length if bounded else MOST
                    most = 1 if self.breakpoints.step_by_step else most
                    left = UNHURRIED if deadline is None else min(SLICE, deadline - time.perf_counter())
                    first, count = self._run_steps(min(most, max(1, int(left / self._pace))))
                found = self._look(first, count, until_loss) if count else None
                if found is not None:
                    return found
                if hit is not None and self._t >= hit:
                    if self.breakpoints.stands(self.next_pc, self):
                        return self._halt(halts.BREAKPOINT)
                    hit = stepping.next_hit(self.program, self._t, self.breakpoints.active)
                if deadline is not None and self._t % length == 0 and time.perf_counter() >= deadline:
                    break
        return self._halt(halts.DONE)

    def _run_steps(self, count: int) -> tuple[int, int]:
        """Run up to `count` whole training steps from a border; returns the first of them and how many were run."""
        first = self._t // len(self.program)
        started = time.perf_counter()
        if self._frame == first or changed_at(self.changes, first):
            if self._frame != first:
                self._next()
            if self._done == len(self.program):  # stepped back to the start: the step is still there
                self._record()
            else:
                self._execute(len(self.program))
            count = 1
        else:
            count = self._whole(count)
        self._pace = max(1e-7, (time.perf_counter() - started) / count)
        self._arrived((self._frame + 1) * len(self.program))
        return first, count

    def _look(self, first: int, count: int, until_loss: float | None) -> Stop | None:
        """Whether to stop at one of the steps just run; if so, go there."""
        place = first - self.journal.first
        if not 0 <= place <= self.journal.count - count:
            return None  # it was only revisited
        wanted, condition = self.breakpoints.earliest(self.journal, first, count, until_loss)
        if self.journal.tainted and self.breakpoints.not_finite and self._not_finite_at is None:
            found = self._locate(range(first, first + min(wanted + 1, count)))
            if found is not None:
                return found
        if wanted < count:
            self._move((first + wanted + 1) * len(self.program))
            return self._halt(halts.LOSS_REACHED) if condition is None else self._halt(halts.CONDITION, condition.quantity)
        test = self.breakpoints.first_true(self) if self.breakpoints.step_by_step else None
        return None if test is None else self._halt(halts.CONDITION, test.expression.text)

    @memory_told()
    def _arrive(self, t: int, reason: str = halts.STEPPED) -> Stop:
        with np.errstate(all="ignore"):
            self._move(t)
        return self._halt(reason)

    def _halt(self, reason: str, detail: str = "") -> Stop:
        if self.journal.untold:
            reason, detail, self.journal.untold = halts.DIVERGED, str(self.journal.diverged), False
        self.stop = Stop(self._t, reason, detail)
        return self.stop

    # the past ------------------------------------------------------------------------------------

    def _begin(self, step: int) -> None:
        """Prepare the arena for a training step; its `old` region already holds the state."""
        self._fixed.apply(self.changes, step)
        self.history.stand(step)
        self._loader.load(step)
        self._frame, self._done = step, 0

    def _next(self) -> None:
        """Cross the border to the next training step."""
        self.arena.carry()
        self._begin(self._frame + 1)

    def _move(self, t: int) -> None:
        """Bring the arena to time t."""
        step, pc = stepping.place(self.program, t)
        if step != self._frame:
            start, state = self.history.nearest(step)
            back = step < self._frame or start > self._frame
            first = start if back else self._frame
            asked = self.go_on if step > first + 1 else None
            stood = (self._frame, self._done, self.arena.old.copy()) if asked else None
            if back:
                self._restore(start, state)
            while self._frame < step:
                self._toward(step)
                if stood and asked and not asked((self._frame - first) / (step - first)):
                    self._give_up(*stood)
        self._execute(pc)
        self._arrived(t)

    def _toward(self, step: int) -> None:
        """Finish the step under way and some more, in a moment."""
        self._execute(len(self.program))
        count, started = min(step - 1 - self._frame, max(1, int(UNHURRIED / self._pace))), time.perf_counter()
        if count and not changed_at(self.changes, self._frame + 1):
            count = self._whole(count)
            self._pace = max(1e-7, (time.perf_counter() - started) / count)
        else:
            self._next()

    def _give_up(self, frame: int, done: int, state: Array) -> NoReturn:
        """Stand where the clock stood before a replay; what it went through beyond the time that was known is forgotten."""
        self.journal.forget(-(-self.furthest // len(self.program)))
        self._restore(frame, state)
        self._execute(done)
        raise Interrupted

    def _arrived(self, t: int) -> None:
        self._t, self._here, self.furthest = t, stepping.place(self.program, t), max(self.furthest, t)
        if self._not_finite_at is not None and t < self._not_finite_at:
            self._not_finite_at = None

    def _execute(self, pc: int) -> None:
        """Execute up to an instruction of the current step; it is recorded where that ends it."""
        if pc > self._done:
            self.backend.run(self._done, pc)
            self._done = pc
            if pc == len(self.program):
                self._record()

    def _record(self) -> None:
        """Record the one step that the arena holds."""
        self.backend.close(self._frame)
        self.journal.digest(self._frame, 1)

    def _whole(self, count: int) -> int:
        """Execute whole steps after a finished one, up to the next change and to the turn of the ring; returns how many."""
        first = self._frame + 1
        changed = min((change.step for change in self.changes if change.step > first), default=first + count)
        count = min(count, self.journal.room(first), changed - first)
        self.backend.steps(first, count)
        self._frame, self._done = first + count - 1, len(self.program)
        self.journal.digest(first, count)
        return count

    def _restore(self, step: int, state: Array) -> None:
        self.arena.old[...] = state
        self._begin(step)

    def past(self) -> Past:
        """What must be kept to continue later (`resume`)."""
        start = {name: self.initial(name) for name in self.program.starting}
        return Past(self._t, self.furthest, self._frame, start, self.arena.old.copy(), *self.history.thinned(),
                    *self.series.kept(), self.changes, self.branches, self.journal.diverged, self.journal.places)  # fmt: skip

    def initial(self, name: str) -> Array:
        """A copy of a parameter, a running statistic or the learning rate as it was when the run began."""
        slot, fixed = self.program.names[name], self._fixed.start.get(name)
        return np.array(self.arena.part(self.history.start, slot, self.program.slots[slot].shape) if fixed is None else fixed)

    def resume(self, past: Past) -> Stop:
        """Go to where that run was. It must be a run of this program with the same starting values."""
        self.changes, self.branches = past.changes, past.branches
        self.history.recall(past.spacing, past.frames)
        self.series.recall(past.stride, past.rows)
        self._restore(past.step, past.state)
        self.furthest = past.furthest
        self.journal.diverged, self.journal.places = past.diverged, past.places
        return self.go(past.t)

    # values that are not finite ------------------------------------------------------------------

    def _locate(self, steps: range) -> Stop | None:
        """Stop at the instruction that made the first NaN or infinity of some training steps."""
        end = self._t
        for step in steps:
            self._move((step + 1) * len(self.program))
            if not np.isfinite(self.arena.buffer).all():
                self._restore(*self.history.nearest(step))
                self._move(step * len(self.program) + 1)
                return self._pinpoint(step)
        self._move(end)
        return None

    def _pinpoint(self, step: int) -> Stop | None:
        for pc, instr in enumerate(self.program.code):
            self._execute(pc + 1)
            if not np.isfinite(self.arena.views[instr.out]).all():
                self._arrived(step * len(self.program) + pc + 1)
                self._not_finite_at = self._t
                return self._halt(halts.NOT_FINITE, self.program.slots[instr.out].name)
        return None  # it stood in the arena before

    # changes while running -----------------------------------------------------------------------

    def change(self, name: str, value: Any) -> None:
        """Give a parameter or the learning rate another value from the next training step on.

        A future that was already known is kept as a branch. UnknownName or ExperimentError if it cannot be that.
        """
        array = changeable(self.program, name, value)
        length, step = len(self.program), -(-self._t // len(self.program))
        kept = tuple(c for c in self.changes if c.step < step or (c.step == step and c.name != name))
        if self.furthest > step * length:
            self.branches = (*self.branches, Branch(step, self.changes, self.furthest))
        self._turn(step, (*kept, Change(step, name, array)))

    def take(self, number: int) -> Stop:
        """Continue on a branch: to where it was left, its own changes applied again; the current future becomes a branch."""
        if not 0 <= whole(number, "branch") < len(self.branches):
            raise refuse("branch", text("there is no branch {number}."), number=number)
        branch = self.branches[number]
        step = parting(self.changes, branch.changes, branch.step)
        rest = tuple(other for place, other in enumerate(self.branches) if place != number)
        self._arrive(min(self._t, step * len(self.program)))
        self.branches = (*rest, Branch(step, self.changes, self.furthest))
        self._turn(step, branch.changes)
        self.furthest = max(self._t, branch.t)  # the way there may be given up: it stays known
        return self.go(branch.t)

    def _turn(self, step: int, changes: tuple[Change, ...]) -> None:
        """Another future begins with that step, before which the clock stands."""
        self.changes, self.furthest = changes, self._t
        self.journal.forget(step)
        if step == 0:  # the arena holds it already, as it was
            self._restore(0, self.history.start)

    def _given(self, slot: int) -> Array | None:
        """Between two steps: the value that a change gives a parameter in the step that comes."""
        if not self.changes or self._t % len(self.program) or self.program.slots[slot].kind != PARAMETER:
            return None
        step, name = self._t // len(self.program), self.program.slots[slot].name
        return next((c.value for c in self.changes if c.step == step and c.name == name), None)

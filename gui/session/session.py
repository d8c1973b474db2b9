"""The only owner of experiment, debugger, undo stack and selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.insight.diagnosis.finding import Finding
from engine.insight.moment.now import Now
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.model.problem import ExperimentError, Problem
from engine.program.check import check
from engine.program.fitting import fit_to_data
from engine.program.lower import lower
from engine.runtime.breakpoints import Guard, Watchpoint
from engine.runtime.debugger import Debugger
from engine.runtime.stepping import PHASE
from gui.session import keep_weights
from gui.session.batches import smaller_batch
from gui.session.comparison import Comparison
from gui.session.frame_clock import FrameClock
from gui.session.freezing import freezing
from gui.session.keep_weights import Learned
from gui.session.lessons import Lessons
from gui.session.looking import Looking
from gui.session.memo import Memo
from gui.session.patience import Patience
from gui.session.pointing import Pointing
from gui.session.recording import Recording
from gui.session.run import Run
from gui.session.selection import Selection
from gui.session.speeds import Speed
from gui.session.tastes import Tastes
from gui.session.undo import SwapExperiment, subject_of
from gui.session.undo_stack import UndoStacks
from gui.session.values import Values
from gui.session.veil import Veil


class Session(QObject):
    """Verbs go in here; `stopped`, `edited` and `selected` come out, and panels pull what they show."""

    stopped = Signal()
    edited = Signal()
    opened = Signal()
    selected = Signal()
    running_changed = Signal(bool)
    said = Signal(str)
    watched = Signal()
    diagnosed = Signal()
    scaled = Signal()
    happened = Signal(str, str)  # a verb that the user carried out, and on what

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = FrameClock(self)
        self.stacks = UndoStacks(self)  # a lesson has an undo history of its own
        self.undo = self.stacks.active
        self.experiment = Experiment()
        self.debugger: Debugger | None = None
        self.problems: tuple[Problem, ...] = ()
        self.warnings: tuple[Problem, ...] = ()
        self.selection = Selection()
        self.granularity = PHASE
        self.path: Path | None = None
        self.memo = Memo()
        self.explain, self.calm, self.log_steps = True, False, True
        self.watches: tuple[Watchpoint, ...] = ()
        self.chosen: tuple[tuple[str, tuple[int, ...]], ...] = ()  # the weights chosen last
        self.values = Values(self)
        self.patience = Patience(self.clock)
        self.comparison = Comparison(self.patience, self)
        self.looking = Looking(self)
        self.pointing = Pointing(self)
        self.tastes = Tastes(self)
        self.course = Run(self)
        self.veil = Veil(self)
        self.recording = Recording(self)
        self.lessons = Lessons(self)
        self.notes = ""
        self.findings: tuple[Finding, ...] = ()
        self._kept: Learned | None = None
        self._lowered = self.experiment  # what the debugger runs
        self.comparison.changed.connect(self._compared)
        self.course.changed.connect(self.running_changed)

    # what everybody is told ----------------------------------------------------------------------

    def show_moment(self) -> None:
        """Have everything look at the numbers again; the network compared with goes to the same moment first."""
        self.comparison.follow(self.debugger)
        self.stopped.emit()

    def show_all(self) -> None:
        """Have everything look again, at the experiment and at the numbers."""
        self.edited.emit()
        self.show_moment()

    def say(self, words: str) -> None:
        """Tell the user something in a sentence."""
        self.said.emit(words)

    def _compared(self) -> None:
        if self.comparison.reason:
            self.say(self.comparison.reason)
        self.show_moment()

    def tell_deed(self, verb: str, subject: str = "") -> None:
        """The user has done something."""
        self.happened.emit(verb, subject)

    def explain_steps(self, on: bool) -> None:
        """Whether each step is explained on the canvas."""
        self.explain = on

    def reduce_motion(self, on: bool) -> None:
        """Whether updates are shown at once instead of as a movement."""
        self.calm = on

    def scale_steps(self, log: bool) -> None:
        """Whether training steps are counted on a logarithmic axis, so that early ones stay in reach, or on a linear one."""
        self.log_steps = log
        self.scaled.emit()

    # the experiment ------------------------------------------------------------------------------

    def open(self, experiment: Experiment, path: Path | None = None, notes: str = "") -> None:
        """Begin with another experiment; forgets the undo history."""
        self.recording.close()
        self.pause()
        self.undo.clear()
        self.path, self.notes = path, notes
        self._kept = None
        self.experiment = Experiment()
        self.debugger = None
        self.veil.meet(experiment)
        self.opened.emit()
        self.select(Selection())
        self.install(experiment)

    def resume(self, debugger: Debugger) -> None:
        """Resume a run of the current experiment where it was saved."""
        self.debugger, self.watches = debugger, debugger.breakpoints.tests
        self.veil.put_on(debugger)
        self.watched.emit()
        self.show_all()

    def saved_as(self, path: Path) -> None:
        """What there is now is written there: nothing is unsaved."""
        self.path = path
        self.undo.set_clean()
        self.edited.emit()

    def mark_unsaved(self) -> None:
        """What is shown is in no file of the user."""
        self.undo.reset_clean()

    def take_note(self, words: str) -> None:
        """Keep the user's notes; they count as an unsaved change."""
        if words != self.notes:
            self.notes = words
            self.mark_unsaved()

    def edit(self, text: str, experiment: Experiment, merge: str = "") -> None:
        """The only door for changes by the user; undoable, those in a row that `merge` alike as one."""
        self.recording.close()
        if experiment != self.experiment:
            subject, entry = subject_of(self.experiment, experiment), self.undo.index
            self.undo.push(SwapExperiment(self, text, self.experiment, experiment, merge))
            if self.undo.index != entry:  # else it was merged with the one before
                self.tell_deed("edit", subject)

    def install(self, experiment: Experiment, spare: keep_weights.Arrays | None = None) -> None:
        """Make an experiment the current one; trained parameters are kept, new ones taken from `spare` if it knows them."""
        before, self.experiment = self.experiment, experiment
        if self.debugger is not None and keep_weights.only_scalars(before, experiment):
            self._change_scalars(self.debugger, before)
        elif self.debugger is None or not experiment.same_numbers(before):
            self.pause()
            self._lower(spare=spare or {})
        elif experiment.data != before.data:
            self.memo = Memo()  # classes have other names
        self.show_all()

    def _change_scalars(self, debugger: Debugger, before: Experiment) -> None:
        """A new learning rate or weight of a loss needs no restart: it takes effect from the next training step."""
        try:
            checked = check(self.experiment)
        except ExperimentError as error:
            self.pause()
            self.problems = error.problems
            return
        self.problems, self.warnings = (), self.memo.keep(checked).warnings
        for name, value in keep_weights.changed_scalars(before, checked).items():
            debugger.change(name, value)

    def freeze(self, parameter: str, frozen: bool) -> None:
        """Freeze a parameter, or unfreeze it."""
        self.edit(*freezing(self.experiment, parameter, frozen))

    def _lower(self, keep: bool = True, spare: keep_weights.Arrays | None = None) -> None:
        """Build the program of the experiment; with `keep`, trained values that still fit are kept."""
        if self.debugger is not None:
            start = keep_weights.starting_values(self.debugger.program)
            self._kept = Learned(self._lowered, start, self.debugger.learned())
        if not keep:
            self._kept = None
        stops = None if self.debugger is None else self.debugger.breakpoints
        self.debugger, self.memo, self.chosen = None, Memo(), ()  # the old one makes room for the new one
        try:
            checked = self.memo.keep(check(self.experiment))
            program = lower(checked)
            kept = {} if self._kept is None else keep_weights.carried_over(self._kept, self.experiment, program, spare or {})
            self.debugger, self._lowered = Debugger(program, kept), self.experiment
            self.veil.put_on(self.debugger)
        except ExperimentError as error:
            self.problems, self.warnings = error.problems, ()
            return
        if stops is None:
            self.debugger.breakpoints.tests = self.watches
        else:
            self.debugger.breakpoints = stops
            stops.at = {pc: on for pc, on in stops.at.items() if pc < len(program)}
        self.selection = replace(self.selection, pc=None, time=None)  # a line of the old program is none of the new one
        self.problems, self.warnings = (), checked.warnings

    def reset(self) -> None:
        """Start again from the seed."""
        self.pause()
        self._lower(keep=False)
        self.show_all()
        self.tell_deed("reset")

    def pick_data(self, text: str, choice: Choice, suggest: bool, based_on: Experiment | None = None, merge: str = "") -> None:
        """Use other data; the ends of the network follow, with `suggest` output activation and loss too. `merge` as in `edit`."""
        experiment = fit_to_data(replace(based_on or self.experiment, data=choice), suggest)
        words = smaller_batch(self.experiment, experiment)
        self.edit(text, experiment, merge)
        if words:
            self.say(words)

    # the clock -----------------------------------------------------------------------------------

    def set_granularity(self, granularity: str) -> None:
        """How far one step goes."""
        self.granularity = granularity

    def step_into(self) -> None:
        self._step("step_into", lambda d: d.step_into())

    def step_over(self) -> None:
        self._step("step_over", lambda d: d.step_over(self.granularity))

    def step_out(self) -> None:
        self._step("step_out", lambda d: d.step_out(self.granularity))

    def back_into(self) -> None:
        self._step("back_into", lambda d: d.back_into())

    def back_over(self) -> None:
        self._step("back_over", lambda d: d.back_over(self.granularity))

    def back_run(self) -> None:
        self._step("back_run", lambda d: d.reverse_continue())

    def go(self, t: int) -> None:
        """Scrub to any time."""
        self._step("go", lambda d: d.go(t))

    def take_branch(self, number: int) -> None:
        """Continue on a branch; the current future becomes a branch."""
        if self.debugger is not None and number < len(self.debugger.branches):
            self._step("take_branch", lambda d: d.take(number))

    def go_to_phase(self, phase: str) -> None:
        """Run forward until the first instruction of a phase is done."""
        if self.debugger is None or phase not in self.debugger.program.phases:
            return
        length, first, t = len(self.debugger.program), self.debugger.program.phases[phase].start + 1, self.debugger.t
        self.go(t + (first - t) % length)

    def run_to(self, pc: int) -> None:
        """Run to the next time at which an instruction comes next."""
        if self.debugger is not None:
            length, t = len(self.debugger.program), self.debugger.t
            self.go(t + 1 + (pc - t - 1) % length)

    def toggle_breakpoint(self, pc: int | None = None) -> None:
        """Set or remove a breakpoint at an instruction, by default the current one."""
        if self.debugger is not None:
            self.debugger.breakpoints.toggle(self.debugger.next_pc if pc is None else pc)
            self.show_moment()

    def guard_breakpoint(self, pc: int, guard: Guard) -> None:
        """Set a breakpoint that stops only when its guard says so."""
        if self.debugger is not None:
            self.debugger.breakpoints.guard(pc, guard)
            self.show_moment()

    def watch(self, watches: tuple[Watchpoint, ...]) -> None:
        """Keep these expressions in sight; enabled ones stop a run when they become true."""
        self.watches = watches
        if self.debugger is not None:
            self.debugger.breakpoints.tests = watches
        self.watched.emit()

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """What is wrong now; marks on the canvas and the timeline follow."""
        if findings != self.findings:
            self.findings = findings
            self.diagnosed.emit()

    def point_at(self, node: str) -> None:
        """Select a layer by name."""
        if self.experiment.network.has(node):
            chosen = self.selection
            self.select(Selection(frozenset({node}), sample=chosen.sample, time=chosen.time, spot=chosen.spot))

    def point_at_line(self, pc: int) -> None:
        """Select an instruction."""
        self.select(replace(self.selection, pc=pc))

    def _step(self, name: str, verb: Callable[[Debugger], object]) -> None:
        self.pause()
        if self.debugger is None:
            return
        if not self.patience(self.debugger, verb):
            self.say(QCoreApplication.translate("Session", "Cancelled: the current step is unchanged."))
        self.veil.keep_back(self.debugger)
        self.looking.back()
        self.show_moment()
        self.tell_deed(name)

    # running -------------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self.course.on

    @property
    def hurries(self) -> bool:
        """Whether a run is too fast to follow single instructions."""
        return self.course.hurries

    @property
    def speed(self) -> Speed:
        """How fast a run goes."""
        return self.course.speed

    def run(self) -> None:
        """Run until paused, a breakpoint, a value that is not finite, or the target loss."""
        if self.veil.kept.until is not None:
            return self.go(self.veil.kept.until)
        self.tell_deed("run")
        return self.course.start()

    def run_until(self, loss: float) -> None:
        """Run, and stop once when the loss is below this."""
        self.course.until_loss = loss
        self.run()

    def pause(self) -> None:
        """Stop a run."""
        self.course.stop()

    def toggle_run(self) -> None:
        """Run or pause."""
        self.pause() if self.running else self.run()

    def set_speed(self, speed: Speed) -> None:
        """Run at another speed, from now on."""
        self.course.set_speed(speed)

    # selection -----------------------------------------------------------------------------------

    @property
    def now(self) -> Now | None:
        """The instruction, time step and sample that every panel shows; None while nothing can run."""
        return self.looking.now()

    @property
    def sample(self) -> int:
        """The sample that every panel shows; without a network that runs, the one that was chosen."""
        now = self.now
        return (self.selection.sample or 0) if now is None else now.sample

    def select(self, selection: Selection) -> None:
        """Point at something else."""
        if selection != self.selection:
            self.selection = selection
            if selection.parameter and selection.index:
                place = (selection.parameter, selection.index)
                self.chosen = (*(old for old in self.chosen if old != place), place)[-2:]
            self.selected.emit()

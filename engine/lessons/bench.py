"""The second debugger: an experiment at the moment of a question, whatever the learner's own debugger is doing."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.lessons.lesson import START, Lesson, Moment, Step
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.program.lower import lower
from engine.program.program import PHASES, Program
from engine.runtime.debugger import Debugger
from engine.runtime.execute.arena import Arena
from engine.runtime.watch_readers import Unknown

MOST_BENCHES = 8  # debuggers that are kept, as many as a lesson has experiments


def time_of(program: Program, moment: Moment) -> int:
    """The time of a moment, in executed instructions; ExperimentError if this program has no such moment."""
    start = (moment.step - 1) * len(program)
    if moment.line:
        slot = program.names.get(moment.line)
        place = None if slot is None else program.writer.get(slot)
        if place is None:
            raise ExperimentError([Problem("at.line", text("no line computes {name}."), args={"name": repr(moment.line)})])
        return start + place
    if moment.phase == START:
        return start
    if moment.phase:
        return start + _end(program, moment.phase)
    return start + len(program)


def _end(program: Program, phase: str) -> int:
    """Where a phase ends; one that this program does not have ends where the one before it does."""
    before = PHASES[: PHASES.index(phase) + 1]
    return max((program.phases[name].stop for name in before if name in program.phases), default=0)


@dataclass(frozen=True)
class Told:
    """A debugger that also knows its experiment and what the learner did: what expressions of a lesson are evaluated over."""

    debugger: Debugger
    experiment: Experiment
    deeds: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def program(self) -> Program:
        """Its program."""
        return self.debugger.program

    @property
    def arena(self) -> Arena:
        """Its values."""
        return self.debugger.arena

    @property
    def place(self) -> tuple[int, int]:
        """Training step and instructions executed in it."""
        return self.debugger.place

    @property
    def epoch(self) -> int:
        """Passes over the data."""
        return self.debugger.epoch

    def value(self, name: str) -> Array | None:
        """The value of that name, or None if it is not computed yet."""
        return self.debugger.value(name)

    def read(self, slot: int) -> Array | None:
        """The value of a slot, or None if it is not computed yet."""
        return self.debugger.read(slot)

    def computed(self, slot: int) -> bool:
        """Whether a slot holds a value of the current step."""
        return self.debugger.computed(slot)

    def initial(self, name: str) -> Array:
        """A parameter when the run began."""
        return self.debugger.initial(name)

    def told(self, question: str, subject: str) -> float:
        """A number about the experiment or the learner's deeds."""
        if question == "did":
            return float(self.deeds.get(subject, 0))
        if question == "setting":
            return _setting(self.experiment, subject)
        counts = _counts(self.experiment, self.program)
        if subject not in counts:
            raise Unknown(text("{name} cannot be counted; these can: {known}."), name=repr(subject), known=", ".join(counts))
        return float(counts[subject] if subject != "edits" else self.deeds.get("edits", 0))


def _counts(experiment: Experiment, program: Program) -> dict[str, int]:
    network = experiment.network
    numbers = sum(program.slots[slot].shape[0] * program.slots[slot].shape[1] if len(program.slots[slot].shape) == 2
                  else max(1, *program.slots[slot].shape, 1) for slot in program.parameters.values())  # fmt: skip
    return {
        "edits": 0, "layers": len(network.nodes), "units": sum(node.units for node in network.nodes), "wires": len(network.wires),
        "parameters": numbers, "delayed wires": sum(wire.delay for wire in network.wires),
    }  # fmt: skip


def _setting(experiment: Experiment, path: str) -> float:
    """`optimizer.learning_rate`, `training.zero_grad`, `data.samples`, `node h.gate_bias`, `seed`."""
    owner, _, key = path.partition(".")
    found: Any = None
    if owner.startswith("node ") and experiment.network.has(owner[5:]):
        node = experiment.network.node(owner[5:])
        found = {"units": node.units, "bias": node.bias, **node.settings}.get(key)
    elif owner in ("optimizer", "data", "loss"):
        found = getattr(experiment, owner).settings.get(key)
    elif owner == "training":
        found = getattr(experiment.training, key, None)
    elif path == "seed":
        found = experiment.seed
    if not isinstance(found, (bool, int, float)):
        raise Unknown(text("there is no numeric setting {name}."), name=repr(path))
    return float(found)


class Bench:
    """The experiments of a lesson, each at any moment. A few debuggers are kept, so that going on costs only the way."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._kept: deque[tuple[Experiment, Debugger]] = deque(maxlen=MOST_BENCHES)

    def experiment(self, step: Step) -> Experiment:
        """The experiment on which a step stands, as its author made it."""
        return self.lesson.experiments[self.lesson.named_experiment(step)]

    def debugger(self, experiment: Experiment) -> Debugger:
        """A debugger of that experiment, wherever its clock stands."""
        for kept, debugger in self._kept:
            if kept is experiment:
                return debugger
        made = Debugger(lower(experiment))
        self._kept.append((experiment, made))
        return made

    def at(self, experiment: Experiment, moment: Moment | None) -> Told:
        """What an expression is evaluated over: that experiment at that moment, by default at its start."""
        debugger = self.debugger(experiment)
        debugger.go(0 if moment is None else time_of(debugger.program, moment))
        return Told(debugger, experiment)

    def opening(self, step: Step) -> Told:
        """The values that the text of a step sees when it opens."""
        return self.at(self.experiment(step), self.stands(step))

    def asking(self, step: Step, experiment: Experiment | None = None) -> Told:
        """The values with which an answer is judged, and which feedback, hints and the sentence why are written."""
        return self.at(experiment or self.experiment(step), getattr(step.question, "at", None) or self.stands(step))

    def stands(self, step: Step) -> Moment | None:
        """Where a step opens: at its own moment, or where the last step on the same experiment that names one did."""
        found = None
        for each in self.lesson.steps:
            if each.stage.experiment and not each.stage.keep:
                found = None
            found = each.stage.at or found
            if each is step:
                break
        return found

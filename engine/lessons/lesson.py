"""A lesson as frozen values, as its file says it. Nothing here is computed; `judge` and `check` do that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.model.experiment import Experiment
from engine.runtime.watch import Expression

FORMAT, VERSION = "backprop-explorer/lesson", 1
TELL, DO, ASK, RECAP = "tell", "do", "ask", "recap"
ENGLISH, HINDI = "en", "hi"
START = "start"  # as a phase: before anything is computed in that training step


@dataclass(frozen=True)
class Text:
    """A text in its languages; one that is missing is read in English."""

    words: Mapping[str, str] = field(default_factory=dict, hash=False)

    def of(self, language: str) -> str:
        """The template in that language."""
        return self.words.get(language) or self.words.get(ENGLISH, "")

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True)
class Moment:
    """The end of a phase of a training step (counted from 1), or the place before the line that computes a value.

    With neither, the step is finished.
    """

    step: int
    phase: str = ""
    line: str = ""


@dataclass(frozen=True)
class Place:
    """Something on the screen: a node, neuron, wire, weight, line, phase or cell; `mark` is its number in the text."""

    kind: str
    name: str
    mark: int = 0


@dataclass(frozen=True)
class Tolerance:
    """How far an answer may be off: `abs`, `rel`, `digits` (as rounding to so many allows) or `decades`."""

    kind: str
    size: float


@dataclass(frozen=True)
class Number:
    """A number is typed."""

    answer: Expression
    tolerance: Tolerance
    at: Moment | None = None
    label: Text = Text()
    today: float | None = None


@dataclass(frozen=True)
class Sign:
    """Rises, falls, or stays."""

    answer: Expression
    zero: float = 0.0
    at: Moment | None = None


@dataclass(frozen=True)
class Option:
    """One of several answers; an expression decides at the moment of the question whether it is right."""

    id: str
    text: Text
    right: bool | Expression


@dataclass(frozen=True)
class Choose:
    """One option, or with `many` all that are right."""

    options: tuple[Option, ...]
    many: bool = False
    fixed_order: bool = False
    at: Moment | None = None


@dataclass(frozen=True)
class Card:
    """One of the things to be put in order."""

    id: str
    text: Text


@dataclass(frozen=True)
class Order:
    """Cards are put in one of the right orders."""

    cards: tuple[Card, ...]
    right: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Pick:
    """A place is clicked: one that is listed, or one for which an expression over `it` holds."""

    right: tuple[Place, ...] = ()
    among: str = ""
    right_if: str = ""
    many: bool = False
    at: Moment | None = None


@dataclass(frozen=True)
class Tile:
    """A factor with its value."""

    id: str
    symbol: str
    value: Expression


@dataclass(frozen=True)
class Factors:
    """Tiles are multiplied, in the order of the path."""

    tiles: tuple[Tile, ...]
    right: tuple[str, ...]
    answer: Expression
    at: Moment | None = None


@dataclass(frozen=True)
class Blank:
    """One number of a table."""

    label: Text
    answer: Expression
    tolerance: Tolerance


@dataclass(frozen=True)
class Fill:
    """The blanks in a table are filled."""

    blanks: tuple[Blank, ...]
    at: Moment | None = None


@dataclass(frozen=True)
class Words:
    """One free sentence, kept beside the model and never judged."""

    model: Text


Question = Number | Sign | Choose | Order | Pick | Factors | Fill | Words


@dataclass(frozen=True)
class Rule:
    """What to say to a certain wrong answer.

    `test` is near, between, option, sign, order, picked or else; `given` what the answer is compared with.
    """

    test: str
    given: Any
    say: Text
    misconception: str = ""
    light: tuple[Place, ...] = ()
    go: str = ""


@dataclass(frozen=True)
class Branch:
    """Where to go next: always, or after an answer that showed this misconception."""

    go: str
    when: str = ""


@dataclass(frozen=True)
class Stage:
    """Where the window stands when a step opens. `keep` goes on with what the learner has built."""

    experiment: str = ""
    keep: bool = False
    at: Moment | None = None
    granularity: str = ""
    panels: tuple[str, ...] = ()
    plots: tuple[str, ...] = ()
    sample: int | None = None
    edges: str = ""
    neurons: str = ""
    select: Mapping[str, Any] = field(default_factory=dict, hash=False)
    light: tuple[Place, ...] = ()
    veil: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step: read, answer or act, see, understand."""

    id: str
    kind: str
    text: Text
    stage: Stage = Stage()
    until: Expression | None = None
    question: Question | None = None
    feedback: tuple[Rule, ...] = ()
    hints: tuple[Text, ...] = ()
    why: Text = Text()
    next: tuple[Branch, ...] = ()
    digest: str = ""  # of what its file says, so that progress outlives a correction elsewhere

    @property
    def moment(self) -> Moment | None:
        """When its answer is computed: the question's moment, or where the step opens."""
        return getattr(self.question, "at", None) or self.stage.at


@dataclass(frozen=True)
class Later:
    """A question to be asked again after some days, on other numbers."""

    step: str
    after_days: tuple[int, ...] = (1, 7, 30)
    experiment: Experiment | None = None


@dataclass(frozen=True)
class Lesson:
    """A lesson that fits its schema, whose expressions parse and whose experiments can be built."""

    id: str
    title: Text
    goal: Text
    experiments: Mapping[str, Experiment] = field(hash=False)
    steps: tuple[Step, ...]
    minutes: int = 10
    needs: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    later: tuple[Later, ...] = ()
    digest: str = ""

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError if there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def named_experiment(self, step: Step) -> str:
        """The experiment on which a step stands: its own, or that of the last step before it that names one."""
        found = next(iter(self.experiments))
        for each in self.steps:
            found = each.stage.experiment or found
            if each is step:
                break
        return found

    def following(self, step: Step, misconception: str = "") -> Step | None:
        """The step after this one, where that misconception may lead aside; None at the end."""
        for branch in step.next:
            if branch.when in ("", misconception):
                return self.step(branch.go)
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    def asked(self) -> Iterator[Step]:
        """The steps with a question."""
        return (step for step in self.steps if step.question is not None)

"""What a learner has done, and which questions come again: values that go into one small file.

A question that was answered comes again after 1, 7 and 30 days (or the days of its lesson) on new numbers. Right twice in a
row, and it rests; wrong, and it comes again tomorrow.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from engine.interchange.documents.strict_json import parsed
from engine.lessons.lesson import Lesson, Step
from engine.lessons.shelf import AT_ONCE, TWICE

FORMAT, VERSION = "backprop-explorer/progress", 1
NEW, HALF, DONE = "new", "half", "done"
Json = dict[str, Any]
Result = tuple[int, float]  # of a race: edits, loss


@dataclass(frozen=True)
class Card:
    """A question that comes again on a day (as `date.toordinal` counts), with its right answers, and how many of them in a row.

    `file` is where its lesson is, unless it is built in.
    """

    lesson: str
    step: str
    due: int
    answered: int = 0
    row: int = 0
    file: str = ""

    def after(self, right: bool, today: int, days: tuple[int, ...]) -> Card:
        """The card after an answer."""
        row = self.row + 1 if right else 0
        wait = days[min(self.answered + 1, len(days) - 1)] if right else 1
        return replace(self, due=today + wait, answered=self.answered + int(right), row=row)

    @property
    def rests(self) -> bool:
        """Whether it is known by heart."""
        return self.row >= TWICE


@dataclass(frozen=True)
class Progress:
    """`done` maps lesson -> step -> what the step said when it was done; a step that was rewritten is new again.

    `best` maps lesson -> step -> the fewest edits with which a race was won, and the loss then.
    """

    done: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    cards: tuple[Card, ...] = ()
    best: Mapping[str, Mapping[str, Result]] = field(default_factory=dict, hash=False)

    def steps_done(self, lesson: Lesson) -> frozenset[str]:
        """The steps of a lesson that are done, as they stand today."""
        kept = self.done.get(lesson.id, {})
        return frozenset(step.id for step in lesson.steps if kept.get(step.id) == step.digest)

    def state(self, lesson: Lesson) -> str:
        """Whether a lesson is new, half done or done."""
        done = len(self.steps_done(lesson))
        return DONE if done == len(lesson.steps) else HALF if done else NEW

    def with_step(self, lesson: Lesson, step: Step, today: int, file: str = "") -> Progress:
        """After a step is finished. A question that comes again gets its card, once."""
        done = {**self.done, lesson.id: {**self.done.get(lesson.id, {}), step.id: step.digest}}
        later = next((each for each in lesson.later if each.step == step.id), None)
        known = any((card.lesson, card.step) == (lesson.id, step.id) for card in self.cards)
        card = () if later is None or known else (Card(lesson.id, step.id, today + later.after_days[0], file=file),)
        return replace(self, done=done, cards=(*self.cards, *card))

    def due(self, today: int) -> tuple[Card, ...]:
        """The cards for today, the longest waiting first, a few at a time."""
        waiting = sorted((card for card in self.cards if card.due <= today and not card.rests), key=lambda card: card.due)
        return tuple(waiting[:AT_ONCE])

    def recalled(self, card: Card, right: bool, today: int, days: tuple[int, ...]) -> Progress:
        """After a card was answered."""
        return replace(self, cards=tuple(each.after(right, today, days) if each == card else each for each in self.cards))

    def with_result(self, lesson: Lesson, step: Step, result: Result) -> Progress:
        """After a race that was won; fewer edits count first, then the smaller loss."""
        known = self.best.get(lesson.id, {})
        best = min(known.get(step.id, result), result)
        return replace(self, best={**self.best, lesson.id: {**known, step.id: best}})

    def put_off(self, card: Card, today: int) -> Progress:
        """A card that cannot be asked today comes tomorrow."""
        return replace(self, cards=tuple(replace(each, due=today + 1) if each == card else each for each in self.cards))

    def without(self, card: Card) -> Progress:
        """Without a question that is no more."""
        return replace(self, cards=tuple(each for each in self.cards if each != card))


def dumps(progress: Progress) -> str:
    """The text of the file."""
    document = {"format": FORMAT, "version": VERSION, "done": progress.done, "cards": [asdict(card) for card in progress.cards],
                **({"best": progress.best} if progress.best else {})}  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def loads(content: str, where: str = "progress") -> Progress:
    """Progress from the text of its file; ExperimentError says what is wrong with it."""
    document = parsed(content, where, VERSION, _SCHEMA)
    best = {lesson: {step: (int(edits), float(loss)) for step, (edits, loss) in steps.items()}
            for lesson, steps in document.get("best", {}).items()}  # fmt: skip
    return Progress(document["done"], tuple(Card(**card) for card in document["cards"]), best)


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_NAME: Json = {"type": "string", "maxLength": 40}
_COUNT: Json = {"type": "integer", "minimum": 0, "maximum": 10_000_000}
_CARD = _object({"lesson": _NAME, "step": _NAME, "due": _COUNT, "answered": _COUNT, "row": _COUNT})
_CARD["properties"]["file"] = {"type": "string", "maxLength": 4096}  # the first version had none
_STEPS: Json = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _NAME}}
_RESULT: Json = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_SCHEMA = _object({"format": {"const": FORMAT}, "version": {"const": VERSION}, "done": _STEPS,
                   "cards": {"type": "array", "items": _CARD, "maxItems": 10_000}})  # fmt: skip
_SCHEMA["properties"]["best"] = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _RESULT}}

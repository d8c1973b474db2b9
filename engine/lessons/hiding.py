"""What a lesson keeps back, so that a question stays one: values and what follows from them, later moments, causes, the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from engine.lessons import lesson as model
from engine.lessons.live_text import live_values
from engine.lessons.play import Play
from engine.program.program import Program
from engine.runtime.watch import Expression

DIAGNOSIS = "diagnosis"  # the panel that names causes: a step that asks for it wants it to be read


@dataclass(frozen=True)
class Kept:
    """What is kept back at present.

    Values of these `names`, and all that follows from them; moments after `until`, in executed instructions; `causes`: what is
    wrong with the network; `order`: what comes after what in a training step.
    """

    names: tuple[str, ...] = ()
    until: int | None = None
    causes: bool = False
    order: bool = False


def kept_back(program: Program, play: Play, t: int) -> Kept:
    """What the present step of a lesson keeps back while the clock stands at t, in executed instructions.

    The clock may go to the end of its training step where values are hidden, or a later step is asked about; nowhere while an
    order is asked for.
    """
    step, names = play.step, unanswered(program, play)
    asks = step.question is not None and step.id not in play.done
    order, here = asks and isinstance(step.question, model.Order), max(0, t - 1) // len(program) + 1
    there = here if step.moment is None else step.moment.step
    last = here if asks else max(here, there)
    until = t if order else last * len(program) if names or (asks and there > here) else None
    return Kept(names, until, asks and DIAGNOSIS not in step.stage.panels, order)


def hidden(program: Program, names: Iterable[str]) -> frozenset[int]:
    """The slots of these values and of all that follows from them; names that the program does not have hide nothing."""
    found = _slots(program, names)
    if found:
        for instr in program.code:
            if not found.isdisjoint(instr.ins):
                found.add(instr.out)
    return frozenset(found)


def unanswered(program: Program, play: Play) -> tuple[str, ...]:
    """What the present step of a lesson hides, and what those after it will, as far as they are not done."""
    asking = {play.step.id: play.step.stage.veil} | asked_later(program, play.lesson, play.step)
    return tuple(dict.fromkeys(name for asker, names in asking.items() if asker not in play.done for name in names))


def asked_later(program: Program, lesson: model.Lesson, step: model.Step) -> dict[str, tuple[str, ...]]:
    """What the steps that follow hide on the same run in the same training step, by the step that asks for it.

    What a step itself speaks of or asks for is not hidden from it.
    """
    if step.moment is None:
        return {}
    spoken = _slots(program, {name for expression in _expressions(step) for name in expression.slots()})
    place, found = lesson.steps.index(step), {}
    for later in takewhile(lambda later: _goes_on(step, later), lesson.steps[place + 1 :]):
        if later.stage.veil and spoken.isdisjoint(hidden(program, later.stage.veil)):
            found[later.id] = later.stage.veil
    return found


def _goes_on(step: model.Step, later: model.Step) -> bool:
    """Whether a later step stands in the same training step of the same network."""
    here, there = step.moment, later.stage.at
    same = later.stage.experiment == step.stage.experiment and not later.stage.keep
    return same and here is not None and there is not None and here.step == there.step


def _slots(program: Program, names: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for name in names:
        found.update(program.in_time.get(name, ()))
        if name in program.names:
            found.add(program.names[name])
    return found


def _expressions(step: model.Step) -> Iterator[Expression]:
    """What a step says in numbers, and what it asks for."""
    texts = [step.text, step.why, *step.hints, *(rule.say for rule in step.feedback)]
    for words in texts:
        for template in words.words.values():
            yield from (expression for expression, _ in live_values(template))
    question = step.question
    match question:
        case model.Number() | model.Sign():
            yield question.answer
        case model.Factors():
            yield question.answer
            yield from (tile.value for tile in question.tiles)
        case model.Choose():
            yield from (option.right for option in question.options if isinstance(option.right, Expression))
        case model.Fill():
            yield from (blank.answer for blank in question.blanks)

"""Which widget asks a question, and how an answer and what is right are put into words."""

from __future__ import annotations

import random

from PySide6.QtCore import QCoreApplication

from engine.lessons import lesson as model
from engine.lessons.judge import Verdict
from engine.lessons.lesson import Place, Step
from gui.panels.lesson.arranging import Factors, Order, Places
from gui.panels.lesson.questions import Asked, Numbers, Sentence, Signs, option_tiles
from gui.session.places import of_kind, place_title
from gui.session.session import Session

MOST_PLACES = 120  # in a list


def asked(session: Session, step: Step) -> Asked | None:
    """The widget for the question of a step; None if it asks nothing."""
    lessons = session.lessons
    match question := step.question:
        case model.Number():
            return Numbers([lessons.words(question.label)])
        case model.Fill():
            return Numbers([lessons.words(blank.label) for blank in question.blanks])
        case model.Sign():
            return Signs()
        case model.Choose():
            return option_tiles(question, lessons.words, _shuffled(step, len(question.options), question.fixed_order))
        case model.Order():
            return Order(
                [(question.cards[place].id, lessons.words(question.cards[place].text)) for place in _muddled(step, question)]
            )
        case model.Pick():
            return Places(_places(session, step, question), question.many)
        case model.Factors():
            order = _shuffled(step, len(question.tiles), False)
            tiles = [question.tiles[place] for place in order]
            return Factors([(tile.id, tile.symbol, lessons.worth(tile.value)) for tile in tiles])
        case model.Words():
            return Sentence()
    return None


def _shuffled(step: Step, count: int, fixed: bool, turn: int = 0) -> list[int]:
    """An order in which the things of a step are shown: always the same, so that a class may speak of the second one."""
    order = list(range(count))
    if not fixed:
        random.Random(f"{step.id} {step.digest} {turn}").shuffle(order)
    return order


def _muddled(step: Step, question: model.Order) -> list[int]:
    """An order of the cards that is not yet right."""
    for turn in range(50):
        order = _shuffled(step, len(question.cards), False, turn)
        if tuple(question.cards[place].id for place in order) not in question.right:
            return order
    return order


def pair(step: Step, verdict: Verdict) -> str:
    """The answer beside what was computed; nothing where tiles and lists show it themselves."""
    if not isinstance(step.question, (model.Number, model.Fill, model.Factors)):
        return ""
    if not verdict.given:
        return QCoreApplication.translate("Lesson", "It is {value}").format(value=verdict.expected)
    words = QCoreApplication.translate("Lesson", "You said {given} · it is {value}")
    return words.format(given=verdict.given, value=verdict.expected)


# places ------------------------------------------------------------------------------------------


def _places(session: Session, step: Step, question: model.Pick) -> list[tuple[Place, str]]:
    """All places of the kinds that come into question; those that are right or have a word of their own are never left out."""
    debugger = session.debugger
    named = [*question.right, *(rule.given for rule in step.feedback if rule.test == "picked")]
    found = dict.fromkeys(Place(place.kind, place.name) for place in named)
    kinds = list(dict.fromkeys(place.kind for place in found)) or [question.among]
    if debugger is not None:
        every = [place for kind in kinds for place in of_kind(kind, debugger.program)]
        found = dict.fromkeys([*every[:MOST_PLACES], *(place for place in found if place not in every[:MOST_PLACES])])
    return [(place, place_title(place, None if debugger is None else debugger.program)) for place in found]

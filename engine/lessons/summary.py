"""What a class answered: per step, how many knew it at once, and what most others believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.interchange.documents.attempts_file import HANDS, Attempt


@dataclass(frozen=True)
class StepSummary:
    """One question of one version of a lesson. `wrong` is the most common wrong answer, `times` how many learners gave it.

    `hands` says how many hands a class put up for each answer.
    """

    lesson: str
    digest: str
    step: str
    learners: int
    at_once: int
    solved: int
    shown: int
    wrong: str = ""
    times: int = 0
    misconception: str = ""
    hands: str = ""


def summary(learners: Sequence[Sequence[Attempt]]) -> list[StepSummary]:
    """Every question, in the order in which it was first met. Answers that were no number are not counted."""
    keys = dict.fromkeys((each.lesson, each.digest, each.step) for learner in learners for each in learner)
    return [_of_step(key, [[each for each in learner if (each.lesson, each.digest, each.step) == key] for learner in learners])
            for key in keys]  # fmt: skip


def _of_step(key: tuple[str, str, str], learners: list[list[Attempt]]) -> StepSummary:
    met = [[each for each in learner if each.verdict in ("right", "wrong", "shown")] for learner in learners]
    met = [learner for learner in met if learner]
    wrong = Counter((each.answer, each.misconception) for learner in met for each in
                    {(each.answer, each.misconception): each for each in learner if each.verdict == "wrong"}.values())  # fmt: skip
    hands = Counter[str]()
    for each in (each for learner in learners for each in learner if each.verdict == HANDS):
        hands[each.answer] += each.number
    (answer, misconception), times = wrong.most_common(1)[0] if wrong else (("", ""), 0)
    return StepSummary(
        *key, len(met), sum(learner[0].verdict == "right" for learner in met),
        sum(any(each.verdict == "right" for each in learner) for learner in met),
        sum(any(each.verdict == "shown" for each in learner) for learner in met), answer, times, misconception,
        ", ".join(f"{answer} {count}" for answer, count in hands.most_common()),
    )  # fmt: skip

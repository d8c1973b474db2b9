"""What stands on the shelf: the built-in lessons by title, read without building anything, so that a first page costs no time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resources import FOLDER

# The built-in lessons in the order of the map, then what is practice.
LESSONS = (
    "circuit", "one-neuron", "training-loop", "by-hand", "xor", "gradient-check", "losses", "depth", "remedies", "hello",
    "through-time", "truncation", "bug-hunts", "races", "draw",
)  # fmt: skip
AT_ONCE, TWICE = 5, 2  # questions of earlier days; right so often in a row, one rests
PRACTICE = ("bug-hunts", "races", "draw")


@dataclass(frozen=True)
class Shelved:
    """One lesson as its spine says it. `needs` are lessons that are better done before: advice, never a lock."""

    name: str
    title: Mapping[str, str]
    goal: Mapping[str, str]
    minutes: int
    needs: tuple[str, ...]
    steps: int

    def title_in(self, language: str) -> str:
        """The title in that language, or in English."""
        return self.title.get(language) or self.title["en"]

    def goal_in(self, language: str) -> str:
        """The goal in that language, or in English."""
        return self.goal.get(language) or self.goal["en"]


@cache
def shelved(name: str) -> Shelved:
    """A built-in lesson by its name."""
    document = json.loads(FOLDER.joinpath("lessons", f"{name}.json").read_text(encoding="utf-8"))
    return Shelved(name, document["title"], document["goal"], document.get("minutes", 10), tuple(document.get("needs", ())),
                   len(document["steps"]))  # fmt: skip


def shares(done: Mapping[str, Mapping[str, str]]) -> dict[str, float]:
    """How much of each lesson is done, 0 to 1."""
    return {name: min(1.0, len(done.get(name, ())) / shelved(name).steps) for name in LESSONS}


def shares_in(path: Path) -> dict[str, float]:
    """The same from the file of a learner's progress; nothing where it cannot be read."""
    try:
        return shares(json.loads(path.read_text(encoding="utf-8"))["done"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return shares({})


def due_in(path: Path, today: int) -> int:
    """How many questions the file of a learner's progress has for a day, as `progress.Progress.due` finds them."""
    try:
        cards = json.loads(path.read_text(encoding="utf-8"))["cards"]
        count = len([card for card in cards if card["due"] <= today and card["row"] < TWICE])
        return min(AT_ONCE, count)
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def to_begin(done: Mapping[str, float]) -> tuple[str, ...]:
    """The lessons to offer next, of which so much is done (0 to 1): those begun, those whose needs are met, then the rest."""

    def rank(name: str) -> int:
        if 0 < done.get(name, 0) < 1:
            return 0
        return 1 if all(done.get(need, 0) >= 1 for need in shelved(name).needs) else 2

    open_ones = [name for name in LESSONS if done.get(name, 0) < 1 and name not in PRACTICE]
    practice = [name for name in PRACTICE if done.get(name, 0) < 1]
    return tuple(sorted([*open_ones, *practice], key=rank))

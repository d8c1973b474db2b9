"""What is wrong with an experiment: where, why and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


def text(message: str) -> str:
    """Mark an English message for translation; the window translates it before formatting."""
    return message


@dataclass(frozen=True)
class Problem:
    """One finding about an experiment.

    `where` is a path such as `network.nodes.h.units`; `message` and `hint` are templates marked
    with `text()`, formatted with `args`, so that the window can translate them first.
    """

    where: str
    message: str
    hint: str = ""
    args: dict[str, Any] = field(default_factory=dict, hash=False)
    warning: bool = False

    def __str__(self) -> str:
        words = " ".join(part for part in (self.message, self.hint) if part)
        return f"{self.where}: {words.format(**self.args)}" if self.where else words.format(**self.args)


class ExperimentError(ValueError):
    """An experiment that cannot be read or built; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ExperimentError], tuple[tuple[Problem, ...]]]:
        """Problems survive the way back from a worker process."""
        return ExperimentError, (self.problems,)

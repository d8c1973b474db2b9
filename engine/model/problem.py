"""What is wrong with an experiment: where, why and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from engine.model.language import said


def text(message: str) -> str:
    """Mark an English message for translation; the window translates it before formatting, `said` where it is printed."""
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
        words = " ".join(said(part) for part in (self.message, self.hint) if part).format(**self.args)
        return f"{self.where}: {words}" if self.where else words


class ExperimentError(ValueError):
    """An experiment that cannot be read or built; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ExperimentError], tuple[tuple[Problem, ...]]]:
        """Problems survive the way back from a worker process."""
        return type(self), (self.problems,)


class UnknownName(ExperimentError, KeyError):
    """A name that means nothing here; what looks like it is suggested."""

    def __init__(self, where: str, name: object, known: Iterable[str]) -> None:
        near = get_close_matches(str(name), list(known), 3, 0.5)
        hint = text("Did you mean {near}?") if near else text("names() lists all the names.")
        super().__init__(
            [Problem(where, text("there is no value named {name}."), hint, {"name": repr(name), "near": " · ".join(near)})]
        )
        self._made_of = (where, name, tuple(near))

    def __str__(self) -> str:
        """In words; a KeyError would show them in quotation marks."""
        return ValueError.__str__(self) if not self.args else str(self.args[0])

    def __reduce__(self) -> tuple[type[UnknownName], tuple[str, object, tuple[str, ...]]]:  # type: ignore[override]
        return UnknownName, self._made_of


def refuse(where: str, message: str, hint: str = "", **args: Any) -> ExperimentError:
    """The error of one problem; message and hint are marked by `text()`."""
    return ExperimentError([Problem(where, message, hint, args)])


class NoRoom(ExperimentError):
    """What needs more memory or time than there is; nothing was begun or lost."""

"""A value that the user may set, declared once for forms, validation and documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model.problem import Problem, text

Value = float | int | bool | str


@dataclass(frozen=True)
class Setting:
    """Name (in files), title (for people), default and legal range of one setting.

    The type of `default` is the type of the setting: bool, int, float or str. `low` and `high`
    are inclusive; `choices` limits a str; `words` may stand for a number. `usual` is the stretch of the range that is worth trying.
    With `apart` it may also be a list of two numbers: one for the height, one for the width.
    """

    name: str
    title: str
    default: Value
    help: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    usual: tuple[float, float] | None = None
    words: tuple[str, ...] = ()
    apart: bool = False

    def problem(self, value: Any, where: str) -> Problem | None:
        """Say what is wrong with `value`, or None."""
        if self.apart and isinstance(value, (list, tuple)):
            return self._pair_problem(value, where)
        if isinstance(value, str) and value in self.words:
            return None
        if isinstance(self.default, bool):
            if not isinstance(value, bool):
                return Problem(where, text("must be true or false, not {value!r}."), args={"value": value})
        elif isinstance(self.default, str):
            if not isinstance(value, str) or (self.choices and value not in self.choices):
                wanted = ", ".join(self.choices) or "text"
                return Problem(
                    where,
                    text("must be one of: {wanted}; it is {value!r}."),
                    args={"value": value, "wanted": wanted},
                )
        else:
            return self._number_problem(value, where)
        return None

    def _pair_problem(self, value: Sequence[Any], where: str) -> Problem | None:
        if len(value) != 2:
            return Problem(where, text("must be one number, or two: for height and width."))
        return next((found for one in value if (found := self._number_problem(one, where))), None)

    def _number_problem(self, value: Any, where: str) -> Problem | None:
        whole = isinstance(self.default, int)
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            message = text("must be a whole number, not {value!r}.") if whole else text("must be a number, not {value!r}.")
            return Problem(where, message, args={"value": value})
        if not abs(value) < float("inf"):
            return Problem(where, text("must be a finite number, not {value!r}."), args={"value": value})
        low = self.low if self.low is not None else float("-inf")
        high = self.high if self.high is not None else float("inf")
        if not low <= value <= high:
            return Problem(
                where,
                text("must be between {low:g} and {high:g}; it is {value!r}."),
                args={"low": low, "high": high, "value": value},
            )
        return None


def complete(settings: tuple[Setting, ...], given: Mapping[str, Any], where: str) -> tuple[dict[str, Any], list[Problem]]:
    """Fill `given` up with defaults; report unknown names and illegal values under the path `where`."""
    known = {setting.name: setting for setting in settings}
    problems = [
        Problem(
            f"{where}.{name}",
            text("unknown setting {name!r}."),
            text("Known names: {known}."),
            {"name": name, "known": ", ".join(known) or "-"},
        )
        for name in given
        if name not in known
    ]
    values: dict[str, Any] = {}
    for name, setting in known.items():
        values[name] = given.get(name, setting.default)
        if name in given and (found := setting.problem(values[name], f"{where}.{name}")):
            problems.append(found)
    return values, problems

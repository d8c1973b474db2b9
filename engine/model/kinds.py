"""Whether what was put together in Python has the types that it says."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from engine.model.problem import Problem, text

PLAIN = (str, int, float, bool)


def misfits(value: Any, kind: type, where: str) -> Iterator[Problem]:
    """A problem for each place of a frozen value, down to its parts, that holds something of another type."""
    if not isinstance(value, kind):
        yield _wrong(where, kind, value)
        return
    for name, wanted in _hints(kind):
        yield from _part(getattr(value, name), wanted, f"{where}.{name}" if where else name)


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _part(value: Any, wanted: Any, where: str) -> Iterator[Problem]:
    if wanted is Any or (wanted in PLAIN and type(value) is wanted):
        return
    if is_dataclass(wanted):
        yield from misfits(value, wanted, where)  # type: ignore[arg-type]
    elif get_origin(wanted) is tuple and get_args(wanted)[-1] is Ellipsis:
        if not isinstance(value, tuple):
            yield _wrong(where, "tuple", value)
            return
        inner = get_args(wanted)[0]
        if inner is int or get_origin(inner) is tuple:  # masks: many numbers, of which other checks speak
            return
        for number, part in enumerate(value):
            name = vars(part).get("id") if is_dataclass(part) else None
            yield from _part(part, inner, f"{where}.{name if isinstance(name, str) else number}")
    elif not _fits(value, wanted):
        yield _wrong(where, wanted, value)
    elif is_dataclass(type(value)):  # what may be left out
        yield from misfits(value, type(value), where)


def _fits(value: Any, wanted: Any) -> bool:
    if get_origin(wanted) in (Union, types.UnionType):
        return any(_fits(value, one) for one in get_args(wanted))
    if wanted in (None, type(None)):
        return value is None
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    origin = get_origin(wanted) or wanted
    if origin is dict:
        key, content = get_args(wanted)
        return isinstance(value, dict) and all(
            isinstance(name, str) and (content is Any or _fits(one, content)) for name, one in value.items()
        )
    if origin is tuple and get_origin(get_args(wanted)[0]) is tuple:
        return isinstance(value, tuple) and all(isinstance(row, tuple) for row in value)
    return isinstance(value, origin)


def _wrong(where: str, wanted: Any, value: Any) -> Problem:
    name = getattr(wanted, "__name__", str(wanted)) if not get_args(wanted) else str(wanted)
    shown = repr(value)
    return Problem(
        where or "experiment", text("must be of type {wanted}, not {type}: {value}"),
        args={"wanted": name, "type": type(value).__name__, "value": shown if len(shown) < 60 else shown[:57] + "…"},
    )  # fmt: skip

"""Texts of lessons: plain words with **bold**, `code` and live values {{ expression | format }}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.lessons.numbers import FORMATS, NOT_COMPUTED, written
from engine.model.problem import ExperimentError, Problem, text
from engine.runtime.watch import Expression
from engine.runtime.watch_readers import Telling

LIVE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def live_values(template: str) -> Iterator[tuple[Expression, str]]:
    """The expressions of a text and their formats; ExperimentError if one is wrong or braces are left open."""
    for found in LIVE.finditer(template):
        yield _parsed(found[1])
    if "{{" in LIVE.sub("", template) or "}}" in LIVE.sub("", template):
        raise ExperimentError([Problem(template[:60], text("the double braces are not balanced."))])


@lru_cache(maxsize=512)
def _parsed(inner: str) -> tuple[Expression, str]:
    source, _, form = inner.rpartition("|") if "|" in inner else (inner, "", "")
    form = form.strip()
    if form and not FORMATS.match(form):
        raise ExperimentError([Problem(inner.strip(), text("unknown format {form}."),
                                       text("Formats: 3g, 4f, e, %, sign, ratio."), {"form": repr(form)})])  # fmt: skip
    return Expression(source.strip(), told=True), form


def filled(template: str, values: Telling) -> str:
    """The text with its live values as they are now."""

    def value(found: re.Match[str]) -> str:
        expression, form = _parsed(found[1])
        try:
            return written(expression(values), form)
        except ExperimentError:  # the learner's network may have another shape by now
            return NOT_COMPUTED

    return LIVE.sub(value, template)


def plain(template: str) -> str:
    """A text without its marks: each live value as one word."""
    return LIVE.sub("0", template).replace("**", "").replace("`", "")


def sentences(words: str) -> list[str]:
    """The sentences of a plain text; a colon does not end one."""
    return [part for part in re.split(r"(?<=[.?!।])\s+|\n", words) if part]

"""The sum over paths as HTML: all of them, or put together by the outputs at which they begin."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.chain import Factor
from engine.insight.moment.paths import Path, PathSum, Stop
from engine.insight.moment.things import Thing
from engine.library.window import Grid, unravel
from gui.look.sentences import element_words, time_words
from gui.look.typesetting import symbol_html
from gui.notation.numbers import number
from gui.panels.formula.ink import Ink

ALL, ENDS = "all", "ends"
MOST_ENDS, MOST_FACTORS, FRINGE = 12, 9, 3
MOST_TIMES = 12
UnitWords = Callable[[str, int], str]  # the class that a unit of a layer stands for, or ""


@dataclass(frozen=True)
class Shape:
    """Whether the data are sequences, the samples of a batch, whether the loss is a mean over them, and the grids of the layers."""

    sequence: bool
    batch: int
    averaged: bool
    grids: dict[str, Grid]


def sum_over_paths(ink: Ink, found: PathSum, view: str, units: UnitWords, shape: Shape) -> str:
    """A gradient taken apart, so that each line adds to the last one."""
    at = element_words(found.index, 0 if found.summed else shape.batch, shape.grids.get(found.symbol.index, ()))
    name = f"{symbol_html(found.symbol, ink.theme.gradient)}<sub>{at}</sub>"
    title = f"<p style='margin:4px 0'>{name} = <b>{number(found.value)}</b></p>"
    if not found.times:
        return title + ink.muted(QCoreApplication.translate("FormulaPanel", "No path from the loss leads here."))
    parts = [title, ink.muted(_heading(found, shape), "margin:8px 0 2px 0")]
    if not found.ends:
        parts.append(ink.muted(QCoreApplication.translate("FormulaPanel", "Too many values to follow each path.")))
    else:
        parts.append(_ends(ink, found, units) if view == ENDS else _paths(ink, found, units, shape))
    rows = _summands(found, shape)
    if len(rows) > 1:
        parts.append(_table([_row(ink, place, number(value), html.escape(words)) for place, (words, value) in enumerate(rows)]))
        parts.append(f"<p style='margin:4px 0'>= <b>{number(found.value)}</b></p>")
        if shape.averaged and shape.batch > 1 and found.summed:
            words = QCoreApplication.translate(
                "FormulaPanel", "The loss is a mean over the batch: the contribution of each sample is multiplied by 1/{count}."
            )
            parts.append(ink.muted(words.format(count=shape.batch), "font-size:small"))
    return "".join(parts)


def _heading(found: PathSum, shape: Shape) -> str:
    """Of what the paths below are."""
    words = []
    if shape.batch > 1:
        words.append(QCoreApplication.translate("FormulaPanel", "sample {number}").format(number=found.sample + 1))
    if shape.sequence and found.time:
        words.append(time_words(found.time))
    if found.ends:
        words.append(_counted(found.count))
    return " · ".join(words)


def _summands(found: PathSum, shape: Shape) -> list[tuple[str, float]]:
    """What adds up to the gradient: the paths above, the same sample at other time steps, the other samples."""
    others = [(time, added) for time, added in found.times if time != found.time]
    strongest = sorted(sorted(others, key=lambda entry: -abs(entry[1]))[:MOST_TIMES])
    left = [entry for entry in others if entry not in strongest]
    rows = [(_heading(found, replace(shape, batch=1)) if others else _heading(found, replace(shape, sequence=False)), found.here)]
    rows += [(time_words(time), added) for time, added in strongest]
    if left:
        words = QCoreApplication.translate("FormulaPanel", "the other time steps: {count}").format(count=len(left))
        rows.append((words, sum(added for _, added in left)))
    if shape.batch > 1 and found.summed:
        words = QCoreApplication.translate("FormulaPanel", "the other samples: {count}").format(count=shape.batch - 1)
        rows.append((words, found.others))
    return rows


def _counted(count: float) -> str:
    words = QCoreApplication.translate("FormulaPanel", "paths: {count}")
    return words.format(count=_many(count))


def _many(count: float) -> str:
    """A number of paths, however large."""
    return f"{count:.0f}" if count < 1e6 else number(count, 2)


def _table(rows: list[str]) -> str:
    return f"<table cellpadding='2' style='margin-left:8px'>{''.join(rows)}</table>"


def _row(ink: Ink, place: int, numbers: str, words: str) -> str:
    side = f"<td style='color:{ink.theme.muted}; padding-left:10px'>{words}</td>" if words else ""
    return f"<tr><td>{'+' if place else ''}</td><td>{numbers}</td>{side}</tr>"


def _paths(ink: Ink, found: PathSum, units: UnitWords, shape: Shape) -> str:
    rows = [
        _row(ink, place, f"{_numbers(ink, path)} = {_whole(ink, path)}", _route(ink, path.stops, units, shape))
        for place, path in enumerate(found.paths)
    ]
    left = found.count - len(found.paths)
    if left > 0:
        words = QCoreApplication.translate("FormulaPanel", "all weaker paths: {count}").format(count=_many(left))
        rows.append(_row(ink, 1, number(found.rest), html.escape(words)))
    return _table(rows) + f"<p style='margin:4px 0'>= <b>{number(found.here)}</b></p>"


def _numbers(ink: Ink, path: Path) -> str:
    """The factors of a path; in a long one, those in the middle put together."""
    factors = [_factor(ink, factor) for factor in path.factors]
    if len(factors) > MOST_FACTORS:
        middle = path.factors[FRINGE:-FRINGE]
        words = QCoreApplication.translate("FormulaPanel", "{count} factors: {product}").format(
            count=len(middle), product=number(prod(f.value for f in middle))
        )
        factors[FRINGE:-FRINGE] = [f"[{html.escape(words)}]"]
    return " · ".join(factors)


def _whole(ink: Ink, path: Path) -> str:
    """The product; under the mouse it lights the whole path."""
    things = (*(factor.thing for factor in path.factors), *(_thing(stop) for stop in path.stops))
    return ink.part(number(path.value), ink.theme.text, tuple(dict.fromkeys(things)))


def _factor(ink: Ink, factor: Factor) -> str:
    tip = f"{factor.above} / {factor.below} = {number(factor.value)}"
    return ink.part(number(factor.value), ink.tone(factor.gradient), (factor.thing,), tip)


def _route(ink: Ink, stops: tuple[Stop, ...], units: UnitWords, shape: Shape) -> str:
    """The neurons of a path, from the loss on; in a long one the first and the last."""
    shown = [_stop(ink, stop, units, shape) for stop in stops]
    if len(shown) > MOST_FACTORS:
        shown[FRINGE:-FRINGE] = ["…"]
    return " → ".join(["L", *shown])


def _stop(ink: Ink, stop: Stop, units: UnitWords, shape: Shape) -> str:
    time = f"<sup>({stop.time})</sup>" if shape.sequence and stop.time else ""
    name = units(stop.node, stop.unit)
    grid = shape.grids.get(stop.node, ())
    at = ", ".join(map(str, (stop.unit, *(unravel(stop.position, grid) if stop.position >= 0 and grid else ()))))
    words = f"{html.escape(stop.node)}[{at}]{time}" + (f" ({html.escape(name)})" if name else "")
    return ink.part(words, ink.theme.muted, (_thing(stop),), name or f"{stop.node}[{at}]")


def _thing(stop: Stop) -> Thing:
    return Thing(stop.node, stop.unit, position=stop.position)


def _ends(ink: Ink, found: PathSum, units: UnitWords) -> str:
    """The collapsed chain rule: ∂L/∂y · ∂y/∂w for each output."""
    below = "w" if found.summed else symbol_html(replace(found.symbol, gradient=False), ink.theme.muted)
    ends = sorted(found.ends, key=lambda end: -abs(end.value))
    rows = []
    for place, end in enumerate(ends[:MOST_ENDS]):
        thing = _thing(end.stop)
        y = f"∂{symbol_html(end.symbol, ink.theme.muted)}[{end.stop.unit}]"
        name = units(end.stop.node, end.stop.unit)
        up = ink.part(number(end.gradient), ink.theme.gradient, (thing,), f"∂L / ∂{end.symbol}[{end.stop.unit}]")
        down = ink.part(number(end.slope), ink.theme.value, (thing,), f"∂{end.symbol}[{end.stop.unit}] / ∂w")
        words = f"∂L/{y} · {y}/∂{below}{f' ({html.escape(name)})' if name else ''} · {html.escape(_counted(end.count))}"
        rows.append(_row(ink, place, f"{up} · {down} = {number(end.value)}", words))
    rest = ends[MOST_ENDS:]
    if rest:
        words = html.escape(QCoreApplication.translate("FormulaPanel", "further outputs: {count}").format(count=len(rest)))
        rows.append(_row(ink, 1, number(sum(end.value for end in rest)), words))
    return _table(rows) + f"<p style='margin:4px 0'>= <b>{number(found.here)}</b></p>"

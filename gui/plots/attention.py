"""The map of an attention head: a row for each query, a column for each key."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.fields import Head, fields
from engine.library.samples import Table
from engine.program.check import load_table
from engine.program.targets import by_position
from gui.look.figure import Figure, Image
from gui.plots.positions import row_of
from gui.plots.source import Options, Source, no_gradient_yet, not_yet

WEIGHTS, SCORES, GRADIENT = "weights", "scores", "gradient"
MOST_TICKS = 16


def heads(source: Source) -> Options:
    """Every head of every layer."""
    found = []
    for node, known in fields(source.debugger.program).items():
        for number in range(len(known.heads)):
            words = QCoreApplication.translate("Plots", "{layer}, head {number}").format(layer=node, number=number + 1)
            found.append((f"{number} {node}", words if len(known.heads) > 1 else node))
    return tuple(found)


def kinds(source: Source) -> Options:
    """What is shown of it."""
    if not heads(source):
        return ()
    return (
        (WEIGHTS, QCoreApplication.translate("Plots", "attention weights")),
        (SCORES, QCoreApplication.translate("Plots", "scores")),
        (GRADIENT, QCoreApplication.translate("Plots", "gradient of the weights")),
    )


def attention(source: Source) -> Figure:
    """The map of the chosen head for the chosen sample."""
    title = QCoreApplication.translate("Plots", "Attention")
    offered = heads(source)
    if not offered:
        words = QCoreApplication.translate("Plots", "Shown for networks with an attention layer: add one from the palette.")
        return Figure(title, empty=words)
    option = source.option if source.option in dict(offered) else offered[0][0]
    number, _, node = option.partition(" ")
    head, kind = fields(source.debugger.program)[node].heads[int(number)], source.second or WEIGHTS
    values = _values(source, head, kind)
    if values is None:
        return Figure(title, empty=no_gradient_yet() if kind == GRADIENT else not_yet())
    return _figure(source, head, values, kind, f"{title}: {dict(offered)[option]}", option)


def _values(source: Source, head: Head, kind: str) -> np.ndarray | None:
    """(queries, keys) of one sample."""
    debugger = source.debugger
    slot = {WEIGHTS: head.weights, SCORES: head.scores}.get(kind, debugger.program.gradient_of.get(head.weights, -1))
    if slot < 0 or not debugger.computed(slot):
        return None
    values: np.ndarray = debugger.arena.views[slot].reshape(head.keys, head.queries, -1)[:, :, source.sample].T
    return values


def _figure(source: Source, head: Head, values: np.ndarray, kind: str, title: str, option: str) -> Figure:
    words = dict(kinds(source))[kind]
    high = 1.0 if kind == WEIGHTS else _limit(source, f"{kind} {option}", values)
    low = 0.0 if kind == WEIGHTS else -high
    queries, keys = _names(source, head.queries), _names(source, head.keys)
    count, other = len(queries), len(keys)
    return Figure(
        title,
        QCoreApplication.translate("Plots", "key"),
        QCoreApplication.translate("Plots", "query"),
        image=Image(values[::-1], (0, 0, other, count), low, high, words, signed=kind != WEIGHTS),
        ticks=_some(tuple((number + 0.5, name) for number, name in enumerate(keys))),
        names=tuple((number + 0.5, name) for number, name in enumerate(keys)),
        y_ticks=_some(tuple((count - number - 0.5, name) for number, name in enumerate(queries))),
        note=_note(source, values) if kind == WEIGHTS else "",
        square=True,
    )


class _Limits(dict[str, float]):
    """The largest magnitudes so far: colours stay comparable."""


def _limit(source: Source, key: str, values: np.ndarray) -> float:
    limits, finite = source.memo.made(_Limits, _Limits), np.abs(values[np.isfinite(values)])
    limits[key] = max(limits.get(key, 1e-300), float(finite.max()) if finite.size else 0.0)
    return limits[key]


def _note(source: Source, values: np.ndarray) -> str:
    """How sharp the map is."""
    shares = np.clip(values, 1e-300, 1.0)
    entropy, most = float(-(shares * np.log(shares)).sum(axis=1).mean()), math.log(values.shape[1])
    sharp = float(values.max(axis=1).mean())
    words = QCoreApplication.translate(
        "Plots", "sample {sample}; mean over the rows: entropy {entropy} (at most {most}), largest weight {sharp}"
    )
    return words.format(sample=source.sample + 1, entropy=f"{entropy:.2f}", most=f"{most:.2f}", sharp=f"{sharp:.0%}")


def _some(ticks: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...]:
    return ticks[:: -(-len(ticks) // MOST_TICKS)]


def _names(source: Source, count: int) -> tuple[str, ...]:
    """The tokens of the sample with their positions; positions alone where the data are no tokens."""
    table = source.memo.made(Table, lambda: load_table(source.experiment)[0])
    numbers = tuple(str(number) for number in range(count))
    if len(table.grid) != 1 or table.grid[0] != count or not table.target_names:
        return numbers
    row = row_of(source)
    inputs = by_position(table.inputs[row : row + 1], count)[0]
    if inputs.shape[-1] == 1:
        tokens = [table.target_names[int(value)] if int(value) < len(table.target_names) else "?" for value in inputs[:, 0]]
    else:
        tokens = [table.target_names[at] if at < len(table.target_names) else "?" for at in inputs.argmax(axis=1)]
    return tuple(f"{number} {token}" for number, token in zip(numbers, tokens, strict=True))

"""What a NumPy script calls where a rule is no single expression: over positions, look-ups and attention.

Columns are positions · samples, as in `library.positions`; a table says for each position of a kernel and each place what is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.library.window import Window

WINDOWS = '''
def windows(grid, kernel, stride, padding, result):
    """For each position of a kernel and each of its places the position that it reads; outside the grid, one past the last."""
    steps = [np.arange(r)[None] * s - p + np.arange(k)[:, None] for k, s, p, r in zip(kernel, stride, padding, result)]
    rows, columns = (steps[0], steps[1]) if len(grid) == 2 else (np.zeros((1, 1), int), steps[0])
    height, width = grid if len(grid) == 2 else (1, *grid)
    rows, columns = rows[:, None, :, None], columns[None, :, None, :]
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    read = np.where(inside, rows * width + columns, height * width)
    return read.reshape(read.shape[0] * read.shape[1], -1)
'''
GATHERED = '''
def gathered(x, positions, table):
    """What every place of a kernel reads: (units, kernel, places, samples), with zeros outside."""
    x = x.reshape(len(x), positions, -1)
    return np.concatenate([x, np.zeros_like(x[:, :1])], axis=1)[:, table]
'''
SCATTERED = '''
def scattered(parts, positions, table):
    """The way back: parts are added up where they were read."""
    result = np.zeros((parts.shape[0], positions + 1, parts.shape[3]))
    np.add.at(result, (slice(None), table), parts)
    return result[:, :positions].reshape(parts.shape[0], -1)
'''
PATCHES = """
def patches(x, positions, table):
    return gathered(x, positions, table).reshape(len(x) * len(table), -1)
"""
ADD_UP_PATCHES = """
def add_up_patches(g, positions, table):
    return scattered(g.reshape(-1, *table.shape, g.shape[1] // table.shape[1]), positions, table)
"""
MAX_POOL = """
def max_pool(x, positions, table):
    return gathered(x, positions, table).max(axis=1).reshape(len(x), -1)
"""
TO_THE_LARGEST = '''
def to_the_largest(g, x, positions, table):
    """To the first of equals."""
    seen = gathered(x, positions, table)
    hit = np.arange(len(table))[:, None, None] == seen.argmax(axis=1)[:, None]
    return scattered(hit * g.reshape(len(g), 1, table.shape[1], -1), positions, table)
'''
AVERAGE_POOL = """
def average_pool(x, positions, table):
    return gathered(x, positions, table).mean(axis=1).reshape(len(x), -1)
"""
SPREAD_OVER_WINDOWS = """
def spread_over_windows(g, positions, table):
    share = g.reshape(len(g), 1, table.shape[1], -1) / len(table)
    return scattered(np.repeat(share, len(table), axis=1), positions, table)
"""
EACH = '''
def each(x, positions):
    """(units, positions · samples) as (samples, units, positions): a matrix for each sample."""
    return x.reshape(len(x), positions, -1).transpose(2, 0, 1)
'''
JOINED = '''
def joined(x):
    """The way back from `each`."""
    return x.transpose(1, 2, 0).reshape(x.shape[1], -1)
'''
CAUSAL_SOFTMAX = '''
def causal_softmax(x, queries):
    """Over the keys that are not later than the query."""
    seen = np.arange(len(x))[:, None] <= np.arange(queries).repeat(x.shape[1] // queries)[None]
    e = np.exp(x - np.where(seen, x, -np.inf).max(axis=0)) * seen
    return e / e.sum(axis=0)
'''
WINDOW = (WINDOWS, GATHERED)


@dataclass(frozen=True)
class Written:
    """An expression over the operands of a rule and its settings, and the functions that it calls."""

    expression: str
    helpers: tuple[str, ...] = ()


def _attention(left: str, right: str, factor: str = "") -> Written:
    return Written(f"{factor}joined({left} @ {right})", (EACH, JOINED))


KEYS_T, QUERIES = "each({k}, {keys}).transpose(0, 2, 1)", "each({q}, {queries})"
WRITTEN = {
    "patches": Written("patches({x}, {positions}, {table})", (*WINDOW, PATCHES)),
    "add_up_patches": Written("add_up_patches({g}, {positions}, {table})", (WINDOWS, SCATTERED, ADD_UP_PATCHES)),
    "max_pool": Written("max_pool({x}, {positions}, {table})", (*WINDOW, MAX_POOL)),
    "to_the_largest_of_the_window": Written("to_the_largest({g}, {x}, {positions}, {table})", (*WINDOW, SCATTERED, TO_THE_LARGEST)),
    "average_pool": Written("average_pool({x}, {positions}, {table})", (*WINDOW, AVERAGE_POOL)),
    "spread_over_windows": Written("spread_over_windows({g}, {positions}, {table})", (WINDOWS, SCATTERED, SPREAD_OVER_WINDOWS)),
    "mean_positions": Written("{x}.reshape(len({x}), {positions}, -1).mean(axis=1)"),
    "spread_over_positions": Written("np.tile({g} / {positions}, {positions})"),
    "flatten": Written("{x}.reshape(len({x}) * {positions}, -1)"),
    "unflatten": Written("{g}.reshape(len({g}) // {positions}, -1)"),
    "add_positions": Written("({x}.reshape(len({x}), len({e}), -1) + {e}.T[:, :, None]).reshape({x}.shape)"),
    "gradient_of_positions": Written("{g}.reshape(len({g}), len({e}), -1).sum(axis=2).T"),
    "scores": _attention(KEYS_T, QUERIES, "{factor} * "),
    "gradient_of_queries": _attention("each({k}, {keys})", "each({g}, {queries})", "{factor} * "),
    "gradient_of_keys": _attention(QUERIES, "each({g}, {queries}).transpose(0, 2, 1)", "{factor} * "),
    "mix": _attention("each({v}, {keys})", "each({a}, {queries})"),
    "gradient_of_values": _attention("each({g}, {queries})", "each({a}, {queries}).transpose(0, 2, 1)"),
    "gradient_of_the_mix": _attention("each({v}, {keys}).transpose(0, 2, 1)", "each({g}, {queries})"),
    "causal_softmax": Written("causal_softmax({x}, {queries})", (CAUSAL_SOFTMAX,)),
    "embedding": Written("{w}[{x}[0].astype(int)].T.copy()"),
    "one_hot": Written("(np.arange({units})[:, None] == {x}[0]).astype(float)"),
}


def settings_text(settings: dict[str, Any]) -> tuple[dict[str, Any], tuple[Any, ...] | None]:
    """The settings as they stand in an expression, and what makes the table of a window, if there is one."""
    window = settings.get("window")
    if not isinstance(window, Window):
        return settings, None
    made = (window.grid, window.kernel, window.stride, window.padding, window.result)
    return {"positions": int(np.prod(window.grid))}, made

"""Ops over positions: what convolution, pooling and position vectors are made of.

The columns of a value are positions × samples: column p · N + n is position p of sample n, so a layer
without positions is the case P = 1. What acts on each column alone (dense layers, activations, norms, losses) is unchanged.
"""

from __future__ import annotations

import math

import numpy as np

from engine.library.ops import PASS_ON
from engine.library.rule import Array, Call, Op, Product, Rule, Shape, by_name, fit, maximum, per_element, scalar, scratch, size
from engine.library.window import Window, on_grid, part
from engine.model.problem import text

IMAGE = Window.over((3, 4), 2, 1)
ALL = slice(None)


def _moved(x: Shape, window: Window, rows: int = 1) -> Shape:
    """Columns on the grid of the window's places, for `rows` results of each row."""
    units, columns = fit("us->us", x)
    before, after = math.prod(window.grid), math.prod(window.result)
    if not after or columns % before:
        raise ValueError(f"{columns} columns are not samples of a grid {window.grid}, or the window is larger than it")
    return (units * rows, columns // before * after)


# patches -----------------------------------------------------------------------------------------


def _cells(patches: Array, window: Window) -> Array:
    """(channels · K, places · samples) read as (channels, K, *places, samples)."""
    places = on_grid(patches, *window.result)
    cells: Array = places.reshape(-1, window.size, *places.shape[1:])
    return cells


def _patches(out: Array, x: Array, window: Window) -> list[Call]:
    source, cells = on_grid(x, *window.grid), _cells(out, window)
    outside: list[Call] = [(out.fill, (0.0,))] if any(window.padding) or window.grid != window.result else []
    copies: list[Call] = [
        (np.copyto, (part(cells, ALL, number, *places), part(source, ALL, *read))) for number, read, places in window.offsets()
    ]
    return outside + copies


def _add_patches(out: Array, g: Array, window: Window) -> list[Call]:
    target, cells = on_grid(out, *window.grid), _cells(g, window)
    calls: list[Call] = [(out.fill, (0.0,))]
    for number, read, places in window.offsets():
        here = part(target, ALL, *read)
        calls.append((np.add, (here, part(cells, ALL, number, *places), here)))
    return calls


def _patch_terms(index: tuple[int, ...], x: Array, window: Window) -> list[Product]:
    channel, offset = divmod(index[0], window.size)
    samples = x.shape[1] // math.prod(window.grid)
    place, sample = divmod(index[1], samples)
    for number, position in window.sources(place):
        if number == offset:
            return [((f"x[{channel}] @{position}", float(x[channel, position * samples + sample])),)]
    return [(("0 (outside)", 0.0),)]


def _patch_gradient_terms(index: tuple[int, ...], g: Array, window: Window) -> list[Product]:
    samples = g.shape[1] // math.prod(window.result)
    position, sample = divmod(index[1], samples)
    users = ((index[0] * window.size + number, place) for place, number in window.users(position))
    return [((f"δ[{row}] @{place}", float(g[row, place * samples + sample])),) for row, place in users]


PATCHES = Op(
    "patches", ("x",), lambda x, window: _moved(x, window, window.size),
    Rule("patches", text("collect patches"), ("x",), _patches, text("patches of {x}"), lambda *_: 0, _patch_terms),
    (Rule("add_up_patches", text("add up patches"), ("g",), _add_patches, text("{g} added up where the patches overlap"),
          per_element(1), _patch_gradient_terms),),
    "patches({x}, {window})", (((2, 24),),), example={"window": IMAGE},
)  # fmt: skip


# pooling -----------------------------------------------------------------------------------------


def _max_pool(out: Array, x: Array, window: Window) -> list[Call]:
    source, target = on_grid(x, *window.grid), on_grid(out, *window.result)
    (_, first, _), *others = window.offsets()
    compared: list[Call] = [(maximum, (target, part(source, ALL, *read), target)) for _, read, _ in others]
    return [(np.copyto, (target, part(source, ALL, *first))), *compared]


def _to_the_largest(out: Array, g: Array, x: Array, y: Array, window: Window) -> list[Call]:
    """To the first of equals, as in PyTorch: `left` is 1 where no winner was found yet."""
    left, hit, share = scratch(y), scratch(y), scratch(y)
    found = on_grid(hit, *window.result)
    calls: list[Call] = [(out.fill, (0.0,)), (left.fill, (1.0,))]
    for _, read, _ in window.offsets():
        source, target = part(on_grid(x, *window.grid), ALL, *read), part(on_grid(out, *window.grid), ALL, *read)
        calls += [
            (np.equal, (source, on_grid(y, *window.result), found)),
            (np.multiply, (hit, left, hit)), (np.subtract, (left, hit, left)),
            (np.multiply, (hit, g, share)), (np.add, (target, on_grid(share, *window.result), target)),
        ]  # fmt: skip
    return calls


def _window_values(index: tuple[int, ...], x: Array, window: Window) -> list[tuple[str, float]]:
    """The values that one element of a pooled map sees, in the order of the kernel."""
    samples = x.shape[1] // math.prod(window.grid)
    place, sample = divmod(index[1], samples)
    return [
        (f"x[{index[0]}] @{position}", float(x[index[0], position * samples + sample])) for _, position in window.sources(place)
    ]


def _max_pool_terms(index: tuple[int, ...], x: Array, window: Window) -> list[Product]:
    return [(max(_window_values(index, x, window), key=lambda found: found[1]),)]


def _largest_terms(index: tuple[int, ...], g: Array, x: Array, y: Array, window: Window) -> list[Product]:
    samples = x.shape[1] // math.prod(window.grid)
    row, (position, sample), here = index[0], divmod(index[1], samples), float(x[index])
    terms: list[Product] = []
    for place, number in window.users(position):
        seen = [(at, float(x[row, read * samples + sample])) for at, read in window.sources(place)]
        won = here == max(value for _, value in seen) and all(value < here for at, value in seen if at < number)
        terms.append(((f"δ[{row}] @{place}", float(g[row, place * samples + sample])), ("largest", float(won))))
    return terms


MAX_POOL = Op(
    "max_pool", ("x",), _moved,
    Rule("max_pool", text("max pool"), ("x",), _max_pool, text("largest of {x} in each window"), per_element(1), _max_pool_terms),
    (Rule("to_the_largest_of_the_window", text("to the largest value in the window"), ("g", "x", "out"), _to_the_largest,
          text("{g} where {x} = {out}"), lambda g, *_, window: 3 * window.size * size(g), _largest_terms,
          priced_by_settings=True),),
    "max_pool({x}, {window})", (((2, 24),),), example={"window": IMAGE},
)  # fmt: skip


def _average_pool(out: Array, x: Array, window: Window) -> list[Call]:
    source, target = on_grid(x, *window.grid), on_grid(out, *window.result)
    (_, first, _), *others = window.offsets()
    added: list[Call] = [(np.add, (target, part(source, ALL, *read), target)) for _, read, _ in others]
    return [(np.copyto, (target, part(source, ALL, *first))), *added, (np.multiply, (out, scalar(1 / window.size, out), out))]


def _spread_over_windows(out: Array, g: Array, window: Window) -> list[Call]:
    share, target = scratch(g), on_grid(out, *window.grid)
    parts = on_grid(share, *window.result)
    calls: list[Call] = [(out.fill, (0.0,)), (np.multiply, (g, scalar(1 / window.size, out), share))]
    return calls + [(np.add, (here, parts, here)) for here in (part(target, ALL, *read) for _, read, _ in window.offsets())]


def _average_terms(index: tuple[int, ...], x: Array, window: Window) -> list[Product]:
    return [(found, ("1/K", 1 / window.size)) for found in _window_values(index, x, window)]


def _average_gradient_terms(index: tuple[int, ...], g: Array, window: Window) -> list[Product]:
    samples = g.shape[1] // math.prod(window.result)
    position, sample = divmod(index[1], samples)
    return [((f"δ[{index[0]}] @{place}", float(g[index[0], place * samples + sample])), ("1/K", 1 / window.size))
            for place, _ in window.users(position)]  # fmt: skip


AVERAGE_POOL = Op(
    "average_pool", ("x",), _moved,
    Rule("average_pool", text("average pool"), ("x",), _average_pool, text("mean of {x} in each window"), per_element(1),
         _average_terms),
    (Rule("spread_over_windows", text("spread over the window"), ("g",), _spread_over_windows, "{g} / K",
          lambda g, window: (1 + window.size) * size(g), _average_gradient_terms,
          priced_by_settings=True),),
    "average_pool({x}, {window})", (((2, 24),),), example={"window": IMAGE},
)  # fmt: skip


# all positions -----------------------------------------------------------------------------------


def over_positions(x: Shape, positions: int) -> Shape:
    """(units, samples) of a value with that many positions; ValueError if its columns are not that."""
    units, columns = fit("us->us", x)
    if columns % positions:
        raise ValueError(f"{columns} columns are not samples of {positions} positions")
    return (units, columns // positions)


def _mean_positions(out: Array, x: Array, positions: int) -> list[Call]:
    return [(np.add.reduce, (on_grid(x, positions), 1, None, out)), (np.multiply, (out, scalar(1 / positions, out), out))]


def _spread_over_positions(out: Array, g: Array, positions: int) -> list[Call]:
    return [(np.multiply, (g[:, None], scalar(1 / positions, out), on_grid(out, positions)))]


MEAN_POSITIONS = Op(
    "mean_positions", ("x",), over_positions,
    Rule("mean_positions", text("mean over positions"), ("x",), _mean_positions, text("mean of {x} over its positions"),
         per_element(1),
         lambda index, x, positions: [((f"x[{index[0]}] @{p}", float(value)), ("1/P", 1 / positions))
                                      for p, value in enumerate(on_grid(x, positions)[index[0], :, index[1]])]),
    (Rule("spread_over_positions", text("spread over the positions"), ("g",), _spread_over_positions, "{g} / P",
          lambda g, positions: size(g) * positions,
          lambda index, g, positions: [(("g", float(g[index[0], index[1] % g.shape[1]])), ("1/P", 1 / positions))],
          priced_by_settings=True),),
    "mean_positions({x}, {positions})", (((3, 8),),), example={"positions": 4},
)  # fmt: skip


def _flat_shape(x: Shape, positions: int) -> Shape:
    units, columns = over_positions(x, positions)
    return (units * positions, columns)


def _flat_terms(index: tuple[int, ...], x: Array, positions: int) -> list[Product]:
    row, position = divmod(index[0], positions)
    return [((f"x[{row}] @{position}", float(on_grid(x, positions)[row, position, index[1]])),)]


FLATTEN = Op(
    "flatten", ("x",), _flat_shape,
    Rule("flatten", text("flatten"), ("x",), lambda out, x, positions: [(np.copyto, (out, x.reshape(out.shape)))],
         text("{x} as one column"), lambda *_: 0, _flat_terms),
    (Rule("unflatten", text("unflatten"), ("g",), lambda out, g, positions: [(np.copyto, (out, g.reshape(out.shape)))],
          text("{g} back at its positions"), lambda *_: 0,
          lambda index, g, positions: [(("g", float(g.reshape(-1, positions * g.shape[1])[index])),)]),),
    "flatten({x}, {positions})", (((3, 8),),), example={"positions": 4},
)  # fmt: skip


def _places_shape(x: Shape, e: Shape) -> Shape:
    over_positions(x, fit("pu->p", e)[0])
    if e[1] != x[0]:
        raise ValueError(f"{e[1]} features are not {x[0]}")
    return x


def _add_places(out: Array, x: Array, e: Array) -> list[Call]:
    return [(np.add, (on_grid(x, len(e)), e.T[:, :, None], on_grid(out, len(e))))]


def _places_gradient(out: Array, g: Array, e: Array) -> list[Call]:
    return [(np.add.reduce, (on_grid(g, len(e)), 2, None, out.T))]


def _places_terms(index: tuple[int, ...], g: Array, e: Array) -> list[Product]:
    at = on_grid(g, len(e))[index[1], index[0]]
    return [((f"δ[{index[1]}] #{n + 1}", float(value)),) for n, value in enumerate(at)]


ADD_POSITIONS = Op(
    "add_positions", ("x", "e"), _places_shape,
    Rule("add_positions", text("add positions"), ("x", "e"), _add_places, "{x} + {e}", per_element(1),
         lambda index, x, e: [(("x", float(x[index])),),
                              ((f"e[{index[1] // (x.shape[1] // len(e))},{index[0]}]",
                                float(e[index[1] // (x.shape[1] // len(e)), index[0]])),)]),
    (PASS_ON,
     Rule("gradient_of_positions", text("gradient of the positions"), ("g", "e"), _places_gradient, text("Σ over samples {g}"),
          per_element(1), _places_terms)),
    "add_positions({x}, {e})", (((3, 8), (4, 3)),),
)  # fmt: skip

POSITIONS = by_name(PATCHES, MAX_POOL, AVERAGE_POOL, MEAN_POSITIONS, FLATTEN, ADD_POSITIONS)

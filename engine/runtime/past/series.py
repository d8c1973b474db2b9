"""Numbers of every training step, kept for plots: loss, deltas, gradients, sizes of updates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.lib.stride_tricks import as_strided

from engine.library.rule import Array, Call
from engine.runtime.execute.arena import Arena, Group
from engine.runtime.execute.calls import updates

MOST = 1 << 12  # rows kept
FINE = 1 << 8  # rows of each stride whose losses stay when every second one is dropped


class Series:
    """One row of columns for each step: `loss`, and sums of squares of `delta/NODE`, `grad/NAME`,
    `param/NAME` and `update/NAME`; then `loss/NODE` where the loss has parts.

    When the table is full every second row is dropped, and from then on only every second step is
    recorded, and so on: memory stays bounded and the whole run stays visible.
    """

    def __init__(self, arena: Arena, parts: Iterable[str] = ()) -> None:
        groups = [group.name for group in arena.groups]
        trained = [group.name for group in arena.trained]
        self.columns = (
            "loss",
            *groups,
            *(f"param/{n}" for n in trained),
            *(f"update/{n}" for n in trained),
            *(f"loss/{n}" for n in parts),
        )
        self.counts = {"loss": 1, **{group.name: group.count for group in arena.groups}}
        for group in arena.trained:
            self.counts[f"param/{group.name}"] = self.counts[f"update/{group.name}"] = group.count
        self._place = {name: place for place, name in enumerate(self.columns)}
        self.stride = 1
        self._table: Array = np.empty((MOST, len(self.columns)))  # reserved, as in Keyframes
        self._rows = 0
        self._early: list[tuple[int, int, Array]] = []  # first row, stride and losses that the table has dropped

    def __len__(self) -> int:
        return self._rows

    def append(self, first: int, count: int, rows: Callable[[int, int, int], Array]) -> None:
        """Store steps first ... first + count - 1, except what is stored already or falls between strides.

        `rows(start, stop, every)` measures those that are wanted, counted from `first`.
        """
        while (step := self._rows * self.stride) < first + count:
            if step < first:
                return
            if self._rows == MOST:
                self._halve()
                continue
            stop = min(count, step - first + (MOST - self._rows) * self.stride)
            wanted = rows(step - first, stop, self.stride)
            self._table[self._rows : self._rows + len(wanted)] = wanted
            self._rows += len(wanted)

    def _halve(self) -> None:
        """Drop every second row; the losses of the first ones are kept aside."""
        low = FINE // 2 if self._early else 0
        self._early.append((low, self.stride, self._table[low:FINE, 0].copy()))
        self._table[: self._rows // 2] = self._table[::2].copy()
        self._rows //= 2
        self.stride *= 2

    def forget(self, step: int) -> None:
        """Drop the rows of that step and of all after it."""
        self._rows = min(self._rows, -(-step // self.stride))
        self._early = [(first, stride, kept[: max(0, -(-step // stride) - first)]) for first, stride, kept in self._early]

    def kept(self) -> tuple[int, Array]:
        """Stride and rows of the whole run, to be saved."""
        return self.stride, self._table[: self._rows].copy()

    def recall(self, stride: int, rows: Array) -> None:
        """Go on after the rows of another run of the same program."""
        self.stride, self._rows, self._early = stride, len(rows), []
        self._table[: len(rows)] = rows

    @property
    def quantities(self) -> tuple[str, ...]:
        """What a condition may be about."""
        ratios = tuple(f"ratio/{name.removeprefix('param/')}" for name in self.columns if name.startswith("param/"))
        return (*(name for name in self.columns if name.partition("/")[0] in ("loss", "delta", "grad")), *ratios)

    def quantity(self, name: str, rows: Array) -> Array:
        """A quantity of each row: the loss, a norm, or an update relative to its weights; nan where there is none."""
        kind, _, rest = name.partition("/")
        if name not in self.quantities:
            return np.full(len(rows), np.nan)
        with np.errstate(all="ignore"):
            if kind == "ratio":
                ratio: Array = np.sqrt(rows[:, self._place[f"update/{rest}"]] / rows[:, self._place[f"param/{rest}"]])
                return ratio
            column: Array = rows[:, self._place[name]]
            return column if kind == "loss" else np.sqrt(column)

    def steps(self) -> Array:
        """The training steps of the stored rows."""
        return np.arange(self._rows) * self.stride

    def losses(self) -> tuple[Array, Array]:
        """Steps and losses of the whole run. The first steps, which a logarithmic axis shows one by one, are all there."""
        early = np.concatenate(
            [np.empty(0, int), *((first + np.arange(len(kept))) * stride for first, stride, kept in self._early)]
        )
        rest = self.steps()
        after = int(np.searchsorted(rest, early[-1], "right")) if len(early) else 0
        losses = (*(kept for _, _, kept in self._early), self.view("loss")[after:])
        return np.concatenate([early, rest[after:]]), np.concatenate(losses)

    def rows(self, count: int, before: int | None = None) -> Array:
        """The last `count` stored rows, or the last ones of steps before a step."""
        end = self._rows if before is None else min(self._rows, -(-before // self.stride))
        return self._table[max(0, end - count) : end]

    def size(self, column: str, rows: Array) -> Array:
        """Euclidean norm behind a column in some rows."""
        with np.errstate(all="ignore"):
            result: Array = np.sqrt(rows[:, self._place[column]])
        return result

    def view(self, column: str) -> Array:
        """A column as stored: the loss itself, sums of squares for the others."""
        return self._table[: self._rows, self._place[column]]

    def norm(self, column: str) -> Array:
        """Euclidean norm of the elements behind a column."""
        result: Array = np.sqrt(self.view(column))
        return result


class Probes:
    """Measures the row of a step: vector calls over neighbouring groups.

    A step is measured at once, by calls that follow it; or copies of many steps are measured together later.
    """

    def __init__(self, arena: Arena, loss: Array, columns: int, parts: Sequence[Array] = ()) -> None:
        self._arena, self._loss, self._parts = arena, loss, parts
        self.row: Array = np.zeros(columns)
        self._deltas = len(arena.groups)

    def calls(self) -> list[Call]:
        """Calls that fill `row` from the arena."""
        arena, row, at = self._arena, self.row, 1 + self._deltas
        sizes = row[at : at + 2 * len(arena.trained)].reshape(2, -1)  # of the trained parameters, of their updates
        work = np.empty(len(arena.old))
        made: list[Call] = [(np.copyto, (row[:1], self._loss))]
        last = len(row) - len(self._parts)
        made += [(np.copyto, (row[place : place + 1], part)) for place, part in enumerate(self._parts, last)]
        for run in _regular(arena.groups):
            block = _block(arena.buffer, arena.groups, run)
            made.append((np.vecdot, (block, block, row[1:at][_places(run)])))
        for run in _regular(arena.trained):
            old, new, change = (_block(values, arena.trained, run) for values in (arena.old, arena.new, work))
            made.append((updates, (old, new, change, sizes[:, _places(run)])))
        return made

    def measure(self, rows: Array, widths: tuple[int, int]) -> Array:
        """The rows of steps from copies of the arena's beginning, of shape (steps, elements); `widths` of old and new."""
        arena, result = self._arena, np.zeros((len(rows), len(self.row)))
        trained, at = len(arena.trained), 1 + self._deltas
        sizes = sum(group.count for group in arena.trained)
        result[:, 0] = rows[:, -1]
        _sums(rows, arena.groups, result[:, 1:at])
        _sums(rows[:, :sizes], arena.trained, result[:, at : at + trained])
        _sums(rows[:, widths[0] : widths[0] + sizes] - rows[:, :sizes], arena.trained, result[:, at + trained :])
        return result


def _sums(rows: Array, groups: tuple[Group, ...], out: Array) -> None:
    """Sums of squares of neighbouring groups, for many rows."""
    if groups:
        start, stop = groups[0].start, groups[-1].start + groups[-1].count
        part = rows[:, start:stop]
        np.add.reduceat(part * part, [group.start - start for group in groups], axis=1, out=out)


def _regular(groups: tuple[Group, ...]) -> list[list[int]]:
    """Numbers of groups in runs of one size whose numbers and places both move on by constant steps."""
    sizes: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        sizes.setdefault(group.count, []).append(number)
    runs = []
    for numbers in sizes.values():
        run = [numbers[0]]
        for number in numbers[1:]:
            step = (number - run[-1], groups[number].start - groups[run[-1]].start)
            if len(run) > 1 and step != (run[1] - run[0], groups[run[1]].start - groups[run[0]].start):
                runs.append(run)
                run = []
            run.append(number)
        runs.append(run)
    return runs


def _places(run: list[int]) -> slice:
    return slice(run[0], run[-1] + 1, run[1] - run[0] if len(run) > 1 else 1)


def _block(buffer: Array, groups: tuple[Group, ...], run: list[int]) -> Array:
    """The groups of a run as the rows of one array."""
    first, count, item = groups[run[0]].start, groups[run[0]].count, buffer.itemsize
    stride = groups[run[1]].start - first if len(run) > 1 else count
    return as_strided(buffer[first:], (len(run), count), (stride * item, item))

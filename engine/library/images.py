"""Data on grids of positions: images, and measurements that come with the program."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np

from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.library.samples import Table
from resources import FOLDER

DIGITS, SIDE = 1797, 8  # images, and pixels a side
SPECIES = ("setosa", "versicolor", "virginica")
MEASURES = ("sepal length", "sepal width", "petal length", "petal width")


@cache
def _bundled(name: str) -> tuple[Array, Array]:
    """Rows of whole numbers, and their classes, from resources/data."""
    content = FOLDER.joinpath("data", f"{name}.npz").read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return arrays["rows"].astype(float), arrays["classes"].astype(int)


def _parted(rows: Array, classes: Array, samples: int, kept: Array, names: tuple[str, ...], **more: object) -> Table:
    """Some rows to train on; the rest, or as many of them as were asked for, are held out."""
    one_hot = np.eye(len(names))[classes]
    train, rest = kept[:samples], kept[samples:]
    held = Table(rows[rest], one_hot[rest], target_names=names) if len(rest) else None
    return Table(rows[train], one_hot[train], target_names=names, held_out=held, **more)  # type: ignore[arg-type]


def digits(seed: int, samples: int, classes: int) -> Table:
    """Handwritten digits of 8 × 8 pixels, 0 to 1: the test set of Alpaydin & Kaynak 1998 (UCI, CC BY 4.0)."""
    rows, numbers = _bundled("digits")
    order = Stream(seed, "digits").order(DIGITS)
    kept = order[numbers[order] < classes]
    names = tuple(str(digit) for digit in range(classes))
    return _parted(rows / 16, numbers, min(samples, len(kept) - 1), kept, names, grid=(SIDE, SIDE))


def bars(seed: int, samples: int, size: int, noise: float) -> Table:
    """One bright row or column somewhere in a square; the target is 1 for a column."""
    stream = Stream(seed, "bars")
    upright = stream.uniform((samples,)) < 0.5
    place = (stream.uniform((samples,)) * size).astype(int)
    images = stream.normal((samples, size, size), 0, noise)
    for image, up, at in zip(images, upright, place, strict=True):
        image[(slice(None), at) if up else (at, slice(None))] += 1.0
    return Table(images.reshape(samples, -1), upright[:, None].astype(float), target_names=("upright",), grid=(size, size))


def iris(seed: int, samples: int) -> Table:
    """Four measurements in centimetres of 150 irises of three species (Fisher 1936; UCI, CC BY 4.0)."""
    rows, species = _bundled("iris")
    kept = Stream(seed, "iris").order(len(rows))
    return _parted(rows / 10, species, min(samples, len(kept) - 1), kept, SPECIES, input_names=MEASURES)

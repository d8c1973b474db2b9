"""Pictures of a folder or an archive as data: every pixel is a position, every folder or label a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.problem import refuse, text
from engine.model.setting import Setting

LARGEST = 128  # pixels on the longer side of what is kept of a picture
MOST_NUMBERS, PIECE = 1 << 28, 256  # of the table (2 GiB), and pictures that are scaled at once
GREY = (0.299, 0.587, 0.114)  # shares of red, green and blue (ITU-R BT.601)

PICTURE_SETTINGS = (
    Setting(
        "size",
        text("Size"),
        0,
        text("Pictures are scaled to this many pixels on each side; 0 keeps their size, if they are all the same size."),
        0,
        LARGEST,
        usual=(8, 32),
    ),
    Setting("colour", text("Colour"), False, text("Three channels (red, green and blue) instead of one grey channel.")),
    Setting("samples", text("Samples"), 2000, text("At most this many pictures are used, chosen by the seed."), 1, 100_000),
    Setting(
        "held_out",
        text("Held out"),
        0.2,
        text("Fraction of the pictures held out for validation, where the files do not say which."),
        0.0,
        0.9,
    ),
)


@dataclass(frozen=True, eq=False)
class Pictures:
    """Pictures of shape (height, width, 1 or 3), as bytes or as numbers that are used as they are, with the number of the class of
    each; `kept` are those that the files set aside for validation. Without classes a picture is its own target. Two are equal if
    `digest`, made from the files, is."""

    images: Sequence[Array]
    classes: Array
    names: tuple[str, ...]
    kept: Array
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pictures) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def samples(self) -> int:
        """How many there are."""
        return len(self.images)

    def shapes(self) -> dict[tuple[int, int], int]:
        """How many pictures there are of each height and width."""
        found: dict[tuple[int, int], int] = {}
        for image in self.images:
            shape = (int(image.shape[0]), int(image.shape[1]))
            found[shape] = found.get(shape, 0) + 1
        return found

    def coloured(self) -> bool:
        """Whether any has colours."""
        return any(image.shape[2] == 3 for image in self.images)


def picture_table(
    seed: int, pictures: Pictures | None = None, path: str = "", size: int = 0, colour: bool = False, samples: int = 2000,
    held_out: float = 0.2,
) -> Table:  # fmt: skip
    """The table of pictures: channels one after the other, each row by row, from 0 to 1 where they are bytes; targets one-hot, or
    the picture itself. ExperimentError where they were not read, or are of several sizes and none was chosen."""
    if pictures is None:
        message = text("the pictures in {path} could not be read.")
        raise refuse("data.path", message, text("Open the experiment from its file."), path=repr(path))
    return _made(pictures, seed, size, colour, samples, held_out)


@lru_cache(maxsize=2)
def _made(pictures: Pictures, seed: int, size: int, colour: bool, samples: int, held_out: float) -> Table:
    shapes = pictures.shapes()
    if not size and len(shapes) > 1:
        message = text("the pictures are of {count} different sizes.")
        raise refuse("data.size", message, text("Choose a size to which all of them are scaled."), count=len(shapes))
    grid = (size, size) if size else next(iter(shapes))
    learn, keep = _parted(pictures, seed, samples, held_out)
    needed = (len(learn) + len(keep)) * (3 if colour else 1) * grid[0] * grid[1]
    if needed > MOST_NUMBERS:
        message = text("the pictures would take {needed} MiB as numbers; the limit is {most} MiB.")
        raise refuse("data.samples", message, text("Use fewer samples, or a smaller size."),
                     needed=needed >> 17, most=MOST_NUMBERS >> 17)  # fmt: skip
    rows = _rows(pictures, np.concatenate([learn, keep]), grid, colour)
    names = pictures.names
    targets = rows if not names else np.eye(len(names))[pictures.classes[np.concatenate([learn, keep])]]
    count = len(learn)
    held = Table(rows[count:], targets[count:], target_names=names) if len(keep) else None
    return Table(rows[:count], targets[:count], target_names=names, held_out=held, grid=grid)


def _parted(pictures: Pictures, seed: int, samples: int, held_out: float) -> tuple[Array, Array]:
    """Which pictures are trained on, and which are held out: a share of both if there are too many."""
    order = Stream(seed, "pictures").order(pictures.samples)
    if pictures.kept.any():
        learn, keep = order[~pictures.kept[order]], order[pictures.kept[order]]
        share = min(1.0, samples / pictures.samples)
        learn, keep = learn[: max(1, round(len(learn) * share))], keep[: max(1, round(len(keep) * share))]
    else:
        order = order[:samples]
        count = max(1, len(order) - int(len(order) * held_out))
        learn, keep = order[:count], order[count:]
    return np.sort(learn), np.sort(keep)


def _rows(pictures: Pictures, chosen: Array, grid: tuple[int, int], colour: bool) -> Array:
    """The pictures as rows of numbers, all of one size."""
    channels = 3 if colour else 1
    rows = np.empty((len(chosen), channels, *grid))
    shapes = [pictures.images[place].shape for place in chosen]
    for shape in dict.fromkeys(shapes):
        alike = [number for number, other in enumerate(shapes) if other == shape]
        for places in (alike[start : start + PIECE] for start in range(0, len(alike), PIECE)):
            stack = np.stack([pictures.images[chosen[place]] for place in places])
            values = stack / 255 if stack.dtype == np.uint8 else stack.astype(float)
            rows[places] = scaled(_channels(values, colour), grid)
    return rows.reshape(len(chosen), -1)


def _channels(images: Array, colour: bool) -> Array:
    """(samples, height, width, channels) as (samples, channels, height, width) in grey, or in colours."""
    if not colour and images.shape[-1] == 3:
        images = (images @ np.array(GREY))[..., None]
    elif colour and images.shape[-1] == 1:
        images = images.repeat(3, axis=-1)
    return np.moveaxis(images, -1, 1)


def scaled(images: Array, grid: tuple[int, int]) -> Array:
    """Images (samples, channels, height, width) at another size: each new pixel is the mean over its area."""
    result: Array = _shares(images.shape[2], grid[0]) @ images @ _shares(images.shape[3], grid[1]).T
    return result


@lru_cache(maxsize=64)
def _shares(old: int, new: int) -> Array:
    """How much of each old pixel lies in each new one: rows that add up to 1."""
    if old == new:
        return np.eye(old)
    edges = np.arange(new + 1) * old / new
    places = np.arange(old)
    overlap = np.minimum(edges[1:, None], places + 1) - np.maximum(edges[:-1, None], places)
    found: Array = np.clip(overlap, 0, None) * new / old
    return found


def fits(pictures: Pictures) -> tuple[int, bool]:
    """The size and colour that are proposed: as they are if they are small and alike, else 28 pixels on each side."""
    shapes = pictures.shapes()
    alike = len(shapes) == 1 and max(next(iter(shapes))) <= 32
    return (0 if alike else 28), pictures.coloured()


def expect_classes(pictures: Pictures, where: str) -> None:
    """ExperimentError where there is a single class: nothing could be told apart."""
    if len(pictures.names) == 1:
        message = text("all pictures are of one class, {name!r}.")
        way = text("Make a subfolder for each class, or, for an autoencoder, put the pictures directly in the folder.")
        raise refuse(where, message, way, name=pictures.names[0])

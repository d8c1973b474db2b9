"""Images in an `.npz` of NumPy's: every size is checked before memory is taken, and no pickle is opened."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.interchange.documents.archive import Archive, raw
from engine.interchange.documents.strict_json import refuse
from engine.library.pictures import LARGEST, Pictures, expect_classes
from engine.library.rule import Array
from engine.model.problem import text

HINT = text("Save arrays: np.savez('digits.npz', images=images, labels=labels), with images of shape (samples, height, width).")
ROWS = text(
    "Give images their shape, as images.reshape(-1, height, width) does, or save rows of numbers as a table: "
    "np.savetxt('table.csv', np.column_stack([rows, labels]), delimiter=',')."
)
NUMBERS = tuple(map(np.dtype, ("u1", "i1", "?", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8", "<f2", "<f4", "<f8")))
# What others call them; medical sets (MedMNIST) and Keras have their names here too.
IMAGES = ("images", "x_train", "train_images", "x", "data", "imgs", "features", "arr_0")
LABELS = ("labels", "y_train", "train_labels", "y", "targets", "target", "arr_1")
KEPT_IMAGES = ("test_images", "x_test", "val_images", "x_val", "images_test")
KEPT_LABELS = ("test_labels", "y_test", "val_labels", "y_val", "labels_test")
MOST_CLASSES, MOST_IMAGES = 1000, 1_000_000


def read_npz(path: Path) -> Pictures:
    """The images of an archive with their labels; ExperimentError says what is missing or does not fit."""
    archive = Archive(path, HINT)
    names = {name.removesuffix(".npy").lower(): name for name in archive.names if name.endswith(".npy")}

    def array(known: Sequence[str]) -> Array | None:
        found = next((names[name] for name in known if name in names), None)
        return (
            None if found is None else raw(archive.entry(found), f"{path}: {found}", HINT, NUMBERS, known in (LABELS, KEPT_LABELS))
        )

    images = array(IMAGES)
    if images is None:
        message = text("there is no array of images; arrays in this file: {names}.")
        raise refuse(str(path), message, HINT, names=", ".join(names) or "-")
    labels, more = array(LABELS), array(KEPT_IMAGES)
    more_labels = array(KEPT_LABELS) if more is not None and labels is not None else None
    stacks = [_images(images, str(path))]
    told = [] if labels is None else [_labels(labels, len(images), str(path))]
    if more is not None and (labels is None or more_labels is not None):
        stacks.append(_images(more, str(path)))
        told += [] if more_labels is None else [_labels(more_labels, len(more), str(path))]
    kept = np.concatenate([np.full(len(stack), place > 0) for place, stack in enumerate(stacks)])
    kinds, classes = np.unique(np.concatenate(told), return_inverse=True) if told else (np.zeros(0), np.zeros(len(kept), int))
    if len(kinds) > MOST_CLASSES:
        message = text("distinct labels: {count}; the limit is {most}.")
        raise refuse(str(path), message, HINT, count=len(kinds), most=MOST_CLASSES)
    digest = hashlib.sha256()
    for part in (*stacks, classes, kept):
        digest.update(np.ascontiguousarray(part).data)
    pictures = Pictures([image for stack in stacks for image in stack], classes.ravel(), tuple(_said(kind) for kind in kinds), kept,
                        digest.hexdigest())  # fmt: skip
    expect_classes(pictures, str(path))
    return pictures


def _said(kind: Any) -> str:
    return str(kind) if isinstance(kind, str) else repr(float(kind)).removesuffix(".0")


def _images(values: Array, where: str) -> Array:
    """Images of shape (samples, height, width, channels), as bytes or finite numbers."""
    if values.ndim == 3:
        values = values[..., None]
    elif values.ndim == 4 and values.shape[-1] not in (1, 3) and values.shape[1] in (1, 3):
        values = np.moveaxis(values, 1, -1)
    if values.ndim != 4 or values.shape[-1] not in (1, 3, 4) or not values.size:
        message = text("images have the shape {shape}; (samples, height, width) or (samples, height, width, 1 or 3) is expected.")
        raise refuse(where, message, ROWS if values.ndim == 2 else HINT, shape=values.shape)
    if len(values) > MOST_IMAGES:
        message = text("there are {count} pictures; the limit is {most}.")
        raise refuse(where, message, text("Save fewer of them."), count=len(values), most=MOST_IMAGES)
    if max(values.shape[1:3]) > LARGEST:
        message = text("images are {height} × {width} pixels; the limit is {most} on each side.")
        raise refuse(where, message, text("Scale them down first."), height=values.shape[1], width=values.shape[2], most=LARGEST)
    values = values[..., :3]
    if values.dtype == bool:
        return values.astype(np.uint8) * np.uint8(255)
    if values.dtype.kind in "ui":
        low, high = int(values.min()), int(values.max())
        if low < 0 or high <= 1:
            return values.astype(float)
        return values.astype(np.uint8) if high <= 255 else values / (2.0 ** high.bit_length() - 1)
    found: Array = values.astype(float)
    if not np.isfinite(found).all():
        raise refuse(where, text("a value is not a finite number."), text("Replace NaN and infinity with finite numbers."))
    return found


def _labels(values: Array, samples: int, where: str) -> Array:
    """One whole number for each image, of labels in a row or a column, or of one-hot rows."""
    if values.dtype.kind == "U" and values.size == samples:
        return values.reshape(-1)
    if values.ndim == 2 and values.shape[1] > 1 and np.isin(values, (0, 1)).all() and (values.sum(axis=1) == 1).all():
        values = values.argmax(axis=1)
    values = values.reshape(-1) if values.ndim == 2 and values.shape[1] == 1 else values
    if values.shape != (samples,) or values.dtype.kind == "U" or not np.isfinite(values.astype(float)).all():
        message = text("labels have the shape {shape}; one for each of the {count} images is expected.")
        raise refuse(where, message, HINT, shape=values.shape, count=samples)
    found: Array = values.astype(float)
    return found

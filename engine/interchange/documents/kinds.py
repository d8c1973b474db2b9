"""What kind of file a path is meant to be, by its name alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

SESSION = ".bpx"
OFFERED = (".csv", ".tsv", ".tab", ".txt", ".data", ".dat", ".libsvm", ".svm", ".gz", ".zip", ".xlsx", ".xlsm")
TABLES = (*OFFERED, ".xls", ".ods", ".parquet", ".arff")  # of the last it can be said what to do
MODELS = (".safetensors", ".pt", ".pth", ".ckpt")
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp")
LOOKED_AT = 2000  # entries of a folder
MANIFEST, EVENTS = "manifest.json", "tfevents"


def is_session(path: str | Path) -> bool:
    """A saved session."""
    return Path(path).suffix.lower() == SESSION


def is_table(path: str | Path) -> bool:
    """Rows of numbers and words, or a file of which it can be said how to make them of it."""
    return Path(path).suffix.lower() in TABLES


def is_model(path: str | Path) -> bool:
    """Weights of a network."""
    return Path(path).suffix.lower() in MODELS


def is_trace(path: str | Path) -> bool:
    """A recorded run: a folder, the manifest in it, or an event file of TensorBoard."""
    path = Path(path)
    return os.path.isdir(path) and not is_pictures(path) or path.name == MANIFEST or EVENTS in path.name


def is_pictures(path: str | Path) -> bool:
    """Images: an archive of arrays, or a folder with picture files in it or in its subfolders, and no recorded run."""
    path = Path(path)
    if path.suffix.lower() == ".npz":
        return True
    if not os.path.isdir(path) or path.joinpath(MANIFEST).exists():
        return False
    names = list(islice(_names(path, 2), LOOKED_AT))
    return any(name.lower().endswith(PICTURES) for name in names) and not any(EVENTS in name for name in names)


def _names(folder: Path, depth: int) -> Iterator[str]:
    """The names of the files in a folder and, so deep, in its subfolders; "" for each subfolder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry.name
                continue
            yield ""
            if depth and not entry.name.startswith("."):
                yield from _names(Path(entry.path), depth - 1)

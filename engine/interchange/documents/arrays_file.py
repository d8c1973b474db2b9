"""Files of arrays that another program wrote: NumPy's, safetensors, and text. Nothing in them is executed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.insight.compare.given import Given
from engine.interchange.documents.archive import MOST_BYTES, Archive, numbers
from engine.interchange.documents.numbers_text import parse_text
from engine.interchange.documents.strict_json import decoded, read_bytes, refuse
from engine.interchange.models.weights import refuse_pickle, tensors
from engine.library.rule import Array
from engine.model.problem import text

NUMPY_HINT = text("Save arrays of numbers: np.savez('gradients.npz', W1=dW1, b1=db1).")
SUFFIXES = ("npz", "npy", "safetensors", "csv", "tsv", "json", "txt")


def read_arrays(path: str | Path) -> tuple[Given, ...]:
    """The arrays of a file, by its content; ExperimentError says what is wrong and where."""
    path = Path(path)
    refuse_pickle(path)
    content = read_bytes(path, MOST_BYTES)
    suffix = path.suffix.lower()
    if content[:4] == b"PK\x03\x04" or suffix == ".npz":
        return _npz(path)
    if content[:6] == b"\x93NUMPY" or suffix == ".npy":
        return (Given(path.stem, numbers(content, str(path), NUMPY_HINT)),)
    if suffix == ".safetensors":
        return tuple(Given(name, values) for name, values in tensors(content, str(path), finite=False).items())
    return parse_text(decoded(content, str(path)), str(path))


def _npz(path: Path) -> tuple[Given, ...]:
    archive = Archive(path, NUMPY_HINT)
    names = [name.removesuffix(".npy") for name in archive.names if name.endswith(".npy")]
    if not names:
        raise refuse(str(path), text("this archive contains no arrays."), NUMPY_HINT)
    return tuple(Given(name, archive.array(name)) for name in names)


def npz_bytes(arrays: Mapping[str, Array]) -> bytes:
    """Arrays as `np.load` reads them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, values in arrays.items():
            entry = io.BytesIO()
            np.lib.format.write_array(entry, np.ascontiguousarray(values), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), entry.getvalue())
    return buffer.getvalue()


def csv_text(arrays: Mapping[str, Array]) -> str:
    """Arrays as a table `name,row,column,value` with all their digits."""
    lines = ["name,row,column,value"]
    for name, values in arrays.items():
        for index in np.ndindex(*values.shape):
            row, column = (*map(str, index), "", "")[:2]
            lines.append(f"{name},{row},{column},{float(values[index])!r}")
    return "\n".join(lines) + "\n"

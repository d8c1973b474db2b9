"""Archives of texts and arrays: plain zip files, read with every size checked first, nothing in them executed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import decoded, read_bytes, refuse
from engine.library.rule import Array
from engine.model.problem import ExperimentError, text

MOST_ENTRIES, MOST_BYTES = 4000, 256 << 20
KINDS = tuple(map(np.dtype, ("<f8", "<f4", "<f2", "<i8", "<i4")))
HEADERS: dict[tuple[int, int], Callable[[io.BytesIO], tuple[tuple[int, ...], bool, np.dtype[Any]]]] = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack a whole piece at once, however large it becomes
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes


def packed(texts: Mapping[str, str], arrays: Mapping[str, Array]) -> bytes:
    """The bytes of an archive; arrays of doubles become `NAME.npy`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, words in texts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), words.encode())
        for name, array in arrays.items():
            entry = io.BytesIO()
            np.lib.format.write_array(entry, np.array(array, "<f8", order="C"), version=(1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", EPOCH), entry.getvalue())
    return buffer.getvalue()


class Archive:
    """An archive that has been read; ExperimentError says which entry is missing or broken, and as `hint` what to do then."""

    def __init__(self, path: str | Path, hint: str = text("Use the backup copy, whose name ends in .bak.")) -> None:
        self._path, self._hint = str(path), hint
        content = read_bytes(path, MOST_BYTES)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError) as error:
            raise refuse(
                self._path,
                text("the archive is incomplete: {why}."),
                text("Check that this is the right file; it may be a truncated copy."),
                why=error,
            ) from None
        self.names = tuple(entry.filename for entry in entries)
        whole = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or whole > MOST_BYTES or len(set(self.names)) < len(entries):
            raise refuse(
                self._path,
                text("the archive unpacks to {size} MiB (entries: {count}), which exceeds the limit."),
                text("It is damaged, or was not saved by this program."),
                size=whole >> 20,
                count=len(entries),
            )
        foreign = next((entry.filename for entry in entries if entry.compress_type not in BOUNDED), None)
        if foreign is not None:
            raise refuse(
                f"{self._path}: {foreign}",
                text("this part is compressed with a method that cannot be read here."),
                text("Pack the archive again, with deflate or without compression."),
            )

    def entry(self, name: str) -> bytes:
        """An entry as it is."""
        if name not in self.names:
            raise refuse(f"{self._path}: {name}", text("this part is missing."), text("Save the session again."))
        try:
            with self._zip.open(name) as entry:
                content = entry.read(MOST_BYTES + 1)
                if len(content) > MOST_BYTES or entry.read(1):
                    raise ValueError(f"> {MOST_BYTES >> 20} MiB")
                return content
        except Exception as error:  # a damaged entry fails in the zip reader or in any of its decompressors
            raise refuse(f"{self._path}: {name}", text("this part is damaged: {why}."), self._hint, why=error) from None

    def text(self, name: str) -> str:
        """A text entry."""
        return decoded(self.entry(name), f"{self._path}: {name}")

    def array(self, name: str) -> Array:
        """An entry of numbers, as doubles."""
        return numbers(self.entry(f"{name}.npy"), f"{self._path}: {name}.npy", self._hint)


def numbers(content: bytes, where: str, hint: str) -> Array:
    """A file of NumPy's, as doubles; its header is checked against its size before memory is allocated."""
    return raw(content, where, hint).astype(float)


def raw(content: bytes, where: str, hint: str, kinds: tuple[np.dtype[Any], ...] = KINDS, words: bool = False) -> Array:
    """A file of NumPy's as it is, if it holds numbers of one of these kinds, or words where they are allowed."""
    stream = io.BytesIO(content)
    try:
        reader = HEADERS[np.lib.format.read_magic(stream)]
        shape, fortran, kind = reader(stream)
        count = int(np.prod(shape, dtype=object))
        if kind.hasobject:
            raise refuse(where, text("this array holds Python objects, which only a pickle can hold."),
                         text("Save numbers or words instead: array.astype(float) or array.astype(str)."))  # fmt: skip
        known = kind.newbyteorder("<") in kinds or words and kind.kind == "U" and kind.itemsize > 0
        fits = known and min(shape, default=0) >= 0 and count * kind.itemsize == len(content) - stream.tell()
        if not fits:
            raise ValueError(f"{kind}{shape}")
    except ExperimentError:
        raise
    except Exception as error:  # NumPy's header reader fails in many ways on a damaged one
        raise refuse(where, text("this part is damaged: {why}."), hint, why=error) from None
    values: Array = np.frombuffer(content, kind, count, stream.tell()).reshape(shape, order="F" if fortran else "C")
    return values.astype(kind.newbyteorder("="), copy=False)

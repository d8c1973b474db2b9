"""Pictures in a folder: a subfolder for each class, perhaps under `train` and `test`; nothing in a file is executed."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from engine.interchange.documents.kinds import PICTURES
from engine.interchange.documents.strict_json import read_bytes, refuse
from engine.interchange.tables.rows import Cancelled, Progress
from engine.library.pictures import LARGEST, Pictures, expect_classes
from engine.library.rule import Array
from engine.model.problem import ExperimentError, Problem, text

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP")
LEARN, KEEP = ("train", "training"), ("test", "val", "valid", "validation")  # subfolders that hold classes themselves
MOST_FILES, MOST_FILE, MOST_PIXELS, MOST_BYTES = 20_000, 64 << 20, 50_000_000, 256 << 20
MOST_TOLD = 6
WHITE = (255, 255, 255, 255)


@dataclass(frozen=True)
class Found:
    """A picture file, its class, "" for none, and whether it is held out."""

    path: Path
    name: str
    kept: bool = False


def listed(folder: Path) -> list[Found]:
    """The picture files of a folder in the order of their names; ExperimentError where there are none, or too many.

    Beside classes, a picture without one is left out: nothing says what it should be. If all would be held out, all are trained on.
    """
    below = _folders(folder)
    sides = {sub: sub.name.lower() in KEEP for sub in below if sub.name.lower() in (*LEARN, *KEEP)}
    if sides and not all(sides.values()) and len(sides) == len(below):
        found = [one for sub, kept in sides.items() for one in _classes(sub, kept)]
    else:
        found = list(_classes(folder, False))
    found = [one for one in found if one.name] or found
    if all(one.kept for one in found):
        found = [replace(one, kept=False) for one in found]
    if not found:
        message = text("there are no pictures in this folder or its subfolders.")
        raise refuse(str(folder), message, text("Pictures are files whose names end in {known}."), known=", ".join(PICTURES))
    if len(found) > MOST_FILES:
        message = text("the folder holds {count} pictures; the limit is {most}.")
        raise refuse(str(folder), message, text("Open a folder with fewer of them."), count=len(found), most=MOST_FILES)
    return found


def _classes(folder: Path, kept: bool) -> Iterator[Found]:
    """The pictures of all subfolders, each a class; of the folder itself where they hold none."""
    named = [Found(path, _named(sub), kept) for sub in _folders(folder) for path in _files(sub)]
    yield from named or (Found(path, "", kept) for path in _files(folder))


def _named(folder: Path) -> str:
    """The name of a class; bytes that are no text in UTF-8 are written as escapes."""
    return os.fsencode(folder.name).decode("utf-8", "backslashreplace")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        raise refuse(str(folder), text("the folder cannot be read: {why}."), why=error.strerror or str(error)) from None


def _folders(folder: Path) -> list[Path]:
    return [Path(entry.path) for entry in _entries(folder) if entry.is_dir()]


def _files(folder: Path) -> list[Path]:
    found = (entry for entry in _entries(folder) if entry.name.lower().endswith(PICTURES))
    return [Path(entry.path) for entry in found if entry.is_file()]


def read_folder(folder: Path, progress: Progress) -> Pictures:
    """All pictures of a folder. ExperimentError names those that cannot be read; Cancelled if `progress` says so."""
    found, images, whole = listed(folder), [], 0
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for number, one in enumerate(found):
        if not progress(number, len(found)):
            raise Cancelled
        try:
            content = read_bytes(one.path, MOST_FILE)
            images.append(decoded(content, str(one.path)))
            whole += images[-1].nbytes
            digest.update(f"{one.name}/{one.kept}/{len(content)}/".encode() + content)
        except ExperimentError as error:
            problems += error.problems
        if whole > MOST_BYTES:
            message = text("the pictures need more than {most} MiB of memory.")
            raise refuse(str(folder), message, text("Open a folder with fewer of them."), most=MOST_BYTES >> 20)
        if len(problems) > MOST_TOLD:
            break
    if problems:
        raise ExperimentError(problems[:MOST_TOLD])
    names = tuple(sorted({one.name for one in found} - {""}))
    classes = np.array([names.index(one.name) if one.name else 0 for one in found])
    pictures = Pictures(tuple(images), classes, names, np.array([one.kept for one in found]), digest.hexdigest())
    expect_classes(pictures, str(folder))
    return pictures


def decoded(content: bytes, where: str) -> Array:
    """A picture as bytes of shape (height, width, 1 or 3), at most LARGEST pixels long; what is transparent is white."""
    from PIL import Image, ImageOps  # takes a while, and most runs need none

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise refuse(where, text("the picture has {count} million pixels; the limit is {most} million."),
                                 count=image.width * image.height // 1_000_000, most=MOST_PIXELS // 1_000_000)  # fmt: skip
                image.draft(None, (LARGEST, LARGEST))  # a large JPEG is decoded at a fraction of its size
                return _small(ImageOps.exif_transpose(image))
    except ExperimentError:
        raise
    except Exception as error:  # decoders fail in many ways on a damaged file
        why = str(error).partition("<")[0].strip() or type(error).__name__
        hint = text("Remove it from the folder, or save it again as PNG.")
        raise ExperimentError(
            [Problem(where, text("the picture cannot be read: {why}."), hint, {"why": why.rstrip(".")})]
        ) from None


def _small(image: Any) -> Array:
    """The pixels of an opened picture, in grey where it has no colours, scaled down to what is kept."""
    from PIL import Image

    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        values = np.asarray(image, float)
        image = Image.fromarray(np.clip(values / (257 if values.max() > 255 else 1), 0, 255).astype(np.uint8))
    if "transparency" in image.info or image.mode in ("LA", "PA", "RGBA", "RGBa", "La"):
        whole = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", whole.size, WHITE), whole).convert("L" if image.mode == "LA" else "RGB")
    image = image.convert("L" if image.mode in ("1", "L") else "RGB")
    if max(image.size) > LARGEST:
        image.thumbnail((LARGEST, LARGEST), Image.Resampling.BOX)
    pixels = np.asarray(image, np.uint8)
    return pixels[..., None] if pixels.ndim == 2 else pixels

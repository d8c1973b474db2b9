"""The compiled kernels: those that came with the program, or built here; checked before they are loaded.

A library that was built is found by the digest of everything that went into it. Beside each library lies a record of its
size and digest: one that was cut short or changed would bring the program down when it is loaded, so it is built again.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.runtime.native import levels
from engine.runtime.native.levels import Level

SOURCE = Path(__file__).with_name("kernels.c")
OPTIONS = ("-O3", "-std=gnu11", "-ffp-contract=fast", "-fno-math-errno", "-fno-trapping-math", "-fPIC", "-shared")
COMPILERS = ("cc", "gcc", "clang")
SWITCH = "BACKPROP_BACKEND"  # set to "numpy", the compiled kernels are not used
SUFFIX = {"Windows": ".dll", "Darwin": ".dylib"}.get(platform.system(), ".so")


def cache_folder(system: str, variables: Mapping[str, str]) -> Path:
    """Where a program keeps what it can rebuild, by the system's convention."""
    homes = {"Windows": variables.get("LOCALAPPDATA") or "~/AppData/Local", "Darwin": "~/Library/Caches"}
    home = homes.get(system, variables.get("XDG_CACHE_HOME") or "~/.cache")
    return Path(home).expanduser() / "backprop-explorer"


# A checkout keeps what it compiles next to the source; an installed program writes nothing where pip would not remove it.
CHECKOUT = (SOURCE.parents[3] / "pyproject.toml").exists()
FOLDER = SOURCE.with_name("build") if CHECKOUT else cache_folder(platform.system(), os.environ)
PREBUILT = SOURCE.with_name("prebuilt")  # filled by tools/kernels.py in a wheel for one kind of machine


@dataclass(frozen=True)
class Kernels:
    """What was found: the library and its level, or why there is none."""

    library: ctypes.CDLL | None
    level: Level | None = None
    missing: str = ""


# places -----------------------------------------------------------------------------------------


def path(level: Level) -> Path:
    """Where the library that is built here from this source, for this level, lies or would lie."""
    sources = (file.read_text("utf-8") for file in sorted(SOURCE.parent.glob("*.[ch]")))
    told = "\0".join((*sources, *OPTIONS, *level.options, platform.system(), platform.machine()))
    return FOLDER / f"kernels-{hashlib.sha256(told.encode()).hexdigest()[:16]}{SUFFIX}"


def prebuilt(level: Level) -> Path:
    """Where the library for a level lies that came with the program."""
    return PREBUILT / f"kernels-{level.name}{SUFFIX}"


def record(library: Path) -> Path:
    """The file that tells the size and the digest of a library."""
    return library.with_name(f"{library.name}.sha256")


def described(content: bytes) -> str:
    """What the record of a library with that content says."""
    return f"{len(content)} {hashlib.sha256(content).hexdigest()}\n"


def sound(library: Path) -> bool:
    """Whether a library is, byte for byte, the one that was written."""
    try:
        return described(library.read_bytes()) == record(library).read_text("ascii", errors="replace")
    except OSError:
        return False


# making -----------------------------------------------------------------------------------------


def compiler() -> str | None:
    """The C compiler: what CC names, or the first that is found."""
    return next((found for name in (os.environ.get("CC", ""), *COMPILERS) if name and (found := shutil.which(name))), None)


def build(level: Level | None = None) -> Path:
    """Compile the kernels, for the level chosen here unless told, if that was not done before.

    OSError if there is no compiler or it fails, with its message.
    """
    level = level or levels.chosen()
    wanted = path(level)
    if sound(wanted):
        return wanted
    using = compiler()
    if using is None:
        raise OSError(f"no C compiler found (looked for {', '.join(COMPILERS)})")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        made = Path(folder) / wanted.name
        done = subprocess.run(
            [using, *OPTIONS, *level.options, "-o", str(made), str(SOURCE), "-lm"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise OSError(done.stderr.strip() or f"{using} failed")
        told = record(made)
        told.write_text(described(made.read_bytes()), "ascii")
        for file in (told, made):
            _written(file)
            file.replace(FOLDER / file.name)
    return wanted


def _written(file: Path) -> None:
    """Return when the disk has the content, so that a new name never stands for a file that a power cut leaves empty."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


# loading ----------------------------------------------------------------------------------------


def _found(level: Level) -> Path:
    """The library to load: one that came along, or was built here; a damaged one is built again. OSError says what is missing."""
    places = [place for place in (prebuilt(level), path(level)) if place.exists()]
    whole = next(filter(sound, places), None)
    if whole is not None:
        return whole
    if not places:
        raise OSError("they were not compiled")
    try:
        return build(level)
    except OSError as error:
        raise OSError(f"{places[0].name} is damaged, and cannot be compiled again: {error}") from error


@cache
def kernels() -> Kernels:
    """The compiled kernels, or why they are not used."""
    if os.environ.get(SWITCH, "") == "numpy":
        return Kernels(None, missing=f"{SWITCH}=numpy")
    try:
        level = levels.chosen()
        loaded = ctypes.CDLL(str(_found(level)))
        loaded.run.argtypes = [ctypes.c_void_p, *[ctypes.c_int64] * 4, ctypes.POINTER(ctypes.c_int64)]
        loaded.run.restype = None
    except (OSError, AttributeError) as error:
        return Kernels(None, missing=str(error))
    return Kernels(loaded, level)


def library() -> ctypes.CDLL | None:
    """The compiled kernels, or None where there are none or they are switched off."""
    return kernels().library


def engine() -> str:
    """What computes, in a few words: the instructions of the compiled kernels, or NumPy and why."""
    found = kernels()
    return f"compiled, {found.level.title}" if found.level else f"NumPy ({found.missing})"

"""The compiled kernels: built once for a kind of processor, found by the digest of everything that went into them."""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

SOURCE = Path(__file__).with_name("kernels.c")
OPTIONS = ("-O3", "-std=gnu11", "-ffp-contract=fast", "-fno-math-errno", "-fno-trapping-math", "-fPIC", "-shared")
LEVELS = {"X86_V4": ("-march=x86-64-v4", "-mprefer-vector-width=512"), "X86_V3": ("-march=x86-64-v3",)}
COMPILERS = ("cc", "gcc", "clang")
SWITCH = "BACKPROP_BACKEND"  # set to "numpy", the compiled kernels are not used


def cache_folder(system: str, variables: Mapping[str, str]) -> Path:
    """Where a program keeps what it can rebuild, by the system's convention."""
    homes = {"Windows": variables.get("LOCALAPPDATA") or "~/AppData/Local", "Darwin": "~/Library/Caches"}
    home = homes.get(system, variables.get("XDG_CACHE_HOME") or "~/.cache")
    return Path(home).expanduser() / "backprop-explorer"


# A checkout keeps what it compiles next to the source; an installed program writes nothing where pip would not remove it.
CHECKOUT = (SOURCE.parents[3] / "pyproject.toml").exists()
FOLDER = SOURCE.with_name("build") if CHECKOUT else cache_folder(platform.system(), os.environ)


def level() -> tuple[str, ...]:
    """Instruction sets beyond the processor's baseline; NumPy knows which are available."""
    config: Any = np.show_config(mode="dicts")
    found = config.get("SIMD Extensions", {}).get("found", [])
    return next((options for name, options in LEVELS.items() if name in found), ())


def path() -> Path:
    """Where the library for this source, these options and this processor lies, or would lie."""
    sources = (file.read_text("utf-8") for file in sorted(SOURCE.parent.glob("*.[ch]")))
    told = "\0".join((*sources, *OPTIONS, *level(), platform.system(), platform.machine()))
    return FOLDER / f"kernels-{hashlib.sha256(told.encode()).hexdigest()[:16]}.so"


def compiler() -> str | None:
    """The C compiler: what CC names, or the first that is found."""
    return next((found for name in (os.environ.get("CC", ""), *COMPILERS) if name and (found := shutil.which(name))), None)


def build() -> Path:
    """Compile the kernels unless that was done before. OSError if there is no compiler or it fails, with its message."""
    wanted = path()
    if wanted.exists():
        return wanted
    using = compiler()
    if using is None:
        raise OSError(f"no C compiler found (looked for {', '.join(COMPILERS)})")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        made = Path(folder) / wanted.name
        done = subprocess.run([using, *OPTIONS, *level(), "-o", str(made), str(SOURCE), "-lm"], capture_output=True, text=True)
        if done.returncode:
            raise OSError(done.stderr.strip() or f"{using} failed")
        made.replace(wanted)
    return wanted


@cache
def library() -> ctypes.CDLL | None:
    """The compiled kernels, or None where they were not built or are switched off."""
    if os.environ.get(SWITCH, "") == "numpy" or not path().exists():
        return None
    try:
        loaded = ctypes.CDLL(str(path()))
    except OSError:
        return None
    loaded.run.argtypes = [ctypes.c_void_p, *[ctypes.c_int64] * 4, ctypes.POINTER(ctypes.c_int64)]
    loaded.run.restype = None
    return loaded

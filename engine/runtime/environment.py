"""What the last bits depend on: versions, BLAS, SIMD level, threads, and a probe that shows whether they agree.

NumPy promises the same bits on the same machine only, and the compiled backend has its own bits, so
whoever saves a run saves this with it.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from engine.library.rule import Call
from engine.runtime.backends import chosen
from engine.runtime.native.library import engine

PROBE_STEPS = 20


@cache
def environment() -> dict[str, Any]:
    """Names and versions, and a digest of the results of some calls here; equal digests mean equal bits."""
    config: Any = np.show_config(mode="dicts")
    blas = config["Build Dependencies"]["blas"]
    simd = config.get("SIMD Extensions", {}).get("found", [])
    return {
        "backend": chosen().name, "engine": engine(), "numpy": np.__version__, "python": platform.python_version(),
        "machine": platform.machine(),
        "blas": f"{blas['name']} {blas['version']}", "simd": list(simd),
        "threads": os.environ.get("OPENBLAS_NUM_THREADS", ""), "probe": probe(),
    }  # fmt: skip


def probe() -> str:
    """A digest of a small training by hand: products, exp, tanh, log and division, over and over, as the backend here does them."""
    x = np.linspace(-2, 2, 96).reshape(12, 8)
    w, b, ones = np.cos(np.arange(84.0)).reshape(7, 12), np.sin(np.arange(7.0))[:, None], np.ones((8, 1))
    z, a, g, work = (np.empty((7, 8)) for _ in range(4))
    dw, db, found, one, rate = np.empty((7, 12)), np.empty((7, 1)), np.empty(()), np.array(1.0), np.array(0.01)
    calls: list[Call] = [
        (w.dot, (x, z)), (np.add, (z, b, z)), (np.tanh, (z, a)), (np.multiply, (z, z, work)), (np.negative, (work, work)),
        (np.exp, (work, work)), (np.add, (a, work, a)), (np.absolute, (z, work)), (np.log1p, (work, work)), (np.add, (a, work, a)),
        (np.exp, (z, work)), (np.add, (work, one, work)), (np.divide, (a, work, g)),
        (g.dot, (x.T, dw)), (np.multiply, (dw, rate, dw)), (np.subtract, (w, dw, w)),
        (g.dot, (ones, db)), (np.multiply, (db, rate, db)), (np.subtract, (b, db, b)), (z.reshape(-1).dot, (a.reshape(-1), found)),
    ]  # fmt: skip
    tape, hashed = chosen().tape(calls), hashlib.sha256()
    for _ in range(PROBE_STEPS):
        tape.run(0, len(calls))
        hashed.update(w.tobytes() + b.tobytes() + found.tobytes())
    return hashed.hexdigest()


def difference(saved: dict[str, Any]) -> str:
    """How the environment of a saved run differs from that here, such as "backend numpy, here native"; "" where a run saved
    with it replays bit for bit."""
    here = environment()
    if all(saved.get(name) == here[name] for name in ("probe", "backend")):
        return ""
    named = [name for name in here if name != "probe" and saved.get(name) != here[name]]
    return "; ".join(f"{name} {_short(saved.get(name))}, here {_short(here[name])}" for name in named) or "other results"


def differences(places: Sequence[dict[str, Any]]) -> str:
    """The same of all environments in which a past was made; "" where none has other bits."""
    return "; ".join(dict.fromkeys(filter(None, map(difference, places))))


def _short(value: Any) -> str:
    words = " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return words[:60] or "unset"


def same_bits(saved: dict[str, Any]) -> bool:
    """Whether a run saved with that environment replays bit for bit here."""
    return not difference(saved)

"""Random numbers that are pure functions of a key, so that no generator state exists anywhere.

Raw 64-bit words of Philox (Salmon et al. 2011) are converted here and not by NumPy's
distributions, so a NumPy upgrade cannot change what a seed means.
"""

from __future__ import annotations

import hashlib

import numpy as np

from engine.library.rule import Array, Shape, size


class Stream:
    """The stream of one purpose, named by a seed and a path such as `("weights", "h.bias")`."""

    def __init__(self, seed: int, *path: object) -> None:
        digest = hashlib.sha256(repr((seed, *path)).encode()).digest()
        self._words = np.random.Philox(key=int.from_bytes(digest[:16], "little"))

    def uniform(self, shape: Shape = (), low: float = 0.0, high: float = 1.0) -> Array:
        """Doubles in [low, high) with 53 random bits."""
        count = size(shape)
        raw = np.atleast_1d(self._words.random_raw(count)) if count else np.empty(0, np.uint64)
        values: Array = ((raw >> np.uint64(11)) * 2.0**-53 * (high - low) + low).reshape(shape)
        return values

    def normal(self, shape: Shape = (), mean: float = 0.0, std: float = 1.0) -> Array:
        """Normal values (Box & Muller 1958)."""
        radius = np.sqrt(-2 * np.log1p(-self.uniform(shape)))
        values: Array = radius * np.cos(2 * np.pi * self.uniform(shape)) * std + mean
        return values

    def order(self, count: int) -> Array:
        """A random order of 0 ... count-1."""
        result: Array = np.argsort(self._words.random_raw(count), kind="stable")
        return result

"""Fewer points for a curve of many: what the eye can tell apart."""

from __future__ import annotations

import numpy as np

FEW = 30  # so many points are marked one by one


def jagged(y: np.ndarray) -> bool:
    """Whether a curve turns so often that its lines lie one over the other."""
    with np.errstate(invalid="ignore"):
        return len(y) > 100 and int((np.diff(np.sign(np.diff(y))) != 0).sum()) > len(y) / 4


def thin(x: np.ndarray, y: np.ndarray, most: int = 600) -> tuple[np.ndarray, np.ndarray]:
    """About `most` points of a curve over rising x: the lowest and the highest of each stretch, and the last point itself."""
    if len(x) <= most or (np.diff(x) < 0).any():
        return x.astype(float), y.copy()
    width = -(-len(x) // (most // 2))
    whole = len(x) // width * width
    blocks = y[:whole].reshape(-1, width)
    # fmin and fmax leave nan out where a stretch has any number at all.
    values = np.stack([np.fmin.reduce(blocks, axis=1), np.fmax.reduce(blocks, axis=1)], axis=1).ravel()
    places = np.stack([x[:whole:width], x[width // 2 : whole : width]], axis=1).ravel()
    return np.append(places, x[-1]).astype(float), np.append(values, y[-1])

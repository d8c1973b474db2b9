"""Data sets of the corpus alone, written out."""

from __future__ import annotations

import numpy as np

from engine import Choice


def table(name: str) -> Choice:
    """Data sets of this benchmark alone, written out."""
    rng = np.random.default_rng(7)
    plane, noise = rng.uniform(-1.5, 1.5, (120, 2)), rng.normal(0, 1, (64, 14, 1))
    space = rng.uniform(-1.5, 1.5, (120, 3))
    if name == "product":
        return written(plane, plane[:, :1] * plane[:, 1:])
    if name == "rings":
        return written(plane, np.eye(3)[np.digitize(np.linalg.norm(plane, axis=1), (0.8, 1.3))])
    if name == "checkers":
        return written(plane, ((np.floor(plane).sum(axis=1) % 2) == 0)[:, None].astype(float))
    if name == "marked sign":
        marks = np.zeros_like(noise)
        marks[np.arange(64), rng.integers(0, 5, 64)] = 1
        return written(np.concatenate([noise, marks], axis=2), ((noise * marks).sum(axis=1) > 0).astype(float))
    if name == "running mean":
        return written(noise, np.cumsum(noise, axis=1) / np.arange(1, 15)[None, :, None])
    if name == "difference":
        return written(noise, np.diff(noise, axis=1, prepend=0.0))
    if name == "stripes":
        return written(plane, (np.sin(3 * plane[:, :1]) > 0).astype(float))
    if name == "sectors":
        return written(plane, np.eye(4)[np.floor((np.arctan2(plane[:, 1], plane[:, 0]) / np.pi + 1) * 2).astype(int) % 4])
    if name == "ridge":
        return written(plane, np.abs(plane[:, :1]) - np.abs(plane[:, 1:]))
    if name == "first sign":
        return written(noise, (noise[:, 0] > 0).astype(float))
    if name == "highest so far":
        return written(noise, np.maximum.accumulate(noise, axis=1))
    if name == "disc":
        return written(plane, (np.linalg.norm(plane - [0.4, -0.3], axis=1, keepdims=True) < 0.9).astype(float))
    if name == "corners":
        return written(plane, (np.abs(plane).sum(axis=1, keepdims=True) > 1.6).astype(float))
    if name == "centres":
        centres = np.array([[-0.9, -0.7], [0.8, -0.9], [0.1, 0.2], [0.6, 1.0]])
        return written(plane, np.eye(4)[np.linalg.norm(plane[:, None] - centres, axis=2).argmin(axis=1)])
    if name == "saddle":
        return written(plane, plane[:, :1] ** 2 - plane[:, 1:] ** 2)
    if name == "first two":
        quiet = noise * np.where(np.arange(14) < 2, 1.0, 0.3)[None, :, None]
        return written(quiet, (noise[:, 0] + noise[:, 1] > 0).astype(float))
    if name == "range so far":
        return written(noise, np.maximum.accumulate(noise, axis=1) - np.minimum.accumulate(noise, axis=1))
    if name == "weighted sum":
        before, earlier = (np.concatenate([np.zeros((64, lag, 1)), noise[:, :-lag]], axis=1) for lag in (1, 2))
        return written(noise, 0.5 * noise + 0.3 * before - 0.2 * earlier)
    if name == "spots":
        return written(
            plane,
            (np.min([np.linalg.norm(plane - c, axis=1) for c in ((-0.8, -0.8), (0.8, 0.8))], axis=0) < 0.7)[:, None].astype(float),
        )
    if name == "wedge":
        return written(plane, (plane[:, :1] > np.abs(plane[:, 1:]) - 0.5).astype(float))
    if name == "bands":
        return written(plane, np.eye(3)[np.digitize(plane.sum(axis=1), (-0.6, 0.6))])
    if name == "wave":
        return written(plane, np.sin(2 * plane[:, :1]) + plane[:, 1:])
    if name == "second sign":
        return written(noise * np.where(np.arange(14) < 2, 1.0, 0.3)[None, :, None], (noise[:, 1] > 0).astype(float))
    if name == "lowest so far":
        return written(noise, np.minimum.accumulate(noise, axis=1))
    if name == "alternating sum":
        return written(noise, noise - np.concatenate([np.zeros_like(noise[:, :1]), noise[:, :-1]], axis=1) / 2)
    if name == "smoothing":
        smooth = np.zeros_like(noise)
        for t in range(noise.shape[1]):
            smooth[:, t] = 0.6 * (smooth[:, t - 1] if t else 0) + 0.4 * noise[:, t]
        return written(noise, smooth)
    if name == "shells":
        return written(space, np.eye(2)[(np.linalg.norm(space, axis=1) < 1.4).astype(int)])
    if name == "octants":
        return written(space, (space[:, :1] * space[:, 1:2] > 0).astype(float))
    if name == "tilted rings":
        return written(plane, (np.linalg.norm(plane @ [[1.2, 0.3], [0.0, 0.8]], axis=1, keepdims=True) < 1.0).astype(float))
    if name == "crossing":
        return written(plane, np.eye(4)[2 * (plane[:, 0] > 0.5 * plane[:, 1] ** 2) + (plane[:, 1] > plane[:, 0] - 0.3)])
    if name == "bump":
        return written(space, 1.5 * np.exp(-(space**2).sum(axis=1, keepdims=True)) + 0.5 * space[:, :1] ** 2)
    if name == "hinges":
        return written(plane, np.maximum(plane[:, :1], 0.5 * plane[:, 1:]) + 0.5 * np.cos(2 * plane[:, 1:]))
    if name == "slope":
        return written(space, space @ [[0.8], [-0.5], [0.3]] + 1.1)
    if name == "quarter":
        return written(space, (np.abs(space[:, :1]) + space[:, 1:2] > 0.7).astype(float))
    if name == "twist":
        return written(space, space[:, :1] * space[:, 1:2] + 0.5 * space[:, 2:])
    if name == "caps":
        return written(space, np.eye(3)[np.where(space[:, 0] > 0.6, 0, np.where(np.linalg.norm(space[:, 1:], axis=1) < 0.9, 1, 2))])
    if name == "line":
        return written(plane, plane @ [[0.7], [-0.4]] - 0.9)
    if name == "third sign":
        return written(noise * np.where(np.arange(14) < 3, 1.0, 0.3)[None, :, None], (noise[:, 2] > 0).astype(float))
    if name == "mean of two":
        return written(noise, (noise + np.concatenate([np.zeros((64, 1, 1)), noise[:, :-1]], axis=1)) / 2)
    raise KeyError(name)


def _four() -> np.ndarray:
    return np.random.default_rng(11).uniform(-1.5, 1.5, (144, 4))


def _signal() -> np.ndarray:
    return np.random.default_rng(13).normal(0, 1, (64, 12, 1))


def _bars(x: np.ndarray) -> Choice:
    return written(x[:, :2], (np.abs(x[:, :1]) > 0.75).astype(float))


def _bowl(x: np.ndarray) -> Choice:
    return written(x[:, :2], (x[:, 1:2] > x[:, :1] ** 2 - 0.6).astype(float))


def _ellipsoid(x: np.ndarray) -> Choice:
    return written(x[:, :3], ((x[:, :3] ** 2 * [1.0, 0.6, 0.3]).sum(axis=1, keepdims=True) < 1.2).astype(float))


def _largest(x: np.ndarray) -> Choice:
    return written(x[:, :3], np.eye(3)[x[:, :3].argmax(axis=1)])


def _terraces(x: np.ndarray) -> Choice:
    return written(x[:, :2], np.eye(3)[np.digitize(x[:, 0] + 0.5 * x[:, 1] ** 2, (-0.2, 0.9))])


def _fold(x: np.ndarray) -> Choice:
    return written(x[:, :3], np.abs(x[:, :1] + x[:, 1:2]) - 0.5 * x[:, 2:3])


def _hill(x: np.ndarray) -> Choice:
    return written(x[:, :2], np.exp(-2 * x[:, :1] ** 2) + 0.5 * x[:, 1:2])


def _two_answers(x: np.ndarray) -> Choice:
    return written(x[:, :2], np.concatenate([x[:, :1] * x[:, 1:2], x[:, :1] ** 2 - 0.7], axis=1))


def _two_planes(x: np.ndarray) -> Choice:
    return written(x, x @ np.array([[0.6, -0.2], [-0.5, 0.7], [0.3, 0.1], [0.2, -0.4]]) + [0.8, -0.6])


def _decaying_sum(x: np.ndarray) -> Choice:
    kept = np.zeros_like(x)
    for t in range(x.shape[1]):
        kept[:, t] = 0.5 * (kept[:, t - 1] if t else 0) + 0.5 * x[:, t]
    return written(x, kept)


def _last_sign(x: np.ndarray) -> Choice:
    return written(x, (x[:, -1] > 0).astype(float))


def _with_the_one_before(x: np.ndarray) -> Choice:
    before = np.concatenate([np.zeros_like(x[:, :1]), x[:, :-1]], axis=1)
    return written(x, np.maximum(x, before))


# The data of the part that is counted: no rule was made on any of them.
FRESH = {
    "bars": lambda: _bars(_four()),
    "bowl": lambda: _bowl(_four()),
    "ellipsoid": lambda: _ellipsoid(_four()),
    "largest": lambda: _largest(_four()),
    "terraces": lambda: _terraces(_four()),
    "fold": lambda: _fold(_four()),
    "hill": lambda: _hill(_four()),
    "two answers": lambda: _two_answers(_four()),
    "two planes": lambda: _two_planes(_four()),
    "decaying sum": lambda: _decaying_sum(_signal()),
    "last sign": lambda: _last_sign(_signal()),
    "larger of two": lambda: _with_the_one_before(_signal()),
}


def written(inputs: np.ndarray, targets: np.ndarray) -> Choice:
    return Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})

"""Figures over training steps, with the steps on a logarithmic axis."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gui.look.figure import Curve, Figure

STRETCHES = 290  # of the axis, in each of which the eye can tell the lowest from the highest point


def in_log_steps(figure: Figure) -> Figure:
    """The same figure over the logarithm of its training steps, which count from 1; another one as it is."""
    if figure.empty or not figure.steps:
        return figure
    curves = tuple(_in_log(curve) for curve in figure.curves)
    cursor = None if figure.cursor is None else float(np.log10(max(figure.cursor, 0.5)))
    return replace(figure, curves=curves, cursor=cursor, x_log=True)


def _in_log(curve: Curve) -> Curve:
    """Over log10 of the steps, thinned evenly there: thinned evenly in steps, a long run would lose its beginning."""
    x, y = np.log10(np.maximum(curve.x, 0.5)), curve.y
    if len(x) <= 2 * STRETCHES or (np.diff(x) < 0).any():
        return replace(curve, x=x)
    stretch = np.floor((x - x[0]) * STRETCHES / max(float(x[-1] - x[0]), 1e-9))
    starts = np.flatnonzero(np.diff(stretch, prepend=-1.0))
    ends = np.append(starts[1:], len(x)) - 1
    values = np.stack([np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)], axis=1)
    falling = y[starts] > y[ends]
    values[falling] = values[falling, ::-1]
    return replace(curve, x=np.stack([x[starts], x[ends]], axis=1).ravel(), y=values.ravel())

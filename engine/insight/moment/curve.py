"""An activation function and its slope over a range, computed by the rules that the program runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.library.activations import ACTIVATIONS
from engine.library.rule import Array, Rule

FLAT = 0.05  # below this slope a neuron is called saturated (as neural-viz does)


def curve(name: str, settings: Mapping[str, Any], z: Array) -> tuple[Array, Array] | None:
    """f(z) and f'(z) of an activation, each of the shape of `z`; None if it does not act element by element."""
    row = ACTIVATIONS[name]
    if row.op is None:
        return z.astype(float), np.ones_like(z, float)
    if row.op.derivative is None:
        return None
    known = {setting.name: settings.get(setting.name, setting.default) for setting in row.settings}
    operands = {"x": z.astype(float)}
    operands["out"] = evaluate(row.op.forward, operands, known)
    return operands["out"], evaluate(row.op.derivative, operands, known)


def evaluate(rule: Rule, operands: Mapping[str, Array], settings: Mapping[str, Any]) -> Array:
    """A forward or derivative rule on values: an array of the shape of `x`."""
    out = np.empty_like(operands["x"])
    with np.errstate(all="ignore"):
        for function, arguments in rule.bind(out, *(operands[need] for need in rule.needs), **settings):
            function(*arguments)
    return out

"""How weights are initialised. Shapes are (out, in), of kernels (out, in · K); biases start at 0 unless a row says otherwise.

`fan_in` and `fan_out` are how many values a unit sums up, and how many sums a value takes part in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.library.random_stream import Stream
from engine.library.rule import Array, Shape, by_name
from engine.model.problem import text
from engine.model.setting import Setting

Draw = Callable[..., Array]


def _zeros(stream: Stream, shape: Shape, fan_in: int, fan_out: int) -> Array:
    return np.zeros(shape)


def _uniform(stream: Stream, shape: Shape, fan_in: int, fan_out: int, low: float, high: float) -> Array:
    return stream.uniform(shape, low, high)


def _normal(stream: Stream, shape: Shape, fan_in: int, fan_out: int, mean: float, std: float) -> Array:
    return stream.normal(shape, mean, std)


def _xavier_uniform(stream: Stream, shape: Shape, fan_in: int, fan_out: int, gain: float) -> Array:
    limit = gain * np.sqrt(6 / (fan_out + shape[1]))
    return stream.uniform(shape, -limit, limit)


def _xavier_normal(stream: Stream, shape: Shape, fan_in: int, fan_out: int, gain: float) -> Array:
    return stream.normal(shape, 0, gain * np.sqrt(2 / (fan_out + shape[1])))


def _he_uniform(stream: Stream, shape: Shape, fan_in: int, fan_out: int, gain: float) -> Array:
    limit = gain * np.sqrt(6 / shape[1])
    return stream.uniform(shape, -limit, limit)


def _he_normal(stream: Stream, shape: Shape, fan_in: int, fan_out: int, gain: float) -> Array:
    return stream.normal(shape, 0, gain * np.sqrt(2 / shape[1]))


def _orthogonal(stream: Stream, shape: Shape, fan_in: int, fan_out: int, gain: float) -> Array:
    rows, columns = shape
    square = stream.normal((max(shape), min(shape)))
    q, r = np.linalg.qr(square)
    q = q * np.sign(np.diag(r))
    result: Array = gain * (q if rows >= columns else q.T)
    return result


def _torch_default(stream: Stream, shape: Shape, fan_in: int, fan_out: int) -> Array:
    limit = 1 / np.sqrt(fan_in)
    return stream.uniform(shape, -limit, limit)


def _zero_bias(stream: Stream, shape: Shape, fan_in: int, fan_out: int) -> Array:
    return np.zeros(shape)


@dataclass(frozen=True)
class Initializer:
    """A row of the initializer menu: how matrices (`weight`) and biases (`bias`) are drawn."""

    name: str
    title: str
    help: str
    weight: Draw
    settings: tuple[Setting, ...] = ()
    bias: Draw = _zero_bias


GAIN = Setting("gain", text("Gain"), 1.0, text("Factor applied to every weight."), 0.0, 1e3)

INITIALIZERS = by_name(
    Initializer(
        "xavier_uniform",
        text("Xavier (uniform)"),
        text("U(±√(6/(in+out))): Glorot & Bengio 2010, for tanh."),
        _xavier_uniform,
        (GAIN,),
    ),
    Initializer("xavier_normal", text("Xavier (normal)"), text("N(0, 2/(in+out)): Glorot & Bengio 2010."), _xavier_normal, (GAIN,)),
    Initializer("he_uniform", text("He (uniform)"), text("U(±√(6/in)): He et al. 2015, for ReLU."), _he_uniform, (GAIN,)),
    Initializer("he_normal", text("He (normal)"), text("N(0, 2/in): He et al. 2015, for ReLU."), _he_normal, (GAIN,)),
    Initializer("orthogonal", text("Orthogonal"), text("A random orthogonal matrix: Saxe et al. 2014."), _orthogonal, (GAIN,)),
    Initializer(
        "torch_default",
        text("PyTorch's default"),
        text("U(±1/√in) for weights and biases, as in torch.nn.Linear."),
        _torch_default,
        (),
        _torch_default,
    ),
    Initializer(
        "uniform",
        text("Uniform"),
        text("Uniformly distributed between low and high."),
        _uniform,
        (Setting("low", text("Low"), -1.0, text("Smallest weight.")), Setting("high", text("High"), 1.0, text("Largest weight."))),
    ),
    Initializer(
        "normal",
        text("Normal"),
        text("Normally distributed around the mean."),
        _normal,
        (
            Setting("mean", text("Mean"), 0.0, text("Centre of the bell curve.")),
            Setting("std", text("Std. deviation"), 1.0, text("Width of the bell curve."), 0.0, 1e6),
        ),
    ),
    Initializer("zeros", text("Zeros"), text("All 0: all units of a layer then stay identical forever."), _zeros),
)

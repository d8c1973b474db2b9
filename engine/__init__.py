"""Backprop Explorer's engine: describe a network, lower it to a program, step through it both ways.

    Experiment --lower--> Program --Debugger--> values at any time t
        spec   < library < program < runtime < insight;   interchange reads and writes files

>>> from engine import load, Debugger
>>> d = Debugger(load("xor"))
>>> d.run(300); d.value("loss"); d.gradient("h.z"); d.go(0)
>>> d.names(); d.parameters(); d.learned(); d.change("learning rate", 0.1); d.read(d.program.names["h.a"])

docs/python.md describes all of it.

Non-goals: GPUs and models too large to look at. The engine never imports Qt.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# NumPy's bits and its speed on small arrays both depend on the number of BLAS threads: one, set before NumPy loads.
for _variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_variable, "1")

if TYPE_CHECKING:
    from engine.insight.moment.gradcheck import gradient_check
    from engine.interchange.documents.examples import load
    from engine.library.activations import LEAKY_RELU, RELU, SIGMOID, TANH
    from engine.library.ops import (
        ADD,
        ADD_BIAS,
        AFFINE,
        CONCAT,
        DIV,
        EXP,
        LOG,
        MATMUL,
        MAX,
        MEAN,
        MUL,
        NEG,
        POW,
        ROWS,
        SCALE,
        SOFTMAX,
        SQRT,
        SUB,
        SUM,
    )
    from engine.model.experiment import Experiment, Training
    from engine.model.network import Choice, Network, Node, Wire
    from engine.model.problem import ExperimentError, Problem
    from engine.program.autodiff import backward
    from engine.program.builder import Builder
    from engine.program.lower import lower
    from engine.runtime.breakpoints import Stop
    from engine.runtime.debugger import Debugger

# Where each public name lives; it is loaded when first asked for, so that a window can be painted before NumPy is there.
_HOMES = {
    "engine.insight.moment.gradcheck": ("gradient_check",),
    "engine.interchange.documents.examples": ("load",),
    "engine.library.activations": ("LEAKY_RELU", "RELU", "SIGMOID", "TANH"),
    "engine.library.ops": ("ADD", "ADD_BIAS", "AFFINE", "CONCAT", "DIV", "EXP", "LOG", "MATMUL", "MAX", "MEAN", "MUL", "NEG", "POW",
                           "ROWS", "SCALE", "SOFTMAX", "SQRT", "SUB", "SUM"),
    "engine.program.autodiff": ("backward",),
    "engine.program.builder": ("Builder",),
    "engine.program.lower": ("lower",),
    "engine.runtime.breakpoints": ("Stop",),
    "engine.runtime.debugger": ("Debugger",),
    "engine.model.experiment": ("Experiment", "Training"),
    "engine.model.network": ("Choice", "Network", "Node", "Wire"),
    "engine.model.problem": ("ExperimentError", "Problem"),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ADD", "ADD_BIAS", "AFFINE", "CONCAT", "DIV", "EXP", "LEAKY_RELU", "LOG", "MATMUL", "MAX", "MEAN", "MUL", "NEG", "POW",
    "RELU", "ROWS", "SCALE", "SIGMOID", "SOFTMAX", "SQRT", "SUB", "SUM", "TANH", "Builder", "Choice", "Debugger", "Experiment",
    "ExperimentError", "Network", "Node", "Problem", "Stop", "Training", "Wire", "backward", "gradient_check", "load", "lower",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)

"""Backprop Explorer's engine: describe a network, lower it to a program, step through it both ways.

    Experiment --lower--> Program --Debugger--> values at any time t
        spec   < library < program < runtime < insight;   interchange reads and writes files

>>> from engine import load, Debugger
>>> d = Debugger(load("xor"))
>>> d.run(300); d.value("loss"); d.gradient("h.z"); d.go(0)

Non-goals: GPUs, convolutions and models too large to look at. The engine never imports Qt.
"""

import os

# NumPy's bits and its speed on small arrays both depend on the number of BLAS threads: one, set before NumPy loads.
for _variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from engine.insight.gradcheck import gradient_check  # noqa: E402
from engine.interchange.examples import load  # noqa: E402
from engine.library.activations import LEAKY_RELU, RELU, SIGMOID, TANH  # noqa: E402
from engine.library.ops import ADD, ADD_BIAS, AFFINE, DIV, EXP, LOG, MATMUL, MUL, NEG, POW, SCALE, SOFTMAX, SUB, SUM  # noqa: E402
from engine.program.autodiff import backward  # noqa: E402
from engine.program.builder import Builder  # noqa: E402
from engine.program.lower import lower  # noqa: E402
from engine.runtime.debugger import Debugger, Stop  # noqa: E402
from engine.spec.experiment import Experiment, Training  # noqa: E402
from engine.spec.network import Choice, Network, Node, Wire  # noqa: E402
from engine.spec.problem import ExperimentError, Problem  # noqa: E402

__all__ = [
    "ADD", "ADD_BIAS", "AFFINE", "DIV", "EXP", "LEAKY_RELU", "LOG", "MATMUL", "MUL", "NEG", "POW", "RELU", "SCALE",
    "SIGMOID", "SOFTMAX", "SUB", "SUM", "TANH", "Builder", "Choice", "Debugger", "Experiment", "ExperimentError",
    "Network", "Node", "Problem", "Stop", "Training", "Wire", "backward", "gradient_check", "load", "lower",
]  # fmt: skip

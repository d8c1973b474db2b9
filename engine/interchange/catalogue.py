"""What built-in examples there are, and what they say of themselves; needs neither NumPy nor the schema."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from engine.spec.problem import text

# In the order in which they are offered.
GROUPS = (
    (text("Start here"), ("xor", "one-neuron", "linear", "sine", "spiral")),
    (text("By hand"), ("circuit", "two-by-two", "bce-net", "perceptron-as-printed", "perceptron-corrected")),
    (text("Why a gradient dies, and what helps"), ("vanishing", "hopeless", "exploding", "healthy", "residual", "batch-norm")),
    (text("Sequences"), ("hello", "sine-forecast", "embedding", "spectral-radius", "latch-rnn", "latch-lstm", "echo-truncated")),
)
EXAMPLES = tuple(name for _, names in GROUPS for name in names)
DEFAULT = "xor"


@cache
def described(name: str) -> tuple[str, str]:
    """Title and one sentence of an example."""
    document = json.loads(source(name))
    return document["title"], document["description"]


def source(name: str) -> str:
    """The file of an example."""
    return files("resources").joinpath("examples", f"{name}.json").read_text(encoding="utf-8")

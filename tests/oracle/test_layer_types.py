"""What holds for every layer type, one row after another: a new row is tested by being there."""

import os

import pytest

from engine.library.layers import LAYER_TYPES
from tests import layer_types

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

# Of the layer types that come with the program.
REFUSED = {"numpy": {"dropout"}, "pytorch": set()}


@pytest.fixture(autouse=True)
def usual_precision():
    """A script asks PyTorch for double precision; other tests want it as it was."""
    yield
    torch.set_default_dtype(torch.float32)


@pytest.mark.parametrize("name", LAYER_TYPES)
@pytest.mark.parametrize(
    "holds",
    [
        layer_types.lowers_and_trains,
        layer_types.gradients_are_right,
        layer_types.weights_start_apart,
        layer_types.survives_its_file,
    ],
)
def test_of_every_layer_type(holds, name):
    holds(LAYER_TYPES[name])


@pytest.mark.parametrize("name", LAYER_TYPES)
@pytest.mark.parametrize("kind", ["pytorch", "numpy"])
def test_the_written_script_of_every_layer_type_agrees(kind, name):
    words = layer_types.refusal(LAYER_TYPES[name], kind)
    assert bool(words) == (name in REFUSED[kind])
    assert all(" " in sentence for sentence in words)

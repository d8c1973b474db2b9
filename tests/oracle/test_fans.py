"""How far weights spread at their start, against torch.nn.init: the places of a kernel count on both sides."""

import os
from math import prod

import numpy as np
import pytest

from engine import Choice, Experiment, Network, Node, Wire
from engine.library import drawing
from engine.library.random_stream import Stream
from engine.program.lower import initial_parameters

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

SHAPES = [((8,), 3, [3]), ((8, 9), 3, [3, 3]), ((8, 9), [3, 5], [3, 5]), ((8, 9), [1, 4], [1, 4])]


def spreads(shape):
    """Half the width, or the deviation, that PyTorch gives a weight of that shape."""
    into, out = torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))
    return {
        "xavier_uniform": np.sqrt(6 / (into + out)),
        "xavier_normal": np.sqrt(2 / (into + out)),
        "he_uniform": np.sqrt(6 / into),
        "he_normal": np.sqrt(2 / into),
        "torch_default": np.sqrt(1 / into),
    }


def drawn(grid, kernel, name):
    network = Network((Node("x", "input", 6, grid=grid),))
    node = Node("c", "conv", 10, initializer=Choice(name), settings={"kernel": kernel})
    return drawing.connect(network.add(node), Wire("x", "c", "direct"))


@pytest.mark.parametrize(("grid", "kernel", "full"), SHAPES)
@pytest.mark.parametrize("name", ["xavier_uniform", "xavier_normal", "he_uniform", "he_normal", "torch_default"])
def test_kernels_spread_as_far_as_in_torch(grid, kernel, full, name):
    spread, shape = spreads((10, 6, *full))[name], (10, 6 * prod(full))
    weight = initial_parameters(Experiment(drawn(grid, kernel, name)))["c.weight"]
    stream = Stream(0, "parameter", "c.weight")
    wanted = stream.normal(shape, 0, spread) if name.endswith("normal") else stream.uniform(shape, -spread, spread)
    assert np.allclose(weight, wanted, rtol=1e-14, atol=0)


def test_the_same_functions_of_torch_give_that_spread():
    weight = torch.empty(400, 6, 3, 5, dtype=torch.float64)
    spread = spreads(weight.shape)
    torch.nn.init.xavier_uniform_(weight)
    assert weight.abs().max().item() == pytest.approx(spread["xavier_uniform"], rel=1e-3)
    torch.nn.init.kaiming_uniform_(weight, nonlinearity="relu")
    assert weight.abs().max().item() == pytest.approx(spread["he_uniform"], rel=1e-3)
    torch.nn.init.xavier_normal_(weight)
    assert weight.std().item() == pytest.approx(spread["xavier_normal"], rel=2e-2)

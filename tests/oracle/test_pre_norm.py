"""Where the norms stand in deep transformers, as Xiong et al. 2020 publish it, and the same numbers from torch's own layers."""

import os
from functools import cache

import numpy as np
import pytest

from engine import Debugger
from engine.insight.study.encoders import CLASSES, Encoder, gradients, typical

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

POST, PRE = Encoder(first=False), Encoder(first=True)
norms = cache(typical)


def test_at_depth_12_the_last_gradients_of_post_norm_are_larger_and_grow_with_depth():
    post, pre = norms(POST, 3), norms(PRE, 3)
    assert post[-1] > 2 * pre[-1]
    assert post[-3:].mean() > 1.4 * post[:3].mean()
    assert pre[-3:].mean() < pre[:3].mean() / 1.4


def test_with_more_blocks_the_last_gradient_shrinks_before_norms_only():
    """O(1/√L) for pre-norm, and no smaller for post-norm: theorem 1 of the paper."""
    last = {first: [norms(Encoder(depth, first), 3)[-1] for depth in (3, 12)] for first in (False, True)}
    assert last[True][1] < 0.75 * last[True][0]
    assert last[False][1] > 0.75 * last[False][0]


@pytest.mark.parametrize("encoder", [POST, PRE], ids=["post-norm", "pre-norm"])
def test_torch_has_the_same_gradients(encoder):
    experiment = encoder.experiment(1)
    debugger = Debugger(experiment)
    start = debugger.parameters()
    debugger.run(1)
    layers = [
        torch.nn.TransformerEncoderLayer(encoder.units, encoder.heads, encoder.wide, dropout=0.0, batch_first=True,
                                         norm_first=encoder.first, dtype=torch.float64)
        for _ in range(encoder.depth)
    ]  # fmt: skip
    for number, layer in enumerate(layers, 1):
        before = f"{'o' if encoder.first else 'n'}{number}"
        names = {"norm1": f"n{number}", "norm2": f"o{number}", "self_attn": f"a{number}"}
        whole = {"linear1.weight": f"{before}->f{number}.weight", "linear2.weight": f"f{number}->g{number}.weight",
                 "linear1.bias": f"f{number}.bias", "linear2.bias": f"g{number}.bias"}  # fmt: skip
        with torch.no_grad():
            for theirs, parameter in layer.named_parameters():
                module, _, rest = theirs.partition(".")
                parameter.copy_(torch.tensor(start[whole.get(theirs) or f"{names[module]}.{rest}"]))
    settings = experiment.data.settings
    shape = (encoder.samples, encoder.units, encoder.tokens)
    value = torch.tensor(np.array(settings["inputs"]).reshape(shape)).movedim(1, -1)
    for layer in layers:
        value = layer(value)
    if encoder.first:
        value = torch.nn.functional.layer_norm(value, (encoder.units,))
    last = "norm" if encoder.first else f"o{encoder.depth}"
    weight, bias = (torch.tensor(start[name]) for name in (f"{last}->y.weight", "y.bias"))
    scores = torch.nn.functional.linear(value, weight, bias)
    targets = torch.tensor(np.array(settings["targets"], int)).flatten()
    loss = torch.nn.functional.cross_entropy(scores.reshape(-1, CLASSES), targets)
    loss.backward()
    assert abs(loss.item() - float(debugger.value("loss"))) <= 1e-12 * loss.item()
    theirs = np.array([layer.linear2.weight.grad.norm().item() for layer in layers])
    assert np.abs(gradients(encoder, 1) / theirs - 1).max() <= 1e-11

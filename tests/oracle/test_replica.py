"""A recorded PyTorch run rebuilt small: the trouble of the run is that of the replica, and what helps there is written as lines."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from tiers import nightly

from engine import Debugger, ExperimentError
from engine.headless import commands
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.trial import Examination, examine
from engine.insight.trace.lines import lines
from engine.insight.trace.replica import MOST_BLOCKS, MOST_LAYERS, replica
from engine.insight.trace.trace import Layer, Trace, findings
from engine.interchange.documents.trace_file import read_trace
from engine.library.optimizers import OPTIMIZERS

sys.path.insert(0, str(Path(__file__).parent))
from test_recorder import Loop, memory, mlp, nn, regression, seeded, torch, train  # noqa: E402


def sigmoids(seed=3):
    return seeded(lambda: mlp(nn.Sigmoid))


def far(weight):
    nn.init.normal_(weight, std=1.0)


# What is wrong: the model, its data, and the settings of the run.
RUNS = {
    "vanishing by depth": (sigmoids, regression, {}),
    "initial scale": (lambda: seeded(lambda: mlp(nn.Tanh, start=far)), regression, {"steps": 150}),
    "vanishing through time": (lambda: seeded(Loop), lambda: memory(length=60), {"rate": 0.01, "arrays": True}),
}


@pytest.mark.parametrize("cause", [*list(RUNS)[:2], pytest.param("vanishing through time", marks=nightly)])
def test_the_replica_has_the_trouble_of_the_run(cause, tmp_path):
    make, data, settings = RUNS[cause]
    train(make(), data(), tmp_path, **settings)
    trace = read_trace(tmp_path)
    assert cause in {finding.cause for finding in findings(trace)}
    found = examine(Examination(replica(trace).experiment, 30))
    assert cause in {finding.cause for finding in found}


def test_it_begins_with_the_recorded_scale_rate_and_optimizer(tmp_path):
    def small(weight):
        nn.init.normal_(weight, std=0.02)

    train(seeded(lambda: mlp(nn.ReLU, 5, start=small)), regression(), tmp_path, rate=0.007, optimizer=torch.optim.Adam)
    experiment = replica(read_trace(tmp_path)).experiment
    assert (experiment.optimizer.name, experiment.optimizer.settings["learning_rate"]) == ("adam", pytest.approx(0.007))
    nodes = [node for node in experiment.network.nodes if node.type == "dense"]
    assert [node.activation.name for node in nodes] == ["relu"] * 4 + ["identity"]
    debugger = Debugger(experiment)
    for before, after in zip(nodes, nodes[1:], strict=False):  # 0.02 √32, whatever the width
        weights = debugger.value(f"{before.id}->{after.id}.weight")
        assert weights.std() * weights.shape[1] ** 0.5 == pytest.approx(0.02 * 32**0.5, rel=0.35)


def test_what_is_shortened_or_unknown_is_told():
    plain = tuple(Layer(f"net.{place}", "Linear", "tanh", {"weight": (64, 64)}) for place in range(60))
    odd = (Layer("odd", "SpectralMixer", "", {"weight": (4, 4)}),)
    empty = Trace("run", plain + odd, np.array([1]), {}, optimizer="Lion")
    found = replica(empty)
    words = " ".join(map(str, found.differences))
    for told in (f"{MOST_LAYERS} instead of 60", "odd (SpectralMixer)", "Lion"):
        assert told in words
    assert found.experiment.optimizer.name in OPTIMIZERS
    Debugger(found.experiment).run(2)


def test_blocks_with_attention_keep_their_path_around():
    def block(number):
        stem = f"h.{number}"
        return (
            Layer(f"{stem}.ln_1", "LayerNorm", "", {"weight": (64,), "bias": (64,)}),
            Layer(f"{stem}.attn.c_attn", "Conv1D", "", {"weight": (64, 192)}),
            Layer(f"{stem}.attn.c_proj", "Conv1D", "", {"weight": (64, 64)}),
            Layer(f"{stem}.ln_2", "LayerNorm", "", {"weight": (64,), "bias": (64,)}),
            Layer(f"{stem}.mlp.c_fc", "Conv1D", "gelu", {"weight": (64, 256)}),
            Layer(f"{stem}.mlp.c_proj", "Conv1D", "", {"weight": (256, 64)}),
        )

    layers = tuple(layer for number in range(12) for layer in block(number))
    network = replica(Trace("gpt", layers, np.array([1]), {}, optimizer="AdamW")).experiment.network
    types = [node.type for node in network.nodes]
    assert (types.count("attention"), types.count("add")) == (MOST_BLOCKS, 2 * MOST_BLOCKS)
    assert all(len(network.incoming(node.id)) == 2 for node in network.nodes if node.type == "add")


def test_beside_recurrent_layers_there_is_neither_convolution_nor_attention():
    layers = (
        Layer("c", "Conv1d", "relu", {"weight": (8, 3, 3)}),
        Layer("r", "LSTM", "", {"weight_ih_l0": (32, 8), "weight_hh_l0": (32, 8)}),
        Layer("attn", "MultiheadAttention", "", {"in_proj_weight": (24, 8)}),
        Layer("out", "Linear", "", {"weight": (1, 8)}),
    )
    found = replica(Trace("run", layers, np.array([1]), {}, optimizer="SGD"))
    assert [node.type for node in found.experiment.network.nodes] == ["input", "lstm", "dense"]
    assert "c (Conv1d), attn (MultiheadAttention)" in str(found.differences[0])
    Debugger(found.experiment).run(2)


def test_long_blocks_are_cut_as_well_and_only_attention_is_called_so():
    def layers(names):
        return tuple(Layer(name, "Linear", "relu", {"weight": (8, 8)}) for name in names)

    long = layers(f"blocks.{block}.{place}" for block in range(8) for place in range(20))
    assert len(replica(Trace("run", long, np.array([1]), {})).experiment.network.nodes) == 1 + MOST_LAYERS
    for name, kind in (("flatten_fc", "dense"), ("pattern", "dense"), ("self_attn.q", "attention"), ("Attention_0", "attention")):
        network = replica(Trace("run", layers((name, "out")), np.array([1]), {})).experiment.network
        assert (kind == "attention") == any(node.type == kind == "attention" for node in network.nodes), name


def test_the_function_stands_behind_the_norm():
    convolution, norm = (
        Layer("conv1", "Conv2d", "relu", {"weight": (8, 3, 3, 3)}),
        Layer("bn1", "BatchNorm2d", "", {"weight": (8,)}),
    )
    network = replica(Trace("run", (convolution, norm), np.array([1]), {})).experiment.network
    assert [node.activation.name for node in network.nodes if node.type in ("conv", "batch_norm")] == ["identity", "relu"]


def test_a_run_of_unknown_layers_is_refused_in_words():
    odd = Trace("run", (Layer("odd", "SpectralMixer"),), np.array([1]), {})
    with pytest.raises(ExperimentError, match="SpectralMixer"):
        replica(odd)


@pytest.mark.parametrize("remedy", REMEDIES)
def test_each_remedy_is_python(remedy):
    written = lines(remedy)
    assert written
    for part in written.split("\n\n"):
        compile(
            "def f():\n  (\n" + part.rstrip() + "\n)\n" if part.startswith("nn.") and part.rstrip().endswith(",") else part,
            remedy,
            "exec",
        )


@pytest.mark.long
def test_the_command_writes_the_replica_and_the_lines(tmp_path, capsys):
    train(sigmoids(), regression(), tmp_path / "run")
    assert commands.run(["replica", str(tmp_path / "run"), str(tmp_path / "small.json"), "--try", "60", "--json"], None) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["reproduced"][0] == "vanishing by depth"
    assert (tmp_path / "small.json").is_file()
    assert told["lines"]

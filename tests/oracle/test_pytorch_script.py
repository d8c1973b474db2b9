"""The exported PyTorch script: it must give our numbers, step by step and left alone, and read like a script."""

import os
import subprocess
import sys
import types
from dataclasses import replace

import numpy as np
import pytest
from tiers import sample

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Training, Wire, load
from engine.insight.moment.held_out import HeldOut
from engine.insight.study.encoders import Encoder
from engine.interchange.documents.examples import EXAMPLES
from engine.interchange.models.exports import export
from engine.interchange.models.pytorch_script import pytorch_script
from engine.interchange.models.torch_network import NetworkText
from engine.interchange.models.weights import read_tensors, with_weights, write_tensors
from engine.library import blocks, drawing
from engine.library.layers import LAYER_TYPES
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.library.schedules import SCHEDULES
from engine.program.check import check
from tests import several_losses

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

# Gradients that are rounding noise of an exact 0, divided by their own size (Adam), and deltas of 1e10:
# here two correct programs differ by more than 1e-12.
NOISE = {"sine": 1e-9, "spiral": 1e-9, "exploding": 1e-7}
LONG = {
    "twelve-blocks", "vanishing", "hopeless", "exploding", "healthy", "latch-rnn", "latch-lstm", "sine-forecast", "embedding",
    "spectral-radius", "digits-cnn", "reverse-attention", "without-square-root", "induction", "transformer-block", "pre-norm",
}  # fmt: skip


@pytest.fixture(autouse=True)
def usual_precision():
    """A script asks PyTorch for double precision; other tests want it as it was."""
    yield
    torch.set_default_dtype(torch.float32)


def script_of(experiment):
    script = types.ModuleType("script")
    exec(compile(pytorch_script(experiment), "script.py", "exec"), script.__dict__)  # noqa: S102
    return script


def step_errors(experiment, steps):
    """Largest relative errors of the loss and of all parameters in one step, from our own values in every step."""
    script, debugger = script_of(experiment), Debugger(experiment)
    names = NetworkText(check(experiment)).names
    model, optimizer = script.start()
    theirs = dict(model.named_parameters()) | dict(model.named_buffers())
    losses = parameters = 0.0
    for loss in script.train(model, optimizer, steps):
        debugger.run(1)
        ours = float(debugger.value("loss"))
        losses = max(losses, abs(loss - ours) / max(1.0, abs(ours)))
        learned = debugger.learned()
        pairs = [(theirs[name].detach(), learned[own].reshape(theirs[name].shape)) for own, name in names.items()]
        difference = np.sqrt(sum(np.sum((a.numpy() - b) ** 2) for a, b in pairs))
        parameters = max(parameters, difference / np.sqrt(sum(np.sum(b**2) for _, b in pairs)))
        for tensor, own in pairs:
            tensor.copy_(torch.from_numpy(np.array(own)))
    return losses, parameters


@pytest.mark.parametrize(
    ("name", "share"), [*sample([(name, 0.1) for name in EXAMPLES], 2), *sample([(name, 1) for name in EXAMPLES], None, often=8)]
)
def test_every_step_of_an_example(name, share):
    """Each step begins with our numbers, so the first few find what all of them do; of late ones the other tiers are sure."""
    losses, parameters = step_errors(load(name), round(share * (200 if name in LONG else 1000)))
    assert losses <= 1e-12
    assert parameters <= NOISE.get(name, 1e-12)


@pytest.mark.parametrize("name", several_losses.CASES)
def test_several_losses(name):
    losses, parameters = step_errors(several_losses.CASES[name], 8)
    assert max(losses, parameters) <= 1e-12


@pytest.mark.parametrize("depth", [1, 3])
@pytest.mark.parametrize("first", [False, True], ids=["post-norm", "pre-norm"])
def test_transformer_blocks_are_pytorchs_own(first, depth):
    experiment = Encoder(depth, first, 8, 2, 12, 4, 3).experiment(2)
    changed = {"causal": True, "heads": 2}
    node = replace(experiment.network.node("a1"), settings=changed)
    inner = replace(experiment.network.node("f1"), activation=Choice("gelu_exact"))
    for network in (experiment.network, experiment.network.with_node(node).with_node(inner)):
        known = experiment.with_network(network)
        text = pytorch_script(known)
        assert text.count("nn.TransformerEncoderLayer(") == depth
        assert "nn.MultiheadAttention" not in text
        losses, parameters = step_errors(known, 5)
        assert losses <= 1e-12
        assert parameters <= 1e-9  # Adam divides rounding noise by its own size


def test_what_differs_from_a_block_of_pytorchs_is_written_layer_by_layer():
    network = Encoder(1, True, 8, 2, 12, 4, 3).experiment(2).network
    heavier = replace(network.incoming("t1")[0], factor=0.5)
    others = [
        network.with_node(replace(network.node("a1"), bias=False)),
        network.with_node(replace(network.node("f1"), activation=Choice("tanh"))),
        network.with_node(replace(network.node("n1"), settings={"eps": 1e-3})),
        network.with_node(replace(network.node("a1"), settings={"heads": 2, "scale": False})),
        replace(network, wires=tuple(heavier if wire.id == heavier.id else wire for wire in network.wires)),
        drawing.connect(network, Wire("s1", "y")),
    ]
    for other in others:
        experiment = Encoder(1, True, 8, 2, 12, 4, 3).experiment(2).with_network(other)
        assert "TransformerEncoderLayer" not in pytorch_script(experiment)
        assert max(step_errors(experiment, 1)) <= 1e-9


def test_weights_saved_layer_by_layer_are_read_into_a_block(tmp_path):
    experiment = Encoder(1, False, 8, 2, 12, 4, 3).experiment(2)
    start = Debugger(experiment).parameters()
    for grouped in (True, False):
        names = NetworkText(check(experiment), grouped).names
        tensors = {names[name]: value for name, value in start.items()}
        loaded = with_weights(replace(experiment, seed=5), tensors)
        assert all(np.array_equal(loaded.parameters[name], value) for name, value in start.items())


def losses_of(experiment, steps):
    debugger, found = Debugger(experiment), []
    for _ in range(steps):
        debugger.run(1)
        found.append(float(debugger.value("loss")))
    return np.array(found)


def nudged(experiment):
    """The same experiment with every starting weight changed in its last digit."""
    start = {name: np.nextafter(value, np.inf).tolist() for name, value in Debugger(experiment).parameters().items()}
    return replace(experiment, parameters={**experiment.parameters, **start})


@pytest.mark.parametrize("name", sample(list(EXAMPLES), 4, often=2))
def test_an_example_left_alone_stays_as_close_as_rounding_lets_it(name):
    """100 losses within 1e-10, unless our own engine strays further when its start changes in the last digit."""
    experiment = load(name)
    script = script_of(experiment)
    theirs = np.array(list(script.train(*script.start(), 100)))
    ours = losses_of(experiment, 100)
    own = np.maximum.accumulate(np.abs(losses_of(nudged(experiment), 100) - ours))
    assert (np.abs(theirs - ours) <= np.maximum(1e-10, 1000 * own)).all()


def table(inputs, outputs, length=0, samples=6, last=False, mask=False):
    rng = np.random.default_rng(4)
    shape = (samples, length) if length else (samples,)
    settings = {"inputs": rng.normal(size=(*shape, inputs)).tolist()}
    wanted = shape[:1] if last else shape
    settings["targets"] = rng.uniform(size=(*wanted, outputs)).tolist()
    if mask:
        settings["mask"] = (rng.uniform(size=wanted) < 0.6).astype(int).tolist()
    return Choice("table", settings)


def drawn(nodes, wires):
    network = Network()
    for node in nodes:
        network = network.add(node)
    for wire in wires:
        network = drawing.connect(network, wire)
    return network


def tower(*middle, inputs=3, outputs=2, last=None):
    """Layers one after the other between an input and a dense output."""
    nodes = [Node("x", "input", inputs), *middle, last or Node("y", "dense", outputs)]
    direct = ("batch_norm", "layer_norm", "dropout", "embedding", "one_hot")
    return drawn(
        nodes, [Wire(a.id, b.id, "direct" if b.type in direct else "weighted") for a, b in zip(nodes, nodes[1:], strict=False)]
    )


HIDDEN = Node("h", "dense", 4, Choice("tanh"))
NORM, DROP = Node("n", "batch_norm", 4, Choice("relu")), Node("d", "dropout", 4, settings={"p": 0.3})
MASK = ((1, 0, 1), (0, 1, 1), (1, 1, 0), (1, 1, 1))
SGD = Choice("sgd", {"learning_rate": 0.05})
RECURRENT = drawn(
    [Node("x", "input", 2), HIDDEN, Node("y", "dense", 2)],
    [Wire("x", "h"), Wire("h", "h", delay=1), Wire("h", "y"), Wire("y", "h", delay=1)],
)
CASES = {
    "all kinds of joins": Experiment(
        drawn(
            [
                Node("a", "input", 2),
                Node("b", "input", 2),
                Node("sum", "add", 2),
                Node("product", "multiply", 2, Choice("sigmoid")),
                Node("join", "concat", 4),
                Node("y", "dense", 2),
            ],
            [
                Wire("a", "sum", "direct"),
                Wire("b", "sum", "direct"),
                Wire("a", "product", "direct"),
                Wire("b", "product", "direct"),
                Wire("sum", "join", "direct"),
                Wire("product", "join", "direct"),
                Wire("join", "y"),
                Wire("a", "y"),
                Wire("b", "y", "direct"),
            ],
        ),
        table(4, 2),
        Choice("mse"),
        SGD,
    ),
    "pruned, frozen, L1": Experiment(
        drawn(
            [Node("x", "input", 3), Node("h", "dense", 4, Choice("elu")), Node("y", "dense", 2)],
            [Wire("x", "h", mask=MASK), Wire("h", "y")],
        ),
        table(3, 2),
        Choice("huber", {"delta": 0.3}),
        SGD,
        Training(freeze=("h.bias",), l1=0.01),
    ),
    "dropout and norms": Experiment(tower(HIDDEN, NORM, DROP, Node("l", "layer_norm", 4)), table(3, 2), Choice("mae"), SGD),
    "a norm and dropout in time": Experiment(tower(Node("h", "gru", 4), NORM, DROP), table(3, 2, 5), Choice("mse"), SGD),
    "small shuffled batches": Experiment(
        tower(HIDDEN),
        table(3, 2, samples=11),
        Choice("mse"),
        Choice("nag", {"weight_decay": 0.01}),
        Training(batch_size=3, shuffle=True),
    ),
    "batches in order": Experiment(
        tower(HIDDEN), table(3, 2, samples=9), Choice("mse", {"reduction": "sum"}), SGD, Training(batch_size=3)
    ),
    "learned states": Experiment(
        drawn(
            [
                Node("x", "input", 2),
                Node("g", "gru", 3, settings={"learned_state": True}),
                Node("h", "lstm", 4, settings={"learned_state": True}),
                Node("y", "dense", 2),
            ],
            [Wire("x", "g"), Wire("x", "h"), Wire("g", "h"), Wire("h", "y")],
        ),
        table(2, 2, 5),
        Choice("mse"),
        SGD,
    ),
    "a first state that an earlier layer reads": Experiment(
        drawn(
            [
                Node("x", "input", 2),
                Node("d", "dense", 3),
                Node("h", "gru", 3, settings={"learned_state": True}),
                Node("y", "dense", 2),
            ],
            [Wire("x", "d"), Wire("d", "h"), Wire("h", "y"), Wire("h", "d", "weighted", 1)],
        ),
        table(2, 2, 6),
        Choice("mse"),
        SGD,
        parameters={"h.h0": [0.5, -0.4, 0.3]},
    ),
    "a cell at a single time": Experiment(
        tower(Node("h", "lstm", 4), Node("r", "rnn", 3, Choice("relu"))), table(3, 2), Choice("mse"), SGD
    ),
    "a loop that sees the output": Experiment(
        RECURRENT,
        table(2, 2, 6, mask=True),
        Choice("bce_with_logits"),
        Choice("rmsprop", {"centered": True, "momentum": 0.5}),
        Training(clip={"value": 0.05}),
    ),
    "a window wider than its step": Experiment(
        RECURRENT, table(2, 2, 12), Choice("mse"), SGD, Training(truncate={"k1": 2, "k2": 5})
    ),
    "a truncated LSTM in batches": Experiment(
        tower(Node("h", "lstm", 4, settings={"learned_state": True})),
        table(3, 2, 12, samples=8),
        Choice("mse"),
        SGD,
        Training(truncate={"k1": 3, "k2": 3}, batch_size=4, shuffle=True),
    ),
    "the end of a sequence": Experiment(RECURRENT, table(2, 2, 7, last=True), Choice("cross_entropy"), Choice("adamw")),
    "class indices, smoothed and ignored": Experiment(
        tower(inputs=1, outputs=3),
        Choice("table", {"inputs": [[0.1], [0.4], [0.2], [0.9]], "targets": [[0], [2], [1], [2]]}),
        Choice("cross_entropy", {"label_smoothing": 0.1, "ignore_index": 1}),
        SGD,
    ),
    "textbook Nesterov with both penalties": Experiment(
        tower(HIDDEN), table(3, 2), Choice("mse"), Choice("nag", {"weight_decay": 0.3}), Training(l1=0.05, freeze=("h.bias",))
    ),
    "batches of which one is ignored": Experiment(
        tower(inputs=1, outputs=3),
        Choice("table", {"inputs": [[0.1], [0.4], [0.2], [0.9]], "targets": [[0], [2], [1], [1]]}),
        Choice("cross_entropy", {"label_smoothing": 0.1, "ignore_index": 1}),
        Choice("adam", {"weight_decay": 0.1}),
        Training(batch_size=2),
    ),
    "a window without a target": Experiment(
        RECURRENT,
        Choice("table", {**table(2, 2, 4).settings, "mask": [[1, 1, 0, 0]] * 5 + [[0, 1, 0, 0]]}),
        Choice("mse"),
        SGD,
        Training(truncate={"k1": 2, "k2": 2}),
    ),
    "mistakes": Experiment(
        tower(Node("h", "dense", 4, Choice("sigmoid"))),
        table(3, 2),
        Choice("mse"),
        SGD,
        Training(zero_grad=False, wrong_sign=True, derivative_of_output=True, no_bias=True, clip={"norm": 0.1}),
    ),
    "a cosine and names of Python": Experiment(
        tower(Node("class", "dense", 4, Choice("gelu")), Node("train", "dense", 3, Choice("softmax"))),
        table(3, 2),
        Choice("mse"),
        Choice("adagrad", {"lr_decay": 0.1}),
        Training(schedule=Choice("cosine", {"period": 30})),
    ),
    "steps and a warm start": Experiment(
        tower(Node("h 1", "dense", 4, Choice("leaky_relu"))),
        table(3, 2),
        Choice("mse"),
        Choice("sgd", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
        Training(schedule=Choice("warm_up", {"steps": 20})),
    ),
    "embedding and one-hot": Experiment(
        drawn(
            [
                Node("x", "input", 1),
                Node("e", "embedding", 3, settings={"classes": 4}),
                Node("o", "one_hot", 4),
                Node("h", "rnn", 5, Choice("tanh")),
                Node("y", "dense", 4),
            ],
            [Wire("x", "e", "direct"), Wire("x", "o", "direct"), Wire("e", "h"), Wire("o", "h"), Wire("h", "y")],
        ),
        Choice("hello", {"encoding": "number"}),
        Choice("cross_entropy"),
        Choice("adam"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_step_of_what_can_be_drawn(name):
    losses, parameters = step_errors(CASES[name], 40)
    assert losses <= 1e-12
    assert parameters <= 1e-12


@pytest.mark.long
def test_the_script_runs_by_itself_and_prints_our_losses(tmp_path):
    path = tmp_path / "xor.py"
    path.write_text(pytorch_script(load("xor")))
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-1]
    assert last == f"step  1000   loss {losses_of(load('xor'), 1000)[-1]:.10g}"


def test_quotes_in_a_title_stay_a_title():
    hostile = replace(load("xor"), title='""" + __import__("os").getcwd() + """', description="a \\ b")
    tree = __import__("ast").parse(pytorch_script(hostile))
    assert '__import__("os")' in tree.body[0].value.value
    assert not [node for node in __import__("ast").walk(tree) if getattr(node, "id", "") == "__import__"]


@pytest.mark.parametrize(
    ("table", "name", "without", "where"),
    [
        (LOSSES, "mse", {"functional": ""}, "loss"),
        (OPTIMIZERS, "sgd", {"torch": ""}, "optimizer"),
        (SCHEDULES, "step", {"torch": ""}, "training.schedule"),
        (LAYER_TYPES, "dense", {"torch": None}, "network.nodes.h"),
    ],
)
def test_what_pytorch_lacks_is_refused_in_words(monkeypatch, table, name, without, where):
    monkeypatch.setitem(table, name, replace(table[name], **without))
    xor = load("xor")
    experiment = replace(xor, loss=Choice("mse"), training=Training(schedule=Choice("step")))
    with pytest.raises(ExperimentError) as refused:
        pytorch_script(experiment)
    assert [problem.where for problem in refused.value.problems] == [where]
    assert "cannot be written in PyTorch" in str(refused.value)


# with its numbers in a file beside it -----------------------------------------------------------


@pytest.mark.parametrize("name", ["xor", "batch-norm", "digits-cnn", "hello"])
def test_a_script_with_a_file_beside_it_gives_the_same_numbers(name, tmp_path):
    path = tmp_path / "net.py"
    export(load(name), "pytorch-files", path)
    assert len(path.read_text()) < 5000, "the numbers are elsewhere"
    script = types.ModuleType("script")
    script.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), script.__dict__)  # noqa: S102
    plain = script_of(load(name))
    assert list(script.train(*script.start(), 4)) == list(plain.train(*plain.start(), 4))


@pytest.mark.long
def test_it_is_evaluated_on_held_out_samples_and_keeps_what_it_learned(tmp_path):
    path, experiment = tmp_path / "net.py", load("digits-cnn")
    export(experiment, "pytorch-files", path)
    source = path.read_text().replace(", 1000)", ", 20)")
    assert "torch.set_default_device(DEVICE)" in source
    path.write_text(source)
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    debugger = Debugger(experiment)
    debugger.run(20)
    learned = debugger.learned()
    score = HeldOut.of(experiment)(learned)
    assert f"held out: loss {score.loss:.6g}, right {score.right:.1%}" in done.stdout
    after = with_weights(experiment, read_tensors(tmp_path / "net.trained.safetensors"))
    for found, value in learned.items():
        np.testing.assert_allclose(np.array(after.parameters[found]).ravel(), value.ravel(), rtol=1e-9)


# blocks --------------------------------------------------------------------------------------------------


def of_blocks(count=3):
    """The transformer of the examples with its block repeated."""
    experiment = load("transformer-block")
    grouped = blocks.grouped(experiment.network, "my block", ("a", "s", "n", "f", "g", "t", "o"))
    return blocks.repeated(experiment.with_network(grouped), "my block", count)


def test_blocks_that_are_alike_are_one_class_and_give_our_numbers():
    text = pytorch_script(of_blocks())
    assert text.count("(nn.Module):") == 2
    assert "class MyBlock(nn.Module):\n" in text
    assert "        self.my_block2 = MyBlock()\n" in text
    assert "        my_block3 = self.my_block3(my_block2)\n" in text
    losses, parameters = step_errors(of_blocks(), 5)
    assert losses <= 1e-12
    assert parameters <= 1e-12


def test_a_block_that_was_changed_has_a_class_of_its_own():
    made = of_blocks()
    changed = drawing.exchange(made.network, replace(made.network.node("f2"), activation=Choice("tanh")))
    assert pytorch_script(made.with_network(changed)).count("(nn.Module):") == 3
    losses, parameters = step_errors(made.with_network(changed), 3)
    assert max(losses, parameters) <= 1e-12


def test_a_block_from_which_two_values_leave_is_named_in_a_comment():
    experiment = load("transformer-block")
    grouped = blocks.grouped(experiment.network, "part", ("a", "s", "n", "f"))
    text = pytorch_script(experiment.with_network(grouped))
    assert text.count("(nn.Module):") == 1
    assert "        # part\n" in text


def test_weights_saved_before_layers_became_a_block_fit_afterwards(tmp_path):
    made = of_blocks(2)
    alone = made.with_network(replace(made.network, blocks=()))
    for source, target in ((alone, made), (made, made)):
        (tmp_path / "w.safetensors").write_bytes(write_tensors(source))
        found = with_weights(target, read_tensors(tmp_path / "w.safetensors"))
        assert found.parameters.keys() == Debugger(made).parameters().keys()


@pytest.mark.parametrize("seed", range(12))
def test_random_networks_with_blocks_give_our_numbers(seed):
    rng = np.random.default_rng(seed)
    experiment = load("twelve-blocks" if seed == 0 else "transformer-block" if seed % 2 else "residual")
    names = [node.id for node in experiment.network.order() if node.type != "input"]
    network = experiment.network if seed == 0 else replace(experiment.network, blocks=())
    first = int(rng.integers(0, len(names) - 2))
    if seed:
        network = blocks.grouped(network, "one", names[first : first + int(rng.integers(1, 6))])
        rest = [name for name in names if network.block_of(name) is None]
        network = blocks.grouped(network, "two", rng.choice(rest, min(2, len(rest)), replace=False).tolist())
    losses, parameters = step_errors(experiment.with_network(network), 2)
    assert max(losses, parameters) <= 1e-12

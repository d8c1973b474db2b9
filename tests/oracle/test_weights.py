"""Weights in and out: a PyTorch model's own answers are the oracle."""

import os
import types

import numpy as np
import pytest

from engine import Debugger, ExperimentError, load
from engine.insight.moment.predict import Predictor
from engine.interchange.models.exports import export
from engine.interchange.models.model_import import Answers, doubtful, drawn, parts
from engine.interchange.models.pytorch_script import pytorch_script
from engine.interchange.models.weights import read_tensors, tensors, with_weights, write_tensors

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")
from safetensors.torch import load as load_torch  # noqa: E402
from safetensors.torch import save, save_file, save_model  # noqa: E402

nn = torch.nn


@pytest.fixture(autouse=True)
def usual_precision():
    """A script asks PyTorch for double precision; other tests want it as it was."""
    yield
    torch.set_default_dtype(torch.float32)


class Tagger(nn.Module):
    """Class numbers -> embedding -> recurrent layers -> linear."""

    def __init__(self, kind, layers):
        super().__init__()
        self.embed = nn.Embedding(7, 5)
        self.loop = getattr(nn, kind)(5, 6, num_layers=layers, batch_first=True)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return self.out(self.loop(self.embed(x))[0])


class Recurrent(nn.Module):
    def __init__(self, kind, **settings):
        super().__init__()
        self.rnn = getattr(nn, kind)(4, 6, batch_first=True, **settings)
        self.head = nn.Linear(6, 2)

    def forward(self, x):
        return self.head(self.rnn(x)[0])


def mlp(depth):
    layers = [nn.Linear(3, 8)]
    for _ in range(depth):
        layers += [nn.ReLU(), nn.Linear(8, 8)]
    return nn.Sequential(*layers, nn.ReLU(), nn.Linear(8, 2))


RNG = np.random.default_rng(0)
ROWS, SEQUENCES = RNG.normal(size=(9, 3)), RNG.normal(size=(5, 8, 4))
MODELS = {
    "linear": (lambda: nn.Linear(3, 2), ROWS, Answers()),
    "no bias": (lambda: nn.Sequential(nn.Linear(3, 5, bias=False), nn.Tanh(), nn.Linear(5, 1)), ROWS, Answers("tanh")),
    "twelve layers": (lambda: mlp(10), ROWS, Answers("relu")),
    "sigmoid end": (
        lambda: nn.Sequential(nn.Linear(3, 5), nn.GELU(approximate="tanh"), nn.Linear(5, 1), nn.Sigmoid()),
        ROWS,
        Answers("gelu", "sigmoid", "bce"),
    ),
    "batch norm": (lambda: nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 2)), ROWS, Answers("relu")),
    "layer norm": (
        lambda: nn.Sequential(nn.LayerNorm(3), nn.Linear(3, 5), nn.LayerNorm(5), nn.SiLU(), nn.Linear(5, 2)),
        ROWS,
        Answers("silu"),
    ),
    "lstm": (lambda: Recurrent("LSTM"), SEQUENCES, Answers()),
    "gru of two layers": (lambda: Recurrent("GRU", num_layers=2), SEQUENCES, Answers()),
    "rnn without biases": (lambda: Recurrent("RNN", bias=False), SEQUENCES, Answers("tanh")),
    "rnn with relu": (lambda: Recurrent("RNN", nonlinearity="relu"), SEQUENCES, Answers("relu")),
    "embedding and lstm": (lambda: Tagger("LSTM", 1), RNG.integers(0, 7, (4, 6)), Answers()),
    "embedding and three rnns": (lambda: Tagger("RNN", 3), RNG.integers(0, 7, (4, 6)), Answers("tanh")),
}


class Reader(nn.Module):
    """Tokens with positions, transformer blocks, and a class for each token."""

    def __init__(self, depth, first):
        super().__init__()
        self.embedding, self.positions = nn.Embedding(7, 16), nn.Embedding(5, 16)
        layer = nn.TransformerEncoderLayer(16, 4, 24, dropout=0.0, batch_first=True, norm_first=first)
        self.layers = nn.TransformerEncoder(layer, depth, nn.LayerNorm(16) if first else None, enable_nested_tensor=False)
        self.out = nn.Linear(16, 3)

    def forward(self, x):
        return self.out(self.layers(self.embedding(x) + self.positions.weight)).movedim(-1, 1).flatten(1)


class Mixer(nn.Module):
    """One layer of attention alone."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)

    def forward(self, x):
        return self.attention(x, x, x, need_weights=False)[0].movedim(-1, 1).flatten(1)


def images(*shape):
    return RNG.normal(size=(4, *shape))


def convolutions():
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 6, (3, 5), padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(24, 10), nn.ReLU(), nn.Linear(10, 3),
    )  # fmt: skip


def normed_convolutions():
    return nn.Sequential(
        nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Tanh(), nn.Conv2d(4, 5, 2, bias=False), nn.Tanh(), nn.Flatten(), nn.Linear(150, 2)
    )


MODELS_ON_GRIDS = {
    "cnn": (convolutions, images(1, 8, 8), Answers(pool=True)),
    "cnn without padding, with norms": (normed_convolutions, images(3, 8, 9), Answers("tanh", padding="none")),
    "a signal": (
        lambda: nn.Sequential(nn.Conv1d(2, 3, 3, padding="same"), nn.ReLU(), nn.Flatten(), nn.Linear(21, 2)),
        images(2, 7), Answers(),
    ),
    "an average at the end": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 4, 3, padding="same"), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2)),
        images(1, 8, 8), Answers(),
    ),
    "post-norm": (lambda: Reader(2, False), RNG.integers(0, 7, (4, 5)), Answers(heads=4)),
    "pre-norm": (lambda: Reader(3, True), RNG.integers(0, 7, (4, 5)), Answers(heads=4, first=True)),
    "attention": (Mixer, images(12, 8), Answers(heads=2)),
}  # fmt: skip


@pytest.mark.parametrize("name", MODELS_ON_GRIDS)
def test_an_opened_model_with_positions_answers_as_it_did(name, tmp_path):
    make, inputs, answers = MODELS_ON_GRIDS[name]
    model = trained(make())
    path = tmp_path / "model.safetensors"
    save_file(model.state_dict(), path)
    experiment = drawn(read_tensors(path), answers)
    wanted = model(torch.tensor(inputs)).detach().flatten(1).numpy()
    rows = np.moveaxis(inputs, -1, 1) if name == "attention" else inputs
    found = Predictor(experiment, rows.reshape(len(rows), -1).astype(float))(Debugger(experiment).learned())
    assert np.abs(found - wanted).max() <= 1e-12 * max(1.0, np.abs(wanted).max())
    Debugger(experiment).run(2)


def trained(model):
    """Parameters and running statistics that are not the starting ones."""
    torch.manual_seed(3)
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if tensor.dtype.is_floating_point:
                tensor += (0.3 + 0.2 * torch.rand_like(tensor)) if "running_var" in name else 0.3 * torch.randn_like(tensor)
    return model.double().eval()


@pytest.mark.parametrize("name", MODELS)
def test_an_opened_model_answers_as_it_did(name, tmp_path):
    make, inputs, answers = MODELS[name]
    model = trained(make())
    path = tmp_path / "model.safetensors"
    save_file(model.state_dict(), path)
    experiment = drawn(read_tensors(path), answers)
    wanted = model(torch.tensor(inputs)).detach().numpy()
    rows = inputs[..., None].astype(float) if inputs.dtype.kind == "i" else inputs
    found = Predictor(experiment, rows)(Debugger(experiment).learned())
    assert np.abs(found - wanted).max() <= 1e-12 * max(1.0, np.abs(wanted).max())
    Debugger(experiment).run(3)


def test_single_precision_models_are_opened_too():
    for kind in (torch.float32, torch.float16, torch.bfloat16):
        model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)).to(kind)
        found = tensors(save(model.state_dict()))
        for name, value in model.state_dict().items():
            assert np.array_equal(found[name], value.double().numpy())


@pytest.mark.parametrize("name", ["xor", "batch-norm", "latch-lstm", "embedding", "echo-truncated", "residual"])
def test_the_weights_of_an_experiment_go_out_and_come_in(name, tmp_path):
    experiment = load(name)
    debugger = Debugger(experiment)
    debugger.run(20)
    path = tmp_path / "w.safetensors"
    path.write_bytes(write_tensors(experiment, debugger.learned()))
    again = with_weights(experiment, read_tensors(path))
    for own, value in Debugger(again).learned().items():
        assert value.tobytes() == debugger.learned()[own].tobytes()
    script = types.ModuleType("script")
    exec(compile(pytorch_script(experiment), "script.py", "exec"), script.__dict__)  # noqa: S102
    model = script.Net()
    model.load_state_dict(load_torch(path.read_bytes()), strict="batch" not in name)
    export(experiment, "safetensors", tmp_path / "start.safetensors")
    for own, value in Debugger(with_weights(experiment, read_tensors(tmp_path / "start.safetensors"))).parameters().items():
        assert value.tobytes() == Debugger(experiment).parameters()[own].tobytes()


ENCODER = nn.TransformerEncoderLayer(4, 2, 8).state_dict()
REFUSED = [
    ({"conv.weight": torch.zeros(2, 3, 3, 3, 3)}, "conv: this module cannot be drawn"),
    ({"a.in_proj_weight": torch.zeros(12, 4)}, "a: this module cannot be drawn"),
    ({"a.weight": torch.zeros(0, 3, 3, 3), "b.weight": torch.zeros(2, 4)}, "a: this module cannot be drawn"),
    ({f"a.{name}": value.flatten() for name, value in ENCODER.items()}, "a: this module cannot be drawn"),
    ({"a.weight": torch.zeros(4, 3), "b.weight": torch.zeros(2, 5)}, "do not form a chain: a 3 → 4, b 5 → 2"),
    (dict(nn.LSTM(3, 4, bidirectional=True).state_dict()), "bidirectional"),
    ({"r.weight_ih_l0": torch.zeros(10, 3), "r.weight_hh_l0": torch.zeros(10, 4)}, "are not those of an RNN, GRU or LSTM"),
    ({"r.weight_ih_l0": torch.zeros(8, 3)}, "are incomplete"),
    ({"a.weight": torch.full((2, 2), float("nan"))}, "a.weight: a value is not a finite number"),
    ({"a.weight": torch.zeros(2, 2, dtype=torch.bool)}, "numbers of type BOOL"),
    ({}, "no layer"),
    ({"a.weight": torch.zeros(4, 4), "a.lora_A.weight": torch.zeros(2, 4), "a.lora_B.weight": torch.zeros(4, 2)}, "LoRA"),
]


@pytest.mark.parametrize(("state", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_what_cannot_be_drawn_is_told(state, words):
    with pytest.raises(ExperimentError, match=words):
        drawn(tensors(save(state)), Answers())


def test_tied_weights_that_were_saved_once_are_found_under_both_names(tmp_path):
    model = Tagger("GRU", 1)
    model.bridge = nn.Linear(6, 5)
    model.out = nn.Linear(5, 7, bias=False)
    model.out.weight = model.embed.weight
    save_model(model, str(tmp_path / "tied.safetensors"))
    found = read_tensors(tmp_path / "tied.safetensors")
    assert set(found) == {name for name, _ in model.named_parameters(remove_duplicate=False)}
    assert (found["out.weight"] == found["embed.weight"]).all()
    assert parts(found)[-1].name == "out"


def test_a_model_that_would_need_an_enormous_input_is_refused_before_memory_is_taken():
    deep = {f"{number}.weight": np.zeros((1, 1, 3, 3)) for number in range(13)}
    assert len(drawn(deep, Answers()).network.nodes) == 14
    with pytest.raises(ExperimentError, match="65536 × 65536 positions"):
        drawn(deep, Answers(pool=True))


def test_weights_that_do_not_fit_are_all_told():
    state = {"h.weight": torch.zeros(4, 3), "h.bias": torch.zeros(4), "z.weight": torch.zeros(1, 4)}
    with pytest.raises(ExperimentError) as caught:
        with_weights(load("xor"), tensors(save(state)))
    assert {problem.where for problem in caught.value.problems} == {"h.weight", "z.weight"}
    with pytest.raises(ExperimentError, match="does not contain y.weight, y.bias"):
        with_weights(load("xor"), tensors(save({"h.weight": torch.zeros(4, 2), "h.bias": torch.zeros(4)})))


def test_a_pickled_model_is_refused_with_the_way_out(tmp_path, monkeypatch):
    path = tmp_path / "model.pt"
    torch.save(nn.Linear(2, 2).state_dict(), path)
    for name in ("model.pt", "model.safetensors"):  # whatever it is called
        with pytest.raises(ExperimentError, match=r"pickle[\s\S]*could run arbitrary code[\s\S]*save_file") as caught:
            read_tensors(path.rename(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    path.with_suffix(".safetensors").rename(path)
    exec("\n".join(str(caught.value).replace("model.safetensors'", "model.pt'", 1).splitlines()[1:]), {})  # noqa: S102
    assert read_tensors(tmp_path / "model.safetensors")["weight"].shape == (2, 2), "the two lines do it"


def test_layers_are_put_in_the_order_in_which_they_fit():
    state = {"out.weight": torch.zeros(1, 6), "fc10.weight": torch.zeros(6, 5), "fc2.weight": torch.zeros(5, 3)}
    assert [part.name for part in parts(tensors(save(state)))] == ["fc2", "fc10", "out"]


def square(*names):
    return tensors(save({f"{name}.weight": torch.full((4, 4), float(place)) for place, name in enumerate(names)}))


@pytest.mark.parametrize(
    ("names", "order", "doubts"),
    [
        (("0", "2", "10"), ["0", "2", "10"], ()),
        (("out", "fc2", "fc1", "input"), ["input", "fc1", "fc2", "out"], ()),
        (("decoder.1", "encoder.1", "encoder.0"), ["encoder.0", "encoder.1", "decoder.1"], ()),
        (("hidden", "alpha", "head"), ["alpha", "hidden", "head"], ("alpha", "hidden")),
        (("input", "hidden", "output", "encoder"), ["encoder", "input", "hidden", "output"], ("encoder", "input")),
    ],
)
def test_layers_that_fit_in_any_order_are_asked_for(names, order, doubts):
    found = square(*names)
    assert [part.name for part in parts(found)] == order
    assert doubtful(parts(found)) == doubts
    assert [part.name for part in parts(found, order[::-1])] == order[::-1]


def test_two_thousand_layers_are_put_in_order():
    assert len(parts({f"{number}.weight": np.ones((2, 2)) for number in range(2000)})) == 2000


def test_many_layers_that_fit_nowhere_are_refused_in_time():
    found = square(*(f"block{i}" for i in range(14))) | tensors(save({"x.weight": torch.zeros(3, 9)}))
    with pytest.raises(ExperimentError, match="do not form a chain"):
        parts(found)
    with pytest.raises(ExperimentError, match="do not form a chain"):
        parts(tensors(save({"a.weight": torch.zeros(2, 3), "b.weight": torch.zeros(1, 2)})), ["b", "a"])

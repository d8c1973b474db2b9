"""A written PyTorch script evaluates the samples that are held out, and finds what the program finds."""

import os
import subprocess
import sys
import types
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire, load
from engine.insight.moment.held_out import HeldOut
from engine.interchange.models.exports import export
from engine.interchange.pictures.data import choice_of as choice_of_pictures
from engine.interchange.pictures.data import read as read_pictures
from engine.interchange.tables.csv_data import choice_of as choice_of_table
from engine.interchange.tables.csv_data import look
from engine.interchange.tables.form import detect
from engine.library.drawing import fitted
from engine.model.network import DIRECT
from engine.program.fitting import fit_to_data, with_picture_network

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

STEPS = 8
FORMS = ("pytorch", "pytorch-files")


@pytest.fixture(autouse=True)
def usual_precision():
    """A script asks PyTorch for double precision; other tests want it as it was."""
    yield
    torch.set_default_dtype(torch.float32)


def measured(experiment, path, form):
    """What the script says of the held-out samples after some steps: the loss, and the share told right if it has one."""
    export(experiment, form, path)
    script = types.ModuleType("script")
    script.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), script.__dict__)  # noqa: S102
    model, optimizer = script.start()
    for _ in script.train(model, optimizer, STEPS):
        pass
    held = [value for name, value in vars(script).items() if name.startswith("HELD_OUT_")]
    found = script.evaluate(model, *held)
    return found if isinstance(found, tuple) else (found, float("nan"))


def ours(experiment):
    debugger = Debugger(experiment)
    debugger.run(STEPS)
    return HeldOut.of(experiment)(debugger.learned())


def agrees(experiment, folder):
    """Whether both scripts find what we find."""
    score = ours(experiment)
    assert np.isfinite(score.loss)
    for form in FORMS:
        loss, right = measured(experiment, folder / "net.py", form)
        assert loss == pytest.approx(score.loss, rel=1e-11)
        assert right == pytest.approx(score.right, nan_ok=True)
    return score


KINDS = ("small", "middle", "big")


def table(folder, targets, **more):
    """A CSV file of sizes, weights and what follows from them, with a gap, as data: a third of its rows is held out."""
    pairs = np.random.default_rng(3).uniform((0, 10), (1, 60), (40, 2))
    rows = [f"{a:.3f},{b:.2f},{KINDS[int(3 * a)]},{'yes' if b > 30 else 'no'},{a * b:.3f}" for a, b in pairs]
    rows[7] = ",12,small,no,0.5"
    path = folder / "rows.csv"
    path.write_text("size,weight,kind,heavy,product\n" + "\n".join(rows) + "\n")
    form = detect(path.read_bytes())
    settings = {"standardise": True, "held_out": 0.33, "gaps": "leave out", **more}
    return choice_of_table(path, form, look(path.read_bytes(), form), ["size", "weight"], targets, **settings)


def dense(data, loss="mse", **settings):
    """A small network for a table; outputs and losses follow the data."""
    network = Network(
        (Node("x", "input", 2), Node("h", "dense", 6, Choice("tanh")), Node("y", "dense", 1)), (Wire("x", "h"), Wire("h", "y"))
    )
    adam, training = Choice("adam", {"learning_rate": 0.02}), Training(batch_size=8)
    made = fit_to_data(Experiment(network, data, Choice(loss), adam, training=training), suggest=True)
    return replace(made, loss=Choice(made.loss.name, {**made.loss.settings, **settings}))


@pytest.mark.parametrize(
    ("target", "settings", "classes"),
    [
        ("kind", {}, True),
        ("kind", {"label_smoothing": 0.1}, True),
        ("heavy", {}, True),
        ("product", {}, False),
        ("product", {"reduction": "sum"}, False),
    ],
)
def test_a_table_is_evaluated_on_the_rows_that_are_held_out(target, settings, classes, tmp_path):
    score = agrees(dense(table(tmp_path, [target]), **settings), tmp_path)
    assert np.isfinite(score.right) == classes


def images(rng, count):
    """Bright rows and bright columns."""
    result = rng.integers(0, 90, (2 * count, 8, 8))
    for number, image in enumerate(result):
        image[(number // 2 % 8, slice(None)) if number % 2 else (slice(None), number // 2 % 8)] = 255
    return result.astype(np.uint8), np.arange(2 * count) % 2


def folder_of(path, pictures, classes):
    for number, (image, kind) in enumerate(zip(pictures, classes, strict=True)):
        (path / f"class{kind}").mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(path / f"class{kind}" / f"{number:03}.png")
    return path


def archive_of(path, pictures, classes):
    np.savez(path.with_suffix(".npz"), images=pictures, labels=classes)
    return path.with_suffix(".npz")


@pytest.mark.parametrize("written", [folder_of, archive_of])
def test_pictures_are_evaluated_on_those_that_are_held_out(written, tmp_path):
    path = written(tmp_path / "pictures", *images(np.random.default_rng(2), 30))
    data = choice_of_pictures(path, read_pictures(path), held_out=0.25)
    experiment = with_picture_network(replace(load("xor"), data=data, training=Training(batch_size=16)))
    score = agrees(experiment, tmp_path)
    assert 0 <= score.right <= 1


def test_statistics_are_the_running_ones_and_nothing_is_dropped(tmp_path):
    experiment = dense(table(tmp_path, ["kind"]))
    nodes = (*experiment.network.nodes[:2], Node("n", "batch_norm", 6), Node("d", "dropout", 6, settings={"p": 0.4}),
             experiment.network.nodes[2])  # fmt: skip
    wires = (Wire("x", "h"), Wire("h", "n", DIRECT), Wire("n", "d", DIRECT), Wire("d", "y"))
    agrees(experiment.with_network(fitted(Network(nodes, wires))), tmp_path)


@pytest.mark.parametrize("name", ["echo-truncated", "two-losses", "induction"])
def test_windows_several_losses_and_masks_are_evaluated_too(name, tmp_path):
    agrees(load(name), tmp_path)


def test_ignored_classes_do_not_count(tmp_path):
    experiment = load("reverse-attention")
    agrees(replace(experiment, loss=Choice("cross_entropy", {"ignore_index": 3})), tmp_path)


@pytest.mark.long
def test_the_script_says_so_at_its_end(tmp_path):
    experiment, path = dense(table(tmp_path, ["kind"])), tmp_path / "net.py"
    export(experiment, "pytorch", path)
    path.write_text(path.read_text().replace(", 1000)", f", {STEPS})"))
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    score = ours(experiment)
    assert done.stdout.splitlines()[-1] == f"held out: loss {score.loss:.6g}, right {score.right:.1%}"


def test_without_held_out_samples_the_short_script_says_nothing_and_the_other_tells_of_training_samples(tmp_path):
    for form, words in zip(FORMS, (None, "training samples"), strict=True):
        export(load("xor"), form, tmp_path / "net.py")
        text = (tmp_path / "net.py").read_text()
        assert ("def evaluate" in text, "held out" in text) == (words is not None, False)
        assert words is None or words in text

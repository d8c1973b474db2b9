"""5,000 damaged copies of every kind of file: opened or refused in words, quickly, in little memory, nothing unpickled.

`make test-all` reads the first 250.
"""

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tiers import parts

from engine import Debugger, load
from engine.interchange.documents import experiment_file, session_file, trace_file
from engine.interchange.models.weights import write_tensors
from engine.model.network import Block
from resources import FOLDER

FUZZING = Path(__file__).resolve().parents[1] / "fuzzing.py"


def experiment(path):
    experiment_file.write(load("latch-lstm"), path)


def drawing(path):
    """What the drawing can hold beside layers and wires: a block, and a second output with a loss of its own."""
    made = load("two-losses")
    inside = [node.id for node in made.network.nodes if node.type == "dense"][:2]
    blocks = (Block("part", tuple(inside), collapsed=True, position=(10.0, 20.0)),)
    experiment_file.write(made.with_network(replace(made.network, blocks=blocks)), path)


def session(path):
    debugger = Debugger(load("xor"))
    debugger.run(30)
    debugger.change("learning rate", 0.01)
    debugger.run(3)
    debugger.go(debugger.t - 5)
    debugger.breakpoints.toggle(4)
    session_file.write(session_file.SavedSession(load("xor"), debugger.past(), debugger.breakpoints, b"layout", "notes"), path)


def table(path):
    rows = [f'{i}.5,{-i},"kind {i % 3}",{i * 1e-3:.3e}' for i in range(40)]
    path.write_text("a,b,kind,c\n" + "\n".join(rows) + "\n")


def sparse(path):
    """Rows in which zeros are left out."""
    path.write_text("\n".join(f"{i % 3} {1 + i % 4}:{i * 0.5} 6:{i * 1e-3:.3e}" for i in range(40)) + "\n")


def compressed(path):
    table(path)
    path.write_bytes(gzip.compress(path.read_bytes()))


def workbook(path):
    book = pytest.importorskip("openpyxl").Workbook()
    for row in [("a", "b", "kind", "c"), *((i + 0.5, -i, f"kind {i % 3}", i * 1e-3) for i in range(40))]:
        book.active.append(row)
    book.create_sheet("notes").append(("nothing", "here"))
    book.save(path)


def model(path):
    path.write_bytes(write_tensors(load("latch-lstm")))


def trace(path):
    """A recorded run, written as the recorder does."""
    names = [
        "step",
        "loss",
        "baseline",
        *(f"{kind}/{layer}" for layer in ("a", "b", "c") for kind in ("delta", "spread", "idle")),
        *(f"{kind}/{layer}.weight" for layer in ("a", "b", "c") for kind in ("grad", "param", "update")),
    ]
    layers = [{"name": name, "type": "Linear", "activation": "relu", "parameters": {"weight": [4, 4]}} for name in ("a", "b", "c")]
    manifest = {
        "format": trace_file.FORMAT,
        "version": trace_file.VERSION,
        "mask": True,
        "columns": names,
        "layers": layers,
        "every": 1,
        "steps_per_epoch": 10,
        "optimizer": "SGD",
        "torch": "2",
        "full": None,
        "passes": 1,
        "watched": True,
        "faults": ["a hook failed"],
        "frozen": ["b.weight"],
        "uncalled": ["c"],
        "shapes": [[8, 4], [8, 4]],
    }
    path.write_text(json.dumps(manifest, indent=1))
    rows = np.random.default_rng(0).uniform(0.1, 1, (50, len(names)))
    rows[:, 0] = np.arange(50)
    seen = np.packbits(np.ones(len(names), bool), bitorder="little").tobytes().ljust(8, b"\0")
    (path.parent / "rows.f64").write_bytes(b"".join(row.astype("<f8").tobytes() + seen for row in rows))


def numbers(path):
    """The rows of that run."""
    trace(path.parent / "manifest.json")


def arrays(path):
    """What a recorder keeps of a recurrent layer, beside a manifest that names it."""
    trace(path.parent / "manifest.json")
    manifest = json.loads((path.parent / "manifest.json").read_text())
    made = {"layers": 1, "batch_first": True, "dropout": 0.0, "bidirectional": False, "nonlinearity": ""}
    manifest["layers"][0] |= {"type": "GRU", "recurrent": made}
    (path.parent / "manifest.json").write_text(json.dumps(manifest))
    rng = np.random.default_rng(0)
    shapes = {
        "input": (3, 6, 2),
        "output_gradient": (3, 6, 4),
        "weight_ih_l0": (12, 2),
        "weight_hh_l0": (12, 4),
        "bias_ih_l0": (12,),
        "bias_hh_l0": (12,),
        "grad/weight_hh_l0": (12, 4),
    }
    np.savez(path, **{f"replay/a/{name}": rng.normal(size=shape).astype("f4") for name, shape in shapes.items()})


def events(path):
    """What TensorBoard's writer makes of gradient norms and a loss."""
    writer = pytest.importorskip("tensorboard.summary.writer.record_writer")
    event_pb2 = pytest.importorskip("tensorboard.compat.proto.event_pb2")
    with path.open("wb") as file:
        records = writer.RecordWriter(file)
        for step in range(2):
            for tag in ("loss", "grad_norm/fc1", "grad_norm/fc2"):
                event = event_pb2.Event(wall_time=float(step), step=step)
                event.summary.value.add(tag=tag, simple_value=1 / (step + 1))
                records.write(event.SerializeToString())
        records.flush()


def lesson(path):
    """One that comes with the program."""
    path.write_bytes(FOLDER.joinpath("lessons", "xor.json").read_bytes())


def images(path):
    """Grey images with labels, as `np.savez` writes them."""
    np.savez(path, images=np.random.default_rng(0).integers(0, 256, (12, 9, 7), np.uint8), labels=np.arange(12) % 3)


def picture(path):
    """One in colour, in the format that the name says."""
    colours = np.random.default_rng(0).integers(0, 256, (9, 7, 3), np.uint8)
    pytest.importorskip("PIL.Image").fromarray(colours).save(path)


SAMPLES = {
    "json": experiment,
    "drawing": drawing,
    "bpx": session,
    "lesson": lesson,
    "csv": table,
    "libsvm": sparse,
    "gz": compressed,
    "xlsx": workbook,
    "safetensors": model,
    "trace": trace,
    "rows": numbers,
    "npz": arrays,
    "tfevents": events,
    "images": images,
    "png": picture,
    "jpg": picture,
    "gif": picture,
}
ENDS = (0, 100, 250, *range(750, 5001, 425))  # of the parts, the first of which is read every time
FILES = {
    "lesson": "lesson.json",
    "drawing": "drawing.json",
    "trace": "manifest.json",
    "rows": "rows.f64",
    "npz": "00000000.npz",
    "tfevents": "events.out.tfevents.1.host",
    "images": "digits.npz",
}


@pytest.mark.parametrize("part", parts(len(ENDS) - 1, by_day=2))
@pytest.mark.parametrize("kind", SAMPLES)
def test_damaged_files(kind, part, tmp_path):
    path = tmp_path / FILES.get(kind, f"sample.{kind}")
    SAMPLES[kind](path)
    start, stop = ENDS[part : part + 2]
    done = subprocess.run([sys.executable, str(FUZZING), kind, str(path), str(start), str(stop)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["other"] == []
    share = found["refused"] / (stop - start)
    assert share > (0.025 if kind == "tfevents" else 0.2)  # what was read before a damaged record is shown
    assert found["opened"] > 0
    assert found["slowest"] <= 1.0
    assert found["grown_mib"] <= 600
    assert found["unpickled"] == 0
    assert found["children"] == 0

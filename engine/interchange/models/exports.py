"""What an experiment can be exported as, besides its own file: one row for each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from engine.interchange.documents.safe_save import expect_folder, save_bytes
from engine.interchange.models.numpy_script import numpy_script
from engine.interchange.models.onnx_graph import onnx_bytes
from engine.interchange.models.pytorch_script import pytorch_script
from engine.interchange.models.weights import write_tensors
from engine.library.rule import Array, by_name
from engine.model.experiment import Experiment
from engine.model.problem import refuse, text

Values = Mapping[str, Array]


@dataclass(frozen=True)
class Export:
    """A row: name for the command line, title, suffix of the file, and how to make its content."""

    name: str
    title: str
    suffix: str
    content: Callable[[Experiment, Values | None], bytes]


def _text(script: Callable[[Experiment], str]) -> Callable[[Experiment, Values | None], bytes]:
    return lambda experiment, values: script(experiment).encode()


EXPORTS = by_name(
    Export("pytorch", text("PyTorch script"), "py", _text(pytorch_script)),
    Export("numpy", text("NumPy script"), "numpy.py", _text(numpy_script)),
    Export("onnx", text("ONNX model"), "onnx", onnx_bytes),
    Export("onnx-double", text("ONNX model in double precision"), "onnx", partial(onnx_bytes, double=True)),
    Export("safetensors", text("Weights (safetensors)"), "safetensors", write_tensors),
)


def export(experiment: Experiment, form: str, path: str | Path, values: Values | None = None) -> None:
    """Write an experiment in another form: scripts from its start, weights as they are (`values`, by default the start).

    ExperimentError if it has no such form, OSError if it cannot be written.
    """
    if form not in EXPORTS:
        raise refuse(str(form), text("unknown name {name!r}."), text("Known names: {known}."), name=form, known=", ".join(EXPORTS))
    expect_folder(path)
    save_bytes(path, EXPORTS[form].content(experiment, values))

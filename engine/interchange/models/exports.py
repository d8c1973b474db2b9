"""What an experiment can be exported as, besides its own file: one row for each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from engine.interchange.documents.safe_save import expect_folder, save_bytes
from engine.interchange.models.numpy_script import numpy_script
from engine.interchange.models.onnx_graph import onnx_bytes
from engine.interchange.models.pytorch_files import SUFFIX, data_of_script, script_with_files
from engine.interchange.models.pytorch_script import pytorch_script
from engine.interchange.models.weights import write_tensors
from engine.library.rule import Array, by_name
from engine.model.experiment import Experiment
from engine.model.problem import refuse, text

Values = Mapping[str, Array]
Content = Callable[[Experiment, Values | None], bytes]


@dataclass(frozen=True)
class Export:
    """A row: name for the command line, title, suffix of the file, how to make its content, and suffix and content of a file
    beside it."""

    name: str
    title: str
    suffix: str
    content: Content
    beside: tuple[str, Content] | None = None


def _text(script: Callable[[Experiment], str]) -> Callable[[Experiment, Values | None], bytes]:
    return lambda experiment, values: script(experiment).encode()


EXPORTS = by_name(
    Export("pytorch", text("PyTorch script"), "py", _text(pytorch_script)),
    Export(
        "pytorch-files",
        text("PyTorch script, with weights and data in a file beside it"),
        "py",
        script_with_files,
        (SUFFIX, data_of_script),
    ),
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
    row = EXPORTS[form]
    contents = {Path(path): row.content(experiment, values)}
    if row.beside is not None:
        suffix, content = row.beside
        contents[Path(path).with_suffix(f".{suffix}")] = content(experiment, values)
    for place, made in contents.items():
        save_bytes(place, made)

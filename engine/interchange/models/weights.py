"""Weights as safetensors files: those of a drawn network, in and out, under PyTorch's names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import read_bytes, refuse
from engine.interchange.documents.true_kind import SAFE, SAFETENSORS, named, refuse_kind
from engine.interchange.models.torch_network import NetworkText
from engine.library.drawing import legal_shapes, parameter_shapes
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.program.check import Checked, check
from engine.program.lower import initial_parameters

MOST_BYTES, MOST_NUMBERS = 256 << 20, 20_000_000
KINDS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1", "U8": "u1"}
PICKLED = (".pt", ".pth", ".ckpt", ".bin", ".pkl")
COUNTER = "num_batches_tracked"  # PyTorch's BatchNorm counts its batches; nothing here depends on it


def read_tensors(path: str | Path) -> dict[str, Array]:
    """All tensors of a safetensors file as doubles; ExperimentError names the problem. Nothing in it is executed."""
    path = Path(path)
    refuse_pickle(path)
    content = read_bytes(path, MOST_BYTES)
    refuse_kind(content, str(path), expected=SAFETENSORS)
    return tensors(content, str(path))


def refuse_pickle(path: Path) -> None:
    """ExperimentError for a file that could run code when it is loaded."""
    if path.suffix.lower() in PICKLED:
        raise refuse(str(path), text("this is a pickle file."), SAFE, **named(str(path)))


def tensors(content: bytes, where: str = "file", finite: bool = True) -> dict[str, Array]:
    """The tensors in the content of a safetensors file; `finite`: values that are not are refused."""
    import safetensors

    try:
        entries: list[Any] = safetensors.deserialize(content)  # type: ignore[no-untyped-call,unused-ignore]
    except Exception as error:  # the library raises its own error class, derived directly from Exception
        raise refuse(where, text("not a safetensors file: {why}."), text("It may have been truncated."), why=error) from None
    found = {name: _doubles(entry, f"{where}: {name}", finite) for name, entry in entries if not name.endswith(COUNTER)}
    found |= {name: found[same] for name, same in _shared(content).items() if name not in found and same in found}
    if sum(value.size for value in found.values()) > MOST_NUMBERS:
        raise refuse(where, text("the model has too many parameters to show; the limit is {most}."), most=MOST_NUMBERS)
    return found


def _shared(content: bytes) -> dict[str, str]:
    """Names of tensors that were saved once for several: `save_model` writes tied weights so, each with the name that was kept."""
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])  # the library has read it before
    return {str(name): str(same) for name, same in (header.get("__metadata__") or {}).items()}


def _doubles(entry: Mapping[str, Any], where: str, finite: bool) -> Array:
    kind, shape, data = entry["dtype"], tuple(entry["shape"]), bytes(entry["data"])
    if kind == "BF16":
        values = (np.frombuffer(data, "<u2").astype(np.uint32) << 16).view(np.float32)
    elif kind in KINDS:
        values = np.frombuffer(data, KINDS[kind])
    else:
        raise refuse(
            where, text("numbers of type {kind} are not supported."), text("Save the model in float32 or float64."), kind=kind
        )
    doubles: Array = values.astype(float).reshape(shape)
    if finite and not np.isfinite(doubles).all():
        raise refuse(where, text("a value is not a finite number."), text("Replace NaN and infinity with finite numbers."))
    return doubles


def write_tensors(experiment: Experiment, values: Mapping[str, Array] | None = None) -> bytes:
    """A safetensors file that `load_state_dict` of the exported PyTorch script accepts; by default with the initial values.

    `values` are named as in the experiment: parameters and running statistics.
    """
    from safetensors.numpy import save

    checked = check(experiment)
    names, shapes = NetworkText(checked).names, legal_shapes(checked.experiment.network, experiment.training.no_bias)
    given = initial_parameters(experiment) if values is None else values
    content: bytes = save(
        {names[name]: np.ascontiguousarray(value).reshape(shapes[name][0]) for name, value in given.items() if name in names},
        metadata={"format": "pt", "producer": "Backprop Explorer"},
    )
    return content


def with_weights(experiment: Experiment, found: Mapping[str, Array]) -> Experiment:
    """The experiment initialised with these values, under our names or PyTorch's; ExperimentError lists all that do not fit."""
    checked = check(experiment)
    theirs, network = NetworkText(checked).names, checked.experiment.network
    shapes = legal_shapes(network, experiment.training.no_bias)
    ours = _ours(checked, shapes)
    values, problems = dict(experiment.parameters), []
    for name, value in found.items():
        own = ours.get(name)
        if own is None:
            problems.append(
                Problem(
                    name,
                    text("the network has no such parameter."),
                    text("Known names: {known}."),
                    {"known": ", ".join(theirs.values())},
                )
            )
        elif value.shape not in shapes[own]:
            problems.append(
                Problem(
                    name,
                    text("has shape {given}, but {wanted} is expected (rows: target units)."),
                    text("The file may be for a model of a different size."),
                    {"given": value.shape, "wanted": shapes[own][0]},
                )
            )
        else:
            values[own] = value.tolist()
    missing = [name for own, name in theirs.items() if own in parameter_shapes(network, experiment.training.no_bias)
               and own not in {ours.get(key) for key in found}]  # fmt: skip
    if missing and not problems:
        problems.append(
            Problem(
                "file",
                text("the file does not contain {names}."),
                text("The file may be for a model of a different kind."),
                {"names": ", ".join(missing)},
            )
        )
    if problems:
        raise ExperimentError(problems)
    return replace(experiment, parameters=values)


def _ours(checked: Checked, known: Iterable[str]) -> dict[str, str]:
    """Our name of a parameter for each name that a file may have for it."""
    plain = checked.experiment.with_network(replace(checked.experiment.network, blocks=()))
    alone = check(plain)  # names from before layers were modules of their own
    texts = (NetworkText(alone, grouped=False), NetworkText(alone), NetworkText(checked, grouped=False), NetworkText(checked))
    ours = {name: own for text in texts for own, name in text.names.items()}
    ours |= {name.replace("_l0", ""): own for name, own in ours.items()} | {name: name for name in known}
    layered = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    return ours | {f"{name}_l0": own for name, own in ours.items() if name.rpartition(".")[2] in layered}

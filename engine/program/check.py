"""Judge a whole experiment: every problem at once, each with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.library.activations import ACTIVATIONS
from engine.library.cells import CELLS, GATE_BIAS
from engine.library.datasets import DATASETS, Table
from engine.library.initializers import INITIALIZERS
from engine.library.layers import NODE_TYPES, UNITS
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.library.rule import Array, Shape
from engine.spec.experiment import Experiment
from engine.spec.network import WEIGHTED, Choice, Network, Node
from engine.spec.problem import ExperimentError, Problem, text
from engine.spec.setting import Value, complete


@dataclass(frozen=True)
class Checked:
    """An experiment found legal, with what was computed on the way."""

    experiment: Experiment
    table: Table
    targets: Array
    optimizer: dict[str, Value]
    warnings: tuple[Problem, ...]


def check(experiment: Experiment) -> Checked:
    """Return the checked experiment, or raise ExperimentError with all problems."""
    problems = network_problems(experiment.network)
    table, found = load_table(experiment)
    problems += found
    problems += _choice_problems(experiment.loss, LOSSES, "loss")
    problems += _choice_problems(experiment.optimizer, OPTIMIZERS, "optimizer")
    settings: dict[str, Value] = {}
    if experiment.optimizer.name in OPTIMIZERS:
        row = OPTIMIZERS[experiment.optimizer.name]
        settings, found = complete(row.settings, experiment.optimizer.settings, "optimizer")
        conflict = None if found else row.conflict(settings)
        problems += found + ([conflict] if conflict else [])
    if not problems:
        problems += _fit_problems(experiment, table)
        problems += _training_problems(experiment, table)
        problems += _parameter_problems(experiment)
    if problems:
        raise ExperimentError(problems)
    return Checked(experiment, table, _targets(experiment, table), settings, tuple(warnings(experiment, table)))


def network_problems(network: Network) -> list[Problem]:
    """What is wrong with the drawing itself."""
    problems = network.problems()
    if not network.nodes:
        return [Problem("network", text("the network is empty."), text("Add an input layer and a dense layer."))]
    for node in network.nodes:
        problems += _node_problems(network, node)
    if not network.inputs():
        problems.append(Problem("network", text("there is no input layer."), text("Add one and wire it to a layer.")))
    ends = network.outputs()
    if len(ends) != 1 and not problems:
        names = ", ".join(node.id for node in ends)
        message = text("there is no output layer.") if not ends else text("several layers end nowhere: {names}.")
        problems.append(Problem("network", message, text("Exactly one layer must be the output; wire the others on or delete them."),
                                {"names": names}))  # fmt: skip
    return problems


def _node_problems(network: Network, node: Node) -> list[Problem]:
    where = f"network.nodes.{node.id}"
    if node.type not in NODE_TYPES:
        return [Problem(f"{where}.type", text("unknown layer type {type!r}."), text("Known here: {known}."),
                        {"type": node.type, "known": ", ".join(NODE_TYPES)})]  # fmt: skip
    units = UNITS.problem(node.units, f"{where}.units")
    problems = [units] if units else []
    if node.type == "input":
        return problems
    problems += _choice_problems(node.activation, ACTIVATIONS, f"{where}.activation")
    problems += _choice_problems(node.initializer, INITIALIZERS, f"{where}.initializer")
    gate = GATE_BIAS.problem(node.gate_bias, f"{where}.gate_bias")
    problems += [gate] if gate else []
    if not network.incoming(node.id):
        problems.append(Problem(where, text("nothing flows into this layer."), text("Draw a wire that ends at it.")))
    return problems


def _choice_problems(choice: Choice, rows: Mapping[str, Any], where: str) -> list[Problem]:
    """Whether a named choice exists and its settings are legal."""
    if choice.name not in rows:
        return [Problem(where, text("unknown name {name!r}."), text("Known here: {known}."),
                        {"name": choice.name, "known": ", ".join(rows)})]  # fmt: skip
    return complete(getattr(rows[choice.name], "settings", ()), choice.settings, where)[1]


def load_table(experiment: Experiment) -> tuple[Table, list[Problem]]:
    """The data of an experiment, or problems and an empty table."""
    nothing = Table(np.zeros((1, 1)), np.zeros((1, 1)))
    choice = experiment.data
    if choice.name not in DATASETS:
        return nothing, _choice_problems(choice, DATASETS, "data")
    row = DATASETS[choice.name]
    if choice.name == "table":
        values: dict[str, Any] = {"inputs": (), "targets": (), **choice.settings}
        unknown = [name for name in values if name not in ("inputs", "targets")]
        found = [Problem(f"data.{name}", text("unknown setting {name!r}."), text("Known here: {known}."),
                         {"name": name, "known": "inputs, targets"}) for name in unknown]  # fmt: skip
    else:
        values, found = complete(row.settings, choice.settings, "data")
    if found:
        return nothing, found
    try:
        return row.make(seed=experiment.seed, **values), []
    except ExperimentError as error:
        return nothing, list(error.problems)


def _fit_problems(experiment: Experiment, table: Table) -> list[Problem]:
    """Whether the network's ends fit the data, and the targets fit the loss."""
    problems = []
    inputs = experiment.network.inputs()
    units, features = sum(node.units for node in inputs), table.inputs.shape[-1]
    if units != features:
        names = ", ".join(node.id for node in inputs)
        problems.append(Problem(f"network.nodes.{inputs[0].id}.units", text("the input has {units} units, the data {features} features."),
                                text("Set the units of {names} to {features} together."),
                                {"units": units, "features": features, "names": names}))  # fmt: skip
    output = experiment.network.outputs()[0]
    width = table.targets.shape[-1]
    if output.units != width and not _class_numbers(experiment, table):
        problems.append(Problem(f"network.nodes.{output.id}.units", text("the output has {units} units, the targets have {width} values."),
                                text("Set the units of {node} to {width}."),
                                {"units": output.units, "width": width, "node": output.id}))  # fmt: skip
    low, high = LOSSES[experiment.loss.name].range
    worst = table.targets.max() if _class_numbers(experiment, table) else None
    if worst is not None:
        low, high = 0, output.units - 1
    outside = table.targets[(table.targets < low) | (table.targets > high)]
    if outside.size:
        problems.append(Problem("data.targets", text("the loss {loss} needs targets between {low:g} and {high:g}; there is {value:g}."),
                                text("Choose another loss, or scale the targets."),
                                {"loss": experiment.loss.name, "low": low, "high": high, "value": float(outside.flat[0])}))  # fmt: skip
    return problems


def _class_numbers(experiment: Experiment, table: Table) -> bool:
    """Whether targets are class numbers, as torch.nn.CrossEntropyLoss takes them."""
    output = experiment.network.outputs()[0]
    return experiment.loss.name == "cross_entropy" and table.targets.shape[-1] == 1 and output.units > 1


def _targets(experiment: Experiment, table: Table) -> Array:
    """Targets of shape (samples, ..., output units): class numbers one-hot, smoothed where the loss says so."""
    targets = table.targets
    if _class_numbers(experiment, table):
        targets = np.eye(experiment.network.outputs()[0].units)[targets[..., 0].astype(int)]
    smoothing = experiment.loss.settings.get("label_smoothing", 0.0)
    result: Array = targets * (1 - smoothing) + smoothing / targets.shape[-1] if smoothing else targets
    return result


def _training_problems(experiment: Experiment, table: Table) -> list[Problem]:
    training, problems = experiment.training, []
    if training.batch_size is not None and not 1 <= training.batch_size <= table.samples:
        problems.append(Problem("training.batch_size", text("must lie between 1 and the {samples} samples; it is {size}."),
                                text("Use null for all samples."), {"samples": table.samples, "size": training.batch_size}))  # fmt: skip
    problems += _clip_problems(training.clip)
    if training.truncate is not None:
        problems.append(
            Problem("training.truncate", text("this version cannot do that yet."), text("Remove the setting, or use null."))
        )
    known = parameter_shapes(experiment.network)
    problems += [Problem("training.freeze", text("there is no parameter {name!r}."), text("Known here: {known}."),
                         {"name": name, "known": ", ".join(known)}) for name in training.freeze if name not in known]  # fmt: skip
    if not set(known) - set(training.freeze):
        problems.append(Problem("training.freeze", text("every parameter is frozen, so nothing can learn."),
                                text("Leave at least one free.")))  # fmt: skip
    return problems


def _clip_problems(clip: dict[str, float] | None) -> list[Problem]:
    if clip is None:
        return []
    if len(clip) != 1 or not set(clip) <= {"norm", "value"} or not all(0 < limit < float("inf") for limit in clip.values()):
        return [Problem("training.clip", text("needs exactly one positive limit."), text("Write a norm or a value, such as {example}."),
                        {"example": '{"norm": 1.0}'})]  # fmt: skip
    return []


def parameter_shapes(network: Network) -> dict[str, Shape]:
    """Names and shapes of all parameters: wires first, then the bias, layer by layer."""
    shapes: dict[str, Shape] = {}
    for node in network.nodes:
        incoming = network.incoming(node.id)
        if node.type in CELLS:
            width = sum(network.node(wire.source).units for wire in incoming)
            shapes.update({f"{node.id}.{name}": shape for name, shape in CELLS[node.type].shapes(node.units, width).items()})
            continue
        for wire in incoming:
            if wire.kind == WEIGHTED:
                shapes[wire.weight] = (node.units, network.node(wire.source).units)
        if node.type != "input" and node.bias:
            shapes[f"{node.id}.bias"] = (node.units,)
    return shapes


def _parameter_problems(experiment: Experiment) -> list[Problem]:
    shapes, problems = parameter_shapes(experiment.network), []
    for name, value in experiment.parameters.items():
        where = f"parameters.{name}"
        if name not in shapes:
            problems.append(Problem(where, text("there is no parameter {name!r}."), text("Known here: {known}."),
                                    {"name": name, "known": ", ".join(shapes)}))  # fmt: skip
            continue
        try:
            array = np.array(value, float)
        except (ValueError, TypeError):
            array = np.empty((0,))
        if array.shape != shapes[name]:
            problems.append(Problem(where, text("has shape {given}, but {wanted} is needed (rows are the target's units)."),
                                    text("Correct the numbers, or remove the entry."),
                                    {"given": array.shape, "wanted": shapes[name]}))  # fmt: skip
        elif not np.isfinite(array).all():
            problems.append(Problem(where, text("a value is not a finite number."), text("Replace NaN and infinity by numbers.")))
    return problems


def warnings(experiment: Experiment, table: Table) -> list[Problem]:
    """Legal but unwise: pairs of output and loss that do not belong together, delays without time."""
    output = experiment.network.outputs()[0]
    loss = LOSSES[experiment.loss.name]
    found = []
    if output.activation.name not in loss.outputs:
        found.append(Problem(f"network.nodes.{output.id}.activation", text("{loss} does not go with the output activation {activation}."),
                             text("Use: {wanted}."), {"loss": loss.title, "activation": output.activation.name,
                                                      "wanted": ", ".join(loss.outputs)}, warning=True))  # fmt: skip
    if table.length == 1 and (
        any(wire.delay for wire in experiment.network.wires) or any(n.type in CELLS for n in experiment.network.nodes)
    ):
        found.append(Problem("data", text("the data have one time step, so delayed wires and cells remember only zeros."),
                             text("Pick sequences such as \"Next character\" or \"Echo\"."), warning=True))  # fmt: skip
    return found

"""Check a whole experiment: every problem at once, each with its place and how to fix it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.library import drawing
from engine.library.activations import ACTIVATIONS
from engine.library.blocks import block_problems
from engine.library.datasets import DATASETS, GIVEN, made
from engine.library.initializers import INITIALIZERS
from engine.library.layers import LAYER_TYPES, UNITS, node_settings
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.library.rule import Array
from engine.library.samples import Table
from engine.library.schedules import SCHEDULES
from engine.library.sites import site
from engine.model.experiment import CLASS_NAMES, Experiment
from engine.model.kinds import misfits
from engine.model.network import Choice, Network, Node
from engine.model.problem import ExperimentError, Problem, text
from engine.model.setting import Setting, Value, complete
from engine.program.ends import ends_problem, fit_problems, mismatch, no_loss
from engine.program.heads import Head, aimed, heads, main_head
from engine.program.targets import NO_TARGETS, Goal, goal

L1 = Setting(
    "l1", "L1", 0.0, text("Adds this multiple of the sign of each weight to its gradient: small weights are driven to 0."), 0.0, 1e3
)


@dataclass(frozen=True)
class Checked:
    """An experiment found legal, with what was computed on the way: a goal for each output, the main one first."""

    experiment: Experiment
    table: Table
    goals: tuple[Goal, ...]
    optimizer: dict[str, Value]
    warnings: tuple[Problem, ...]

    @property
    def goal(self) -> Goal:
        """That of the main output."""
        return self.goals[0]

    @property
    def targets(self) -> Array:
        """What the main output is compared with, as numbers."""
        return self.goal.targets

    @property
    def mask(self) -> Array | None:
        """Which of the targets of the main output count; None where all do."""
        return self.goal.mask


def check(experiment: Experiment | Checked) -> Checked:
    """Return the checked experiment, or raise ExperimentError with all problems; what is checked already stays as it is."""
    if isinstance(experiment, Checked):
        return experiment
    wrong = [*misfits(experiment, Experiment, "")]
    if wrong:
        raise ExperimentError(wrong)
    experiment = replace(experiment, network=drawing.with_grids(experiment.network))
    problems = network_problems(experiment.network)
    found = _choice_problems(experiment.loss, LOSSES, "loss")
    problems += found
    raw, found = raw_table(experiment)
    problems += found
    problems += _choice_problems(experiment.optimizer, OPTIMIZERS, "optimizer")
    problems += _choice_problems(experiment.training.schedule, SCHEDULES, "training.schedule")
    settings: dict[str, Value] = {}
    if experiment.optimizer.name in OPTIMIZERS:
        row = OPTIMIZERS[experiment.optimizer.name]
        settings, found = complete(row.settings, experiment.optimizer.settings, "optimizer")
        conflict = None if found else row.conflict(settings)
        problems += found + ([conflict] if conflict else [])
    tables: list[tuple[Head, Table]] = []
    if not problems:
        tables, problems = _aimed(experiment, raw)
    if not problems:
        problems += _input_problems(experiment, raw) + _look_up_problems(experiment, raw)
        problems += [problem for head, table in tables for problem in fit_problems(head, table)]
        problems += _training_problems(experiment, raw, tables)
        problems += _parameter_problems(experiment)
    if problems:
        raise ExperimentError(problems)
    goals = tuple(goal(head, table, experiment.training) for head, table in tables)
    return Checked(experiment, tables[0][1], goals, settings, tuple(warnings(experiment, goals)))


def _aimed(experiment: Experiment, table: Table) -> tuple[list[tuple[Head, Table]], list[Problem]]:
    """Each output with the table that has its targets, or why there is none."""
    found: list[tuple[Head, Table]] = []
    problems: list[Problem] = []
    for head in heads(experiment):
        try:
            found.append((head, aimed(head, table)))
        except ExperimentError as error:
            problems += error.problems
    return found, problems


def network_problems(network: Network) -> list[Problem]:
    """Problems of the drawing itself."""
    problems = drawing.problems(network)
    if not network.nodes:
        return [Problem("network", text("the network is empty."), text("Add an input layer and a dense layer."))]
    for node in network.nodes:
        problems += _node_problems(network, node)
    problems += block_problems(network)
    if not network.inputs():
        problems.append(
            Problem("network", text("there is no input layer."), text("Add an input layer and wire it to another layer."))
        )
    if network.main is None and not problems:
        problems.append(ends_problem(network))
    return problems


def _node_problems(network: Network, node: Node) -> list[Problem]:
    where = f"network.nodes.{node.id}"
    if node.type not in LAYER_TYPES:
        return [Problem(f"{where}.type", text("unknown layer type {type!r}."), text("Known names: {known}."),
                        {"type": node.type, "known": ", ".join(LAYER_TYPES)})]  # fmt: skip
    row = LAYER_TYPES[node.type]
    units = UNITS.problem(node.units, f"{where}.units")
    problems = ([units] if units else []) + complete(row.settings, node.settings, where)[1]
    if row.build is None:
        return [*problems, *no_loss(node)]
    problems += _choice_problems(node.activation, {name: ACTIVATIONS[name] for name in row.activations or ("identity",)},
                                 f"{where}.activation")  # fmt: skip
    problems += _choice_problems(node.initializer, INITIALIZERS, f"{where}.initializer")
    problems += [] if node.loss is None else _choice_problems(node.loss, LOSSES, f"{where}.loss")
    if not network.incoming(node.id):
        return [*problems, Problem(where, text("no wire leads into this layer."), text("Draw a wire into this layer."))]
    lost = not all(network.has(wire.source) for wire in network.incoming(node.id))
    unfit = None if problems or lost else row.problem(site(network, node))
    return [*problems, unfit] if unfit else problems


def _choice_problems(choice: Choice, rows: Mapping[str, Any], where: str) -> list[Problem]:
    """Whether a named choice exists and its settings are legal."""
    if choice.name not in rows:
        return [Problem(where, text("unknown name {name!r}."), text("Known names: {known}."),
                        {"name": choice.name, "known": ", ".join(rows)})]  # fmt: skip
    return complete(getattr(rows[choice.name], "settings", ()), choice.settings, where)[1]


def load_table(experiment: Experiment) -> tuple[Table, list[Problem]]:
    """The data of an experiment, with what its main output is compared with as targets; or problems and an empty table."""
    table, problems = raw_table(experiment)
    if problems or not experiment.network.outputs():
        return table, problems
    try:
        return aimed(main_head(experiment), table), []
    except ExperimentError as error:
        return table, list(error.problems)


def raw_table(experiment: Experiment) -> tuple[Table, list[Problem]]:
    """The data of an experiment as they are, or problems and an empty table."""
    nothing = Table(np.zeros((1, 1)), np.zeros((1, 1)))
    choice = experiment.data
    if choice.name not in DATASETS:
        return nothing, _choice_problems(choice, DATASETS, "data")
    row = DATASETS[choice.name]
    own, names = GIVEN.get(choice.name, ()), choice.settings.get(CLASS_NAMES, ())
    settings = {name: value for name, value in choice.settings.items() if name not in (*own, CLASS_NAMES)}
    values, found = complete(row.settings, settings, "data")
    values |= {name: choice.settings[name] for name in own if name in choice.settings}
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        found.append(Problem(f"data.{CLASS_NAMES}", text("the class names must be a list of words.")))
    if found:
        return nothing, found
    try:
        return replace(made(choice.name, experiment.seed, values), class_names=tuple(names)), []
    except ExperimentError as error:
        return nothing, list(error.problems)


def _input_problems(experiment: Experiment, table: Table) -> list[Problem]:
    """Whether the input layers take as many values as the data have features."""
    inputs = experiment.network.inputs()
    units, features = sum(node.units * node.positions for node in inputs), table.inputs.shape[-1]
    if units == features:
        return []
    where = f"network.nodes.{inputs[0].id}"
    args = {"units": units, "features": features, "names": ", ".join(node.id for node in inputs)}
    if any(node.grid for node in inputs):
        message = text("units × positions of the input layers: {units}, features in the data: {features}; they must be equal.")
        return [Problem(f"{where}.grid", message, text("Correct the units or the grid of {names}."), args)]
    message = text("input units: {units}, features in the data: {features}; they must be equal.")
    return [Problem(f"{where}.units", message, text("Set the units of {names} to {features} in total."), args)]


def _look_up_problems(experiment: Experiment, table: Table) -> list[Problem]:
    """Class indices must be whole and within the lookup table."""
    problems, start = [], 0
    for node in experiment.network.inputs():
        stop = start + node.units * node.positions
        column, start = table.inputs[..., start:stop], stop
        for wire in experiment.network.wires:
            target = experiment.network.node(wire.target)
            if wire.source != node.id or not LAYER_TYPES[target.type].takes.class_numbers:
                continue
            classes = int(node_settings(target).get("classes", target.units))
            wrong = column[(column != np.round(column)) | (column < 0) | (column >= classes)]
            if wrong.size:
                problems.append(
                    Problem(
                        f"network.nodes.{target.id}",
                        text("needs class indices 0 to {last}; the data contain {value:g}."),
                        text("Set its number of classes, or choose data with class indices."),
                        {"last": classes - 1, "value": float(wrong.flat[0])},
                    )
                )
    return problems


def _training_problems(experiment: Experiment, table: Table, tables: list[tuple[Head, Table]]) -> list[Problem]:
    training, problems = experiment.training, []
    if training.batch_size is not None and not 1 <= training.batch_size <= table.samples:
        problems.append(
            Problem(
                "training.batch_size",
                text("must be between 1 and the number of samples ({samples}); it is {size}."),
                text("Use null for a single batch of all samples."),
                {"samples": table.samples, "size": training.batch_size},
            )
        )
    problems += _clip_problems(training.clip)
    problems += _truncation_problems(training.truncate, table, all(aim.targets.ndim == 3 for _, aim in tables))
    l1 = L1.problem(training.l1, "training.l1")
    problems += [l1] if l1 else []
    batch = training.batch_size or table.samples
    problems += [
        Problem(
            f"network.nodes.{node.id}",
            text("Expected more than 1 value per channel when training: the batch has one sample."),
            text("Use larger batches, or LayerNorm."),
        )
        for node in experiment.network.nodes
        if batch < LAYER_TYPES[node.type].least_samples
    ]
    known = drawing.parameter_shapes(experiment.network, training.no_bias)
    problems += [Problem("training.freeze", text("there is no parameter {name!r}."), text("Known names: {known}."),
                         {"name": name, "known": ", ".join(known)}) for name in training.freeze if name not in known]  # fmt: skip
    if not set(known) - set(training.freeze):
        problems.append(Problem("training.freeze", text("every parameter is frozen, so nothing can be learned."),
                                text("Leave at least one unfrozen.")))  # fmt: skip
    elif not set(known) - set(training.freeze) - drawing.cut_off(experiment.network):
        problems.append(Problem("network.wires", text("no gradient reaches any parameter that is trained."),
                                text("Let gradients pass through at least one of the wires that stop them.")))  # fmt: skip
    return problems


def _truncation_problems(cut: dict[str, int] | None, table: Table, every: bool) -> list[Problem]:
    """Whether sequences can be cut like that; `every`: all losses have targets at every time step."""
    if cut is None:
        return []
    where = "training.truncate"
    if set(cut) != {"k1", "k2"} or any(isinstance(k, bool) or not isinstance(k, int) or k < 1 for k in cut.values()):
        return [Problem(where, text("needs two positive integers: k1 new time steps per training step, "
                                    "gradients over k2 time steps."),
                        text("Write {example}."), {"example": '{"k1": 5, "k2": 5}'})]  # fmt: skip
    k1, k2 = min(cut["k1"], table.length), cut["k2"]
    if k2 < k1:
        return [
            Problem(
                where,
                text("k2 ({k2}) is smaller than k1 ({k1}), so some losses would be ignored."),
                text("Make k2 at least k1."),
                {"k1": k1, "k2": k2},
            )
        ]
    if table.length % k1:
        return [
            Problem(
                where,
                text("{length} time steps cannot be divided evenly into windows of {k1}."),
                text("Use a divisor of {length} for k1."),
                {"length": table.length, "k1": k1},
            )
        ]
    if k1 < table.length and not every:
        return [Problem(where, text("targets exist only at the last time step, so earlier windows have no loss."),
                        text("Use null, or data with a target at every time step."))]  # fmt: skip
    return []


def _clip_problems(clip: dict[str, float] | None) -> list[Problem]:
    if clip is None:
        return []
    if len(clip) != 1 or not set(clip) <= {"norm", "value"} or not all(0 < limit < float("inf") for limit in clip.values()):
        return [
            Problem(
                "training.clip",
                text("needs exactly one positive limit."),
                text("Write a norm or a value, such as {example}."),
                {"example": '{"norm": 1.0}'},
            )
        ]
    return []


def _parameter_problems(experiment: Experiment) -> list[Problem]:
    shapes = drawing.legal_shapes(experiment.network, experiment.training.no_bias)
    problems = []
    for name, value in experiment.parameters.items():
        where = f"parameters.{name}"
        if name not in shapes:
            problems.append(Problem(where, text("there is no parameter {name!r}."), text("Known names: {known}."),
                                    {"name": name, "known": ", ".join(shapes)}))  # fmt: skip
            continue
        try:
            array = np.array(value, float)
        except (ValueError, TypeError):
            array = np.empty((0,))
        if array.shape not in shapes[name]:
            problems.append(Problem(where, text("has shape {given}, but {wanted} is expected (rows: target units)."),
                                    text("Correct the numbers, or remove the entry."),
                                    {"given": array.shape, "wanted": shapes[name][0]}))  # fmt: skip
        elif not np.isfinite(array).all():
            problems.append(
                Problem(where, text("a value is not a finite number."), text("Replace NaN and infinity with finite numbers."))
            )
    return problems


def warnings(experiment: Experiment, goals: tuple[Goal, ...]) -> list[Problem]:
    """Legal but unwise: mismatched pairs of output and loss, delays without time, steps without a target."""
    found = [problem for each in goals for problem in mismatch(each.head)]
    if goals[0].table.length == 1 and (
        any(wire.delay for wire in experiment.network.wires)
        or any(LAYER_TYPES[node.type].states for node in experiment.network.nodes)
    ):
        found.append(Problem("data", text("the data have only one time step, so delayed wires and cells see only zeros."),
                             text('Choose sequence data such as “Next character” or “Echo”.'), warning=True))  # fmt: skip
    if any(each.empty for each in goals):
        found.append(NO_TARGETS)
    return found

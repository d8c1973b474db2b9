"""Experiment -> Program: forward, loss, backward and update of one training step."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine.library.activations import ACTIVATIONS, SIGMOID_MISTAKEN
from engine.library.cells import CELLS
from engine.library.clipping import CLAMP, COEFFICIENT, ROOT, SHORTEN, SQUARED_NORM
from engine.library.initializers import INITIALIZERS
from engine.library.losses import LOSSES
from engine.library.ops import ADD, ADD_BIAS, AFFINE, CONCAT, MATMUL, MUL, SCALE
from engine.library.optimizers import OPTIMIZERS
from engine.library.random_stream import Stream
from engine.library.rule import Array, Call, Rule, Shape
from engine.program.autodiff import Gradients, backward
from engine.program.builder import Builder
from engine.program.cells import CellStep, gru, lstm
from engine.program.check import Checked, check, parameter_shapes
from engine.program.program import (
    FORWARD,
    INPUT,
    LOSS,
    LOSS_VALUE,
    MOMENT,
    PARAMETER,
    PARAMETER_GRADIENT,
    PREACTIVATION,
    SCALAR,
    STATE,
    TARGET,
    UPDATE,
    UPDATED,
    VALUE,
    Batches,
    Feed,
    Program,
)
from engine.spec.experiment import Experiment
from engine.spec.network import WEIGHTED, Network, Node, Wire
from engine.spec.setting import Value, complete


def lower(experiment: Experiment | Checked) -> Program:
    """The program of one training step; ExperimentError with all problems if there is none."""
    return _Lowering(experiment if isinstance(experiment, Checked) else check(experiment)).program()


def lower_forward(experiment: Experiment, inputs: Array) -> Program:
    """A program that only predicts, for inputs of shape (samples, features) or (samples, time, features)."""
    checked = check(experiment)
    return _Lowering(checked, np.asarray(inputs, float)).forward_only()


def initial_parameters(experiment: Experiment) -> dict[str, Array]:
    """Starting values: those given by the experiment, the rest drawn from its seed.

    Each parameter has its own random stream, so adding a layer does not change the others.
    """
    network, values = experiment.network, {}
    for name, shape in parameter_shapes(network).items():
        if name in experiment.parameters:
            values[name] = np.array(experiment.parameters[name], float)
        else:
            values[name] = _drawn(experiment, network.node(_owner(network, name)), name, shape)
    return values


def _drawn(experiment: Experiment, node: Node, name: str, shape: Shape) -> Array:
    """A parameter drawn from its own stream by the node's initializer."""
    row = INITIALIZERS[node.initializer.name]
    settings, _ = complete(row.settings, node.initializer.settings, "")
    stream = Stream(experiment.seed, "parameter", name)
    # torch.nn.LSTM and GRU draw all their parameters from U(+-1/sqrt(units)).
    cell = node.type in CELLS
    if len(shape) == 2:
        return row.weight(stream, shape, node.units if cell else shape[1], **settings)
    fan_in = node.units if cell else _fan_in(experiment.network, node)
    value = row.bias(stream, shape, fan_in, **(settings if row.bias is row.weight else {}))
    if cell and name.endswith("bias_ih"):
        start, stop = CELLS[node.type].rows(CELLS[node.type].keeper, node.units)
        value[start:stop] += node.gate_bias
    return value


def _owner(network: Network, name: str) -> str:
    """The node that a parameter belongs to: a wire's weight belongs to its target."""
    return next((wire.target for wire in network.wires if wire.weight == name), name.rpartition(".")[0])


def _fan_in(network: Network, node: Node) -> int:
    return sum(network.node(wire.source).units for wire in network.incoming(node.id) if wire.kind == WEIGHTED) or 1


class _Lowering:
    """One pass over the network; keeps what the later phases need of the earlier ones."""

    def __init__(self, checked: Checked, inputs: Array | None = None) -> None:
        self.checked = checked
        self.experiment = checked.experiment
        self.network = self.experiment.network
        self.builder = Builder()
        self.inputs = checked.table.inputs if inputs is None else inputs
        samples = self.inputs.shape[0]
        training = self.experiment.training
        batch = samples if inputs is not None else (training.batch_size or samples)
        self.batches = Batches(samples, batch, training.shuffle and inputs is None, self.experiment.seed)
        self.length = self.inputs.shape[1] if self.inputs.ndim == 3 else 1
        self.feeds: list[Feed] = []
        self.weights: dict[str, int] = {}
        self.outputs_at: dict[tuple[str, int], int] = {}
        self.carried: list[tuple[int, int]] = []

    def forward_only(self) -> Program:
        self._parameters()
        self._forward()
        return self.builder.finish(feeds=tuple(self.feeds), batches=self.batches, outputs=self._outputs(), length=self.length)

    def program(self) -> Program:
        self._parameters()
        self._forward()
        losses, loss = self._loss()
        trained = [slot for name, slot in self.weights.items() if name not in self.experiment.training.freeze]
        gradients = backward(self.builder, loss, trained, self._backward_order())
        used, step = self._update(trained, gradients)
        return self.builder.finish(
            carried=tuple(self.carried), gradient_of=gradients.of, parts_of=gradients.parts, used_gradient=used,
            feeds=tuple(self.feeds), batches=self.batches, step_slot=step, loss=loss, losses=losses,
            outputs=self._outputs(), length=self.length,
        )  # fmt: skip

    # forward -------------------------------------------------------------------------------------

    def _parameters(self) -> None:
        for name, value in initial_parameters(self.experiment).items():
            self.weights[name] = self.builder.parameter(name, value, _owner(self.network, name))

    def _forward(self) -> None:
        times = range(1, self.length + 1)
        for time in times:
            self._feed_inputs(time)
        for time in times:
            for node in self.network.order():
                if node.type != "input":
                    with self.builder.at(*self._path(FORWARD, node.id, time)):
                        self._cell(node, time) if node.type in CELLS else self._dense(node, time)

    def _path(self, phase: str, node: str, time: int) -> tuple[tuple[str, Any], ...]:
        inside = (("time", time),) if self.length > 1 else ()
        return (("phase", phase), *inside, ("node", node))

    def _name(self, stem: str, time: int) -> str:
        return f"{stem}[{time}]" if self.length > 1 else stem

    def _feed(self, name: str, rows: Array, kind: str, node: str, time: int) -> int:
        """A slot fed with `rows` of shape (samples, features)."""
        slot = self.builder.slot(name, (rows.shape[1], self.batches.size), kind, node, time)
        self.feeds.append(Feed(slot, np.ascontiguousarray(rows.T)))
        return slot

    def _feed_inputs(self, time: int) -> None:
        rows = self.inputs[:, time - 1] if self.inputs.ndim == 3 else self.inputs
        start = 0
        for node in self.network.inputs():
            part = rows[:, start : start + node.units]
            self.outputs_at[node.id, time] = self._feed(self._name(node.id, time), part, INPUT, node.id, time)
            start += node.units

    def _source(self, wire: Wire, time: int) -> int:
        """The value that a wire reads at a time step; before the first one it is 0."""
        time -= wire.delay
        key = (wire.source, time)
        if key not in self.outputs_at:
            units = self.network.node(wire.source).units
            self.outputs_at[key] = self.builder.constant(f"{wire.source}.a[{time}]", np.zeros((units, self.batches.size)))
        return self.outputs_at[key]

    def _weight(self, wire: Wire, time: int) -> int:
        """The wire's matrix, with pruned weights set to 0."""
        weight = self.weights[wire.weight]
        if wire.mask is None:
            return weight
        name = f"{wire.id}.mask"
        mask = self.builder.names.get(name)
        if mask is None:
            mask = self.builder.constant(name, wire.mask)
        return self.builder.apply(MUL, weight, mask, name=self._name(f"{wire.id}.pruned", time), node=wire.target, time=time)

    def _dense(self, node: Node, time: int) -> None:
        """z = sum of W x over the wires + b; a = f(z)."""
        total = self._sum_of_wires(node, time)
        z = self.builder.relabel(total, self._name(f"{node.id}.z", time), PREACTIVATION)
        self.outputs_at[node.id, time] = self._activate(node, z, time)

    def _cell(self, node: Node, time: int) -> None:
        """One step of an LSTM or GRU; its state is 0 before the first."""
        sources = [self._source(wire, time) for wire in self.network.incoming(node.id)]
        x = sources[0]
        for number, source in enumerate(sources[1:], 2):
            x = self.builder.apply(CONCAT, x, source, name=self._name(f"{node.id}.x{number}", time), node=node.id, time=time)
        h = self._past(node, "a", time)
        prefix = f"{node.id}."
        parameters = {name.removeprefix(prefix): slot for name, slot in self.weights.items() if name.startswith(prefix)}
        suffix = f"[{time}]" if self.length > 1 else ""
        step = CellStep(self.builder, node.type, node.id, node.units, time, suffix, parameters)
        if node.type == "lstm":
            h, self.outputs_at[f"{node.id}.c", time] = lstm(step, x, h, self._past(node, "c", time))
        else:
            h = gru(step, x, h)
        self.outputs_at[node.id, time] = h

    def _past(self, node: Node, state: str, time: int) -> int:
        """A state of the time step before."""
        key = (node.id if state == "a" else f"{node.id}.{state}", time - 1)
        if key not in self.outputs_at:
            zeros = np.zeros((node.units, self.batches.size))
            self.outputs_at[key] = self.builder.constant(f"{node.id}.{state}[{time - 1}]", zeros)
        return self.outputs_at[key]

    def _sum_of_wires(self, node: Node, time: int) -> int:
        apply = self.builder.apply
        bias = self.weights.get(f"{node.id}.bias")
        place: dict[str, Any] = {"node": node.id, "time": time}
        total: int | None = None
        wires = sorted(self.network.incoming(node.id), key=lambda wire: (wire.kind != WEIGHTED, wire.delay))
        for wire in wires:
            x = self._source(wire, time)
            name = self._name(f"{wire.id}", time)
            if wire.kind != WEIGHTED:
                part = x if total is not None else apply(SCALE, x, name=name, factor=1.0, **place)
            elif bias is not None:
                part, bias = apply(AFFINE, self._weight(wire, time), x, bias, name=name, **place), None
            else:
                part = apply(MATMUL, self._weight(wire, time), x, name=name, **place)
            total = part if total is None else apply(ADD, total, part, name=f"{name} added", **place)
        assert total is not None
        if bias is not None:
            total = apply(ADD_BIAS, total, bias, name=self._name(f"{node.id} biased", time), **place)
        return total

    def _activate(self, node: Node, z: int, time: int) -> int:
        row = ACTIVATIONS[node.activation.name]
        name = self._name(f"{node.id}.a", time)
        if row.op is None:
            self.builder.names[name] = z
            return z
        settings, _ = complete(row.settings, node.activation.settings, "")
        mistaken = self.experiment.training.derivative_of_output and row.name == "sigmoid"
        op = SIGMOID_MISTAKEN if mistaken else row.op
        return self.builder.apply(op, z, name=name, kind=VALUE, node=node.id, time=time, **settings)

    def _outputs(self) -> tuple[int, ...]:
        output = self.network.outputs()[0].id
        return tuple(self.outputs_at[output, time] for time in range(1, self.length + 1))

    # loss ----------------------------------------------------------------------------------------

    def _loss(self) -> tuple[tuple[int, ...], int]:
        """One loss for each time step that has a target, and their sum."""
        row = LOSSES[self.experiment.loss.name]
        targets = self.checked.targets
        timed = list(enumerate(self._outputs(), 1))
        if targets.ndim == 2:
            targets, timed = targets[:, None], timed[-1:]  # a target for the last time step only
        count = self.batches.size * len(timed) * (1 if row.over_samples else targets.shape[-1])
        settings, _ = complete(row.settings, self.experiment.loss.settings, "")
        scale = 1 / count if settings.pop("reduction") == "mean" else 1.0
        settings.pop("label_smoothing", None)  # already in the targets
        losses = []
        for number, (time, prediction) in enumerate(timed):
            target = self._feed(self._name("target", time), targets[:, number], TARGET, "target", time)
            with self.builder.at(*self._path(LOSS, "loss", time)):
                losses.append(self.builder.apply(row.op, prediction, target, name=self._name("loss", time), kind=LOSS_VALUE,
                                                 node="loss", time=time, scale=scale, **settings))  # fmt: skip
        return tuple(losses), self._total_loss(losses)

    def _total_loss(self, losses: list[int]) -> int:
        total = losses[0]
        with self.builder.at(("phase", LOSS), ("node", "loss")):
            for time, part in enumerate(losses[1:], 2):
                name = "loss" if time == len(losses) else f"loss[1…{time}]"
                total = self.builder.apply(ADD, total, part, name=name, kind=LOSS_VALUE, node="loss", time=self.length + 1)
        self.builder.names["loss"] = total
        return total

    def _backward_order(self) -> list[int]:
        """Reverse order, but time step by time step, each beginning with its own loss."""
        code = self.builder.code
        return sorted(range(len(code)), key=lambda pc: (-self.builder.slots[code[pc].out].time, -pc))

    # update --------------------------------------------------------------------------------------

    def _update(self, trained: list[int], gradients: Gradients) -> tuple[dict[int, int], int]:
        row = OPTIMIZERS[self.experiment.optimizer.name]
        settings = self.checked.optimizer
        lr = self.builder.given("learning rate", settings["learning_rate"], SCALAR)
        step = self.builder.given("step", 1.0, SCALAR)
        shared: dict[str, int] = {}
        updating = {p: _Parameter(self.builder, p, shared, self.carried) for p in trained if p in gradients.of}
        used = {parameter: gradients.of[parameter] for parameter in updating}
        if not self.experiment.training.zero_grad:
            for parameter in used:
                with self.builder.at(*self._update_path(parameter)):
                    used[parameter] = updating[parameter].accumulate(used[parameter])
        clipped = self._clip(used)
        for parameter, at in updating.items():
            with self.builder.at(*self._update_path(parameter)):
                gradient = clipped[parameter]
                if self.experiment.training.wrong_sign:
                    gradient = at.apply(WRONG_SIGN, gradient, name="gradient with the wrong sign")
                at.keep(parameter, row.update(at, parameter, gradient, lr, step, settings))
        return used, step

    def _update_path(self, parameter: int) -> tuple[tuple[str, Any], ...]:
        return (("phase", UPDATE), ("node", self.builder.slots[parameter].name))

    def _clip(self, used: dict[int, int]) -> dict[int, int]:
        """The gradients after clipping; the same ones if nothing is clipped."""
        clip = self.experiment.training.clip
        if clip is None:
            return used
        with self.builder.at(("phase", UPDATE), ("node", "clip")):
            if "value" in clip:
                return {p: self._emit_clipped(CLAMP, p, (g,), limit=clip["value"]) for p, g in used.items()}
            squares = [self.builder.emit(SQUARED_NORM, (g,), (), f"‖{self.builder.slots[g].name}‖²", MOMENT) for g in used.values()]
            total = squares[0]
            for number, part in enumerate(squares[1:], 2):
                total = self.builder.emit(ADD.forward, (total, part), (), f"squared norm {number}", MOMENT)
            norm = self.builder.emit(ROOT, (total,), (), "gradient norm", MOMENT)
            factor = self.builder.emit(COEFFICIENT, (norm,), (), "clip factor", MOMENT, limit=clip["norm"])
            return {p: self._emit_clipped(SHORTEN, p, (g, factor)) for p, g in used.items()}

    def _emit_clipped(self, rule: Rule, parameter: int, operands: tuple[int, ...], **settings: float) -> int:
        slot = self.builder.slots[parameter]
        return self.builder.emit(
            rule, operands, slot.shape, f"{slot.name} clipped gradient", MOMENT, slot.node, 0, parameter, **settings
        )


def _copy_bind(out: Array, old: Array, g: Array) -> list[Call]:
    return [(np.add, (old, g, out))]


WRONG_SIGN = Rule(
    "wrong sign (a mistake kept on purpose)", ("g",), lambda out, g: [(np.negative, (g, out))], "−{g}", lambda g: int(math.prod(g))
)
ACCUMULATE = Rule("accumulate (no zero_grad)", ("old", "g"), _copy_bind, "{old} + {g}", lambda a, b: int(math.prod(a)))


class _Parameter:
    """Lets an optimizer append the update of one parameter (see library.optimizers.Updating)."""

    def __init__(self, builder: Builder, parameter: int, shared: dict[str, int], carried: list[tuple[int, int]]) -> None:
        self._builder, self._slot = builder, builder.slots[parameter]
        self._shared, self._carried = shared, carried

    def apply(self, rule: Rule, *operands: int, name: str, **settings: Value) -> int:
        return self._emit(rule, operands, self._slot.shape, f"{self._slot.name} {name}", **settings)

    def _emit(self, rule: Rule, operands: tuple[int, ...], shape: Shape, name: str, **settings: Value) -> int:
        return self._builder.emit(rule, operands, shape, name, MOMENT, self._slot.node, 0, self._slot.index, **settings)

    def state(self, name: str) -> int:
        return self._builder.given(f"{self._slot.name} old {name}", np.zeros(self._slot.shape), STATE, self._slot.node)

    def keep(self, state: int, new: int) -> None:
        self._carried.append((state, new))
        if self._builder.slots[state].kind == PARAMETER:
            self._builder.relabel(new, self._builder.slots[new].name, UPDATED)

    def shared(self, rule: Rule, *operands: int, name: str, **settings: Value) -> int:
        if name not in self._shared:
            self._shared[name] = self._builder.emit(rule, operands, (), name, MOMENT, **settings)  # type: ignore[arg-type]
        return self._shared[name]

    def accumulate(self, gradient: int) -> int:
        old = self.state("gradient")
        total = self.apply(ACCUMULATE, old, gradient, name="accumulated gradient")
        self.keep(old, total)
        self._builder.relabel(total, self._builder.slots[total].name, PARAMETER_GRADIENT)
        return total

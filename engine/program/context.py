"""What the parts of a lowering share: the builder, names, data, and the values of earlier time steps."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from engine.library.activations import ACTIVATIONS, SIGMOID_MISTAKEN
from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import first_state
from engine.library.ops import ADD, MUL
from engine.library.rule import Array, Shape
from engine.library.sequence import COLUMNS, GATE
from engine.library.sharing import TRANSPOSE
from engine.model.network import Node, Wire
from engine.model.setting import complete
from engine.program.builder import Builder
from engine.program.check import Checked
from engine.program.program import BUFFER, INPUT, SCALAR, STATE, VALUE, Batches, Feed, Noise, Signal


def state_key(node_id: str, state: str) -> str:
    """Where a state of a node is found: the node itself for what it passes on, `h.c` for an LSTM's cell."""
    return node_id if state == "a" else f"{node_id}.{state}"


def _stem(key: str) -> str:
    """The name of a state's values: `h.a` or `h.c`."""
    return key if "." in key else f"{key}.a"


def nothing(shape: Shape) -> Array:
    """Zeros of that shape that take no room; they cannot be written to."""
    return np.broadcast_to(0.0, shape)


class Lowering:
    """One pass over an experiment. Inputs given explicitly mean prediction: whole sequences, no noise.

    With truncation the program covers a window of the sequence: `context` time steps that were
    seen before, then the new ones. The state before the window is carried from the step before.
    A `dry` one has zeros without room in the place of all large arrays: only its shapes count.
    """

    def __init__(self, checked: Checked, inputs: Array | None = None, dry: bool = False, at_once: int | None = None) -> None:
        self.dry = dry
        self.checked, self.experiment = checked, checked.experiment
        self.network, self.training = self.experiment.network, self.experiment.training
        self.builder = Builder()
        self.predicting = inputs is not None
        self.inputs = checked.table.inputs if inputs is None else inputs
        self._window()
        samples = self.inputs.shape[0]
        batch = (at_once if self.predicting else self.training.batch_size) or samples
        self.batches = Batches(samples, batch, self.training.shuffle and not self.predicting, self.experiment.seed, self.chunks)
        self.feeds: list[Feed] = []
        self.signals: list[Signal] = []
        self.noise: list[Noise] = []
        self.weights: dict[str, int] = {}
        self.outputs_at: dict[tuple[str, int], int] = {}
        self.carried: list[tuple[int, int]] = []
        self._past: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._awaited: dict[str, int] = {}

    def _window(self) -> None:
        total = self.inputs.shape[1] if self.inputs.ndim == 3 else 1
        cut = None if self.predicting else self.training.truncate
        self.fresh = min(cut["k1"], total) if cut else total
        self.context = max(0, min(cut["k2"], total) - self.fresh) if cut else 0
        self.chunks = total // self.fresh
        self.length = self.context + self.fresh

    def window(self, rows: Array, t: int) -> Array:
        """Rows (samples, time, features) as (chunks, features, samples) for time step t of the window; 0 before the start."""
        if self.dry:
            return nothing((self.chunks, rows.shape[-1], rows.shape[0]))
        if rows.ndim == 2:
            return np.ascontiguousarray(rows.T[None])
        times = [chunk * self.fresh - self.context + t - 1 for chunk in range(self.chunks)]
        return np.stack([rows[:, time].T if time >= 0 else np.zeros_like(rows[:, 0].T) for time in times])

    # names and places ----------------------------------------------------------------------------

    def path(self, phase: str, node: str, time: int) -> tuple[tuple[str, Any], ...]:
        """The scopes of an instruction."""
        inside = (("time", time),) if self.length > 1 else ()
        return (("phase", phase), *inside, ("node", node))

    def name(self, stem: str, time: int) -> str:
        """`h.a` or, in a sequence, `h.a[3]`."""
        return f"{stem}[{time}]" if self.length > 1 else stem

    def units(self, node_id: str) -> int:
        """Units of a node."""
        return self.network.node(node_id).units

    def columns(self, node_id: str) -> int:
        """Columns of a node's values: positions · samples in a batch."""
        return self.network.node(node_id).positions * self.batches.size

    # data ----------------------------------------------------------------------------------------

    def feed(self, name: str, rows: Array, kind: str, node: str, time: int, positions: int = 1) -> int:
        """A slot of shape (units, positions · samples), fed with `rows` of shape (chunks, units · positions, samples)."""
        shape = (rows.shape[1] // positions, positions * self.batches.size)
        slot = self.builder.slot(name, shape, kind, node, time)
        self.feeds.append(Feed(slot, rows if self.dry else np.ascontiguousarray(rows, float)))
        return slot

    def feed_inputs(self) -> None:
        """Slots for the features of every time step, dealt out to the input layers in order."""
        for time in range(1, self.length + 1):
            rows, start = self.window(self.inputs, time), 0
            for node in self.network.inputs():
                stop = start + node.units * node.positions
                name, part = self.name(node.id, time), rows[:, start:stop]
                self.outputs_at[node.id, time] = self.feed(name, part, INPUT, node.id, time, node.positions)
                start = stop

    def dropout_mask(self, node: Node, time: int, drop: float) -> int:
        """A slot that the runtime fills with a fresh mask in every training step."""
        slot = self.builder.slot(self.name(f"{node.id}.mask", time), (node.units, self.columns(node.id)), INPUT, node.id, time)
        self.noise.append(Noise(slot, drop, self.experiment.seed, ("dropout", node.id, time)))
        return slot

    def buffer(self, name: str, value: float, shape: Shape, node: str) -> int:
        """A statistic that belongs to the trained network; `value` before the first step."""
        start = np.broadcast_to(np.asarray(self.experiment.parameters.get(name, value), float), shape[:1])
        return self.builder.given(name, start.reshape(shape), BUFFER, node)

    # values of other layers and other times ------------------------------------------------------

    def source(self, wire: Wire, time: int) -> int:
        """The value that a wire reads at a time step."""
        if wire.delay:
            return self.state(wire.source, time - 1, wire.source)
        return self.outputs_at[wire.source, time]

    def weight(self, wire: Wire, time: int) -> int:
        """The matrix that the wire uses, with pruned weights set to 0."""
        weight = self.weights[wire.weight]
        if wire.transposed:
            weight = self.builder.apply(
                TRANSPOSE, weight, name=self.name(f"{wire.id}.transposed", time), node=wire.target, time=time
            )
        if wire.mask is None:
            return weight
        name = f"{wire.id}.mask"
        mask = self.builder.names.get(name)
        if mask is None:
            shape = (self.units(wire.target), self.units(wire.source))
            mask = self.builder.constant(name, nothing(shape) if self.dry else wire.mask)
        return self.builder.apply(MUL, weight, mask, name=self.name(f"{wire.id}.pruned", time), node=wire.target, time=time)

    def state(self, key: str, time: int, node: str) -> int:
        """A value of an earlier time step. Before the window: the learned first state, 0, or what was carried.

        The same for all that read it: the cell itself, and other layers by delayed wires.
        """
        if time:
            return self.outputs_at[key, time]
        if key not in self._past:
            self._past[key] = self._before(key, (self.network.node(node).units, self.columns(node)))
        return self._past[key]

    def _before(self, key: str, shape: Shape) -> int:
        stem = _stem(key)
        node, _, state = stem.rpartition(".")
        learned = f"{node}.{first_state(state)}"
        learned = learned if learned in self.weights else ""
        if self.chunks == 1:
            return self._start(f"{stem}[0]", shape, learned)
        if learned:
            self._starts[key] = self._start(f"{stem} at the start", shape, learned)
        old = self.builder.given(f"{stem} carried", nothing(shape), STATE, self._node(stem))
        self._awaited[key] = old
        return self._where(f"{stem}[0]", old, key, 0)

    def _start(self, name: str, shape: Shape, learned: str) -> int:
        if learned:
            return self.builder.apply(COLUMNS, self.weights[learned], name=name, node=self._node(name), samples=shape[1])
        return self.builder.constant(name, nothing(shape))

    @staticmethod
    def _node(stem: str) -> str:
        return stem.rpartition(".")[0]

    def _where(self, name: str, value: int, key: str, time: int) -> int:
        """The value where the sequence has begun by that time of the window, else the state at its start."""
        place: dict[str, Any] = {"node": self._node(name), "time": time}
        start = self._starts.get(key)
        kept = self.builder.apply(GATE, value, self._begun(time, True), name=name if start is None else f"{name} kept", **place)
        if start is None:
            return kept
        fresh = self.builder.apply(GATE, start, self._begun(time, False), name=f"{name} fresh", **place)
        return self.builder.apply(ADD, kept, fresh, name=name, **place)

    def _begun(self, time: int, yes: bool) -> int:
        """A scalar: 1 in chunks in which the sequence has (or has not) begun before the end of that time step."""
        name = f"{'begun' if yes else 'not begun'}[{time}]"
        if name not in self.builder.names:
            values = tuple(float((chunk * self.fresh - self.context + time > 0) == yes) for chunk in range(self.chunks))
            self.signals.append(Signal(self.builder.given(name, values[0], SCALAR), values))
        return self.builder.names[name]

    def hold(self, node: Node, time: int) -> None:
        """In time steps of the window that may lie before the sequence, keep states at their start."""
        if time > self.context:
            return
        for key in (state_key(node.id, state) for state in dict.fromkeys(("a", *LAYER_TYPES[node.type].states))):
            if key in self.remembered and (key, time) in self.outputs_at:
                self.outputs_at[key, time] = self._where(f"{_stem(key)} held[{time}]", self.outputs_at[key, time], key, time)

    @cached_property
    def remembered(self) -> set[str]:
        """Keys of the values that are read one time step later."""
        states = {state_key(node.id, state) for node in self.network.nodes for state in LAYER_TYPES[node.type].states}
        return states | {wire.source for wire in self.network.wires if wire.delay}

    def carry_states(self) -> None:
        """Hand the states at the end of the new time steps to the next training step."""
        self.carried += [(old, self.outputs_at[key, self.fresh]) for key, old in self._awaited.items()]

    # what every layer may have -------------------------------------------------------------------

    def activate(self, node: Node, z: int, time: int) -> int:
        """The node's activation of z; `z` itself under the name of the activation where it is the identity."""
        row = ACTIVATIONS[node.activation.name]
        name = self.name(f"{node.id}.a", time)
        if row.op is None:
            self.builder.names[name] = z
            return z
        settings, _ = complete(row.settings, node.activation.settings, "")
        mistaken = self.training.derivative_of_output and row.name == "sigmoid"
        op = SIGMOID_MISTAKEN if mistaken else row.op
        return self.builder.apply(op, z, name=name, kind=VALUE, node=node.id, time=time, **settings)

"""The program of one training step: every value is written once, forward, loss, backward, update."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from engine.library.layers.layer import PREACTIVATION as PREACTIVATION
from engine.library.layers.layer import VALUE as VALUE
from engine.library.random_stream import Stream
from engine.library.rule import Array, Op, Rule, Shape, size

FORWARD, LOSS, BACKWARD, UPDATE = "forward", "loss", "backward", "update"
PHASES = (FORWARD, LOSS, BACKWARD, UPDATE)
# Kinds of slots; those that layers speak of, VALUE and PREACTIVATION, are theirs.
INPUT, TARGET, SCALAR, CONSTANT, PARAMETER, STATE = "input", "target", "scalar", "constant", "parameter", "state"
BUFFER = "buffer"
LOSS_VALUE = "loss"
GRADIENT, DELTA, PARAMETER_GRADIENT, UPDATED, MOMENT = "gradient", "delta", "parameter gradient", "updated", "update"
LOCAL = "local derivative"

Path = tuple[tuple[str, Any], ...]
SUMS = ("affine", "matmul")  # rules that multiply a matrix by a value
_MOMENT = re.compile(r"(.*)\[(\d+)\](.*)")


@dataclass(frozen=True)
class Slot:
    """A place for one array. `of` is the slot whose gradient or renewed value this one holds."""

    index: int
    name: str
    shape: Shape
    kind: str
    node: str = ""
    time: int = 0
    of: int = -1


@dataclass(frozen=True)
class Instr:
    """Fill slot `out` by `rule` from slots `ins`. `path` names the scopes it lies in, outermost first."""

    rule: Rule
    ins: tuple[int, ...]
    out: int
    settings: dict[str, Any]
    path: Path


@dataclass(frozen=True)
class Scope:
    """A run of instructions start ... stop-1 that belong together: a phase, a time step or a node."""

    index: int
    kind: str
    name: Any
    start: int
    stop: int
    parent: int


@dataclass(frozen=True)
class Feed:
    """Data for one slot: `array` has shape (chunks, features, all samples)."""

    slot: int
    array: Array


@dataclass(frozen=True)
class Signal:
    """A scalar slot whose value depends on the chunk of the sequence alone."""

    slot: int
    values: tuple[float, ...]


@dataclass(frozen=True)
class Noise:
    """A dropout mask: 0 with probability `drop`, else 1 / (1 - drop); a pure function of (seed, key, step)."""

    slot: int
    drop: float
    seed: int
    key: tuple[Any, ...]

    def draw(self, step: int, shape: Shape) -> Array:
        """The mask of training step 0, 1, ..."""
        kept: Array = Stream(self.seed, *self.key, step).uniform(shape) >= self.drop
        return kept / (1 - self.drop)


@dataclass(frozen=True)
class Batches:
    """Which samples a training step sees: a pure function of (seed, step).

    As with PyTorch's `drop_last=True`, samples that do not fill the last batch of an epoch are
    left out of that epoch. A sequence in `chunks` stays for that many steps.
    """

    samples: int
    size: int
    shuffle: bool
    seed: int
    chunks: int = 1

    @property
    def per_epoch(self) -> int:
        """Training steps in one pass over the data."""
        return max(1, self.samples // self.size) * self.chunks

    @property
    def constant(self) -> bool:
        """Whether every step sees the same columns."""
        return self.size == self.samples and not self.shuffle and self.chunks == 1

    def indices(self, step: int) -> Array:
        """Sample numbers of training step 0, 1, ..."""
        epoch, part = divmod(step // self.chunks, self.per_epoch // self.chunks)
        order = self.order(epoch)
        chosen: Array = order[part * self.size : (part + 1) * self.size]
        return chosen

    def order(self, epoch: int) -> Array:
        """The order of the samples in an epoch."""
        return _order(self, epoch)


@lru_cache(maxsize=8)
def _order(batches: Batches, epoch: int) -> Array:
    return Stream(batches.seed, "shuffle", epoch).order(batches.samples) if batches.shuffle else np.arange(batches.samples)


@dataclass(frozen=True)
class Program:
    """Everything the runtime needs to execute training steps.

    `carried` pairs each slot that is carried between steps with the slot of its next value.
    `gradient_of` maps a slot to the slot of dL/d(it); `parts_of` to the contributions that were
    added up, the last of the forward pass first. `used_gradient` is the gradient with which the update of a parameter begins.
    `losses` are those of single time steps and outputs, `loss_parts` the loss of each output where the loss is their weighted sum,
    `ends` the values of the outputs over time, the main one first. `notes` names the deliberate mistakes.
    """

    slots: tuple[Slot, ...]
    code: tuple[Instr, ...]
    scopes: tuple[Scope, ...]
    names: dict[str, int]
    initial: dict[int, Array]
    carried: tuple[tuple[int, int], ...] = ()
    gradient_of: dict[int, int] = field(default_factory=dict)
    parts_of: dict[int, tuple[int, ...]] = field(default_factory=dict)
    used_gradient: dict[int, int] = field(default_factory=dict)
    feeds: tuple[Feed, ...] = ()
    signals: tuple[Signal, ...] = ()
    noise: tuple[Noise, ...] = ()
    batches: Batches = Batches(1, 1, False, 0)
    step_slot: int = -1
    loss: int = -1
    losses: tuple[int, ...] = ()
    loss_parts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, tuple[int, ...]] = field(default_factory=dict)
    length: int = 1
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.code)

    @cached_property
    def outputs(self) -> tuple[int, ...]:
        """The main output at each time step."""
        return next(iter(self.ends.values()), ())

    @cached_property
    def judged(self) -> tuple[int, ...]:
        """What the losses look at: a value of an output for each of them."""
        made = (self.code[self.writer[loss]] for loss in self.losses)
        return tuple(dict.fromkeys(instr.ins[instr.rule.needs.index("p")] for instr in made))

    @cached_property
    def writer(self) -> dict[int, int]:
        """Which instruction writes a slot; slots without one are given from outside."""
        return {instr.out: pc for pc, instr in enumerate(self.code)}

    def sources(self, pc: int) -> tuple[int, ...]:
        """The instructions that wrote what an instruction reads."""
        return tuple(dict.fromkeys(self.writer[slot] for slot in self.code[pc].ins if slot in self.writer))

    def readers(self, pc: int) -> tuple[int, ...]:
        """The instructions that read what an instruction writes."""
        return tuple(place for place, instr in enumerate(self.code) if self.code[pc].out in instr.ins)

    @cached_property
    def parameters(self) -> dict[str, int]:
        """Parameter names and their slots, in the order of the network."""
        return {slot.name: slot.index for slot in self.slots if slot.kind == PARAMETER}

    @cached_property
    def kernels(self) -> frozenset[str]:
        """The parameters whose columns are places of a window: they are multiplied by patches."""
        patches = {instr.out for instr in self.code if instr.rule.key == "patches"}
        read = (slot for instr in self.code if patches.intersection(instr.ins) and instr.rule.key in SUMS for slot in instr.ins)
        return frozenset(
            self.slots[slot].name for slot in read if self.slots[slot].kind == PARAMETER and len(self.slots[slot].shape) == 2
        )

    @cached_property
    def in_time(self) -> dict[str, tuple[int, ...]]:
        """What a sequence has once in each time step: `y.a` and the slots of `y.a[1]`, `y.a[2]` ..."""
        found: dict[str, dict[int, int]] = {}
        for name, slot in self.names.items() if self.length > 1 else ():
            match = _MOMENT.fullmatch(name)
            if match and match[1] + match[3] not in self.names:
                found.setdefault(match[1] + match[3], {})[int(match[2])] = slot
        times = range(1, self.length + 1)
        return {name: tuple(steps[t] for t in times) for name, steps in found.items() if all(t in steps for t in times)}

    @cached_property
    def buffers(self) -> dict[str, int]:
        """Names and slots of what a trained network consists of besides parameters: running statistics."""
        return {slot.name: slot.index for slot in self.slots if slot.kind == BUFFER}

    @cached_property
    def starting(self) -> dict[str, int]:
        """All that a run begins with and that may begin otherwise: parameters, running statistics, the learning rate."""
        counted = {self.step_slot, *(signal.slot for signal in self.signals)}
        scalars = {slot.name: slot.index for slot in self.slots if slot.kind == SCALAR and slot.index not in counted}
        return {**self.parameters, **self.buffers, **scalars}

    @cached_property
    def spaced(self) -> tuple[str, ...]:
        """The layers whose names have spaces in them."""
        return tuple(sorted({slot.node for slot in self.slots if " " in slot.node}))

    @cached_property
    def renewed(self) -> dict[int, int]:
        """The slot of the next value of each carried slot."""
        return dict(self.carried)

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """Nodes with a pre-activation, in the order in which they are computed."""
        made = (self.slots[instr.out] for instr in self.code)
        return tuple(dict.fromkeys(slot.node for slot in made if slot.kind == PREACTIVATION))

    @cached_property
    def first_renewal(self) -> int:
        """The first instruction that makes the next value of a parameter or a running statistic."""
        learned = (*self.parameters.values(), *self.buffers.values())
        return min((self.writer[self.renewed[slot]] for slot in learned if slot in self.renewed), default=len(self.code))

    def of_node(self, node: str, kind: str) -> tuple[int, ...]:
        """Slots of a node of one kind, in order of time."""
        return self._by_node.get((node, kind), ())

    def states(self, node: str) -> tuple[int, ...]:
        """What a node passes on, in order of time: its activations, or z where the activation is the identity."""
        return self._activations.get(node) or self.of_node(node, PREACTIVATION) or self.of_node(node, INPUT)

    @cached_property
    def _activations(self) -> dict[str, tuple[int, ...]]:
        table: dict[str, list[int]] = {}
        for slot in self.slots:
            if slot.kind != LOCAL and slot.name.partition("[")[0] == f"{slot.node}.a":
                table.setdefault(slot.node, []).append(slot.index)
        return {node: tuple(slots) for node, slots in table.items()}

    @cached_property
    def _by_node(self) -> dict[tuple[str, str], tuple[int, ...]]:
        table: dict[tuple[str, str], list[Slot]] = {}
        for slot in self.slots:
            table.setdefault((slot.node, slot.kind), []).append(slot)
        return {key: tuple(s.index for s in sorted(row, key=lambda s: s.time)) for key, row in table.items()}

    @cached_property
    def phases(self) -> dict[str, Scope]:
        """The scope of each phase present."""
        return {scope.name: scope for scope in self.scopes if scope.kind == "phase"}

    def phase_at(self, pc: int) -> str:
        """The phase of an instruction; the last phase for pc == len(self)."""
        return str(self.code[min(pc, len(self.code) - 1)].path[0][1]) if self.code else FORWARD

    def time_of(self, pc: int) -> int:
        """The time step in which an instruction lies; 0 if it lies in none, as the update of a shared weight."""
        return next((int(name) for kind, name in self.code[pc].path if kind == "time"), 0)

    @cached_property
    def moments(self) -> tuple[int, ...]:
        """The time step at each instruction: its own, or that of the last one before it that has one; 1 at first."""
        found, last = [], 1
        for pc in range(len(self.code)):
            last = self.time_of(pc) or last
            found.append(last)
        return tuple(found)

    def scopes_at(self, pc: int) -> tuple[Scope, ...]:
        """The call stack of an instruction, outermost first."""
        return tuple(scope for scope in self.scopes if scope.start <= pc < scope.stop)

    def verify(self, ops: Mapping[int, Op]) -> None:
        """Check the law of the program: written once, read after writing, every result of the shape that its rule gives.

        `ops` are the forward ops by instruction. AssertionError names the instruction.
        """
        written: set[int] = {slot.index for slot in self.slots} - set(self.writer)
        if len(self.writer) != len(self.code):
            raise AssertionError("a slot is written twice")
        for pc, instr in enumerate(self.code):
            missing = [self.slots[i].name for i in instr.ins if i not in written]
            if missing:
                raise AssertionError(f"instruction {pc} reads {missing} before it is written")
            written.add(instr.out)
            self._verify_shape(pc, instr, ops.get(pc))
        for old, new in self.carried:
            if self.slots[old].shape != self.slots[new].shape:
                raise AssertionError(f"{self.slots[old].name} changes shape")

    def _verify_shape(self, pc: int, instr: Instr, op: Op | None) -> None:
        """A forward result has the shape of its op, a gradient that of its value, an elementwise one holds its operands'."""
        slot, shapes = self.slots[instr.out], [self.slots[i].shape for i in instr.ins]
        wanted = slot.shape
        if op is not None:
            given = dict(zip(op.forward.needs, shapes, strict=True))
            wanted = op.shape(*(given[name] for name in op.inputs), **instr.settings)
        elif slot.of >= 0 and slot.kind != LOCAL:
            wanted = self.slots[slot.of].shape
        if slot.shape != wanted:
            raise AssertionError(f"instruction {pc} writes {slot.name} of shape {slot.shape}; its rule gives {wanted}")
        if instr.rule.elementwise and any(size(shape) > size(slot.shape) for shape in shapes):
            raise AssertionError(f"instruction {pc} is elementwise, but {slot.name} is smaller than what it is made of")

    def line(self, pc: int) -> str:
        """One instruction in symbols: `h.z = x->h.weight · x + h.bias`."""
        instr = self.code[pc]
        names = {key: self.slots[i].name for key, i in zip(instr.rule.needs, instr.ins, strict=True)}
        shown = {key: f"{value:g}" if isinstance(value, float) else value for key, value in instr.settings.items()}
        return f"{self.slots[instr.out].name} = {instr.rule.formula.format(**names, **shown)}"

    def listing(self) -> str:
        """The whole program as indented text."""
        opened = {scope.start: [s for s in self.scopes if s.start == scope.start] for scope in self.scopes}
        lines = [f"{'':>5}# {note}" for note in self.notes]
        for pc, instr in enumerate(self.code):
            for scope in opened.get(pc, ()):
                depth = len([s for s in self.scopes_at(pc) if s.index < scope.index])
                lines.append(f"{'':>5}{'  ' * depth}{scope_title(scope)}:")
            lines.append(f"{pc:>4} {'  ' * len(instr.path)}{self.line(pc)}")
        return "\n".join(lines)


def scope_title(scope: Scope) -> str:
    """`forward`, `t = 3` or the node's name."""
    return f"t = {scope.name}" if scope.kind == "time" else str(scope.name)

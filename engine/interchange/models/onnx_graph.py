"""The forward pass as an ONNX model, by the onnx library (optional).

Values are laid out as PyTorch's are, samples first: (samples, units), and over positions (samples, units, *grid). What depends on
constants alone is computed when the model is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import refuse
from engine.interchange.models.names import python_name
from engine.interchange.models.onnx_positions import POSITION_WRITERS
from engine.interchange.models.onnx_writers import WRITERS as PLAIN_WRITERS
from engine.interchange.models.onnx_writers import Write
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import text
from engine.program.check import check
from engine.program.lower import initial_parameters, lower_forward
from engine.program.program import Instr

OPSET, IR = 18, 9
FLOAT, DOUBLE = 1, 11  # of ONNX's types
WRITERS: dict[str, Write] = {**PLAIN_WRITERS, **POSITION_WRITERS}  # by the keys of the forward rules


def onnx_bytes(experiment: Experiment, values: Mapping[str, Array] | None = None, double: bool = False) -> bytes:
    """A model from `inputs` (samples, features) or (samples, time, features) to `outputs`, in single precision unless `double`.

    It has these parameters and running statistics, by default the initial ones. ExperimentError if the onnx package is
    missing or an operation has no ONNX counterpart.
    """
    try:
        from onnx import checker
    except ImportError:
        raise refuse(
            "onnx",
            text("ONNX needs the package onnx, which is not installed."),
            text("Install it: {command}."),
            command='pip install "backprop-explorer[onnx]"',
        ) from None
    model = Graph(experiment, values or initial_parameters(experiment), double).model()
    checker.check_model(model, full_check=True)
    content: bytes = model.SerializeToString()
    return content


@dataclass(frozen=True)
class Value:
    """The name of a value that depends on the samples, and the grid of its positions; () without any."""

    name: str
    grid: tuple[int, ...] = ()


class Graph:
    """Nodes and constants in the making. Writers find operands in `values` and `arrays` and call `add`."""

    def __init__(self, experiment: Experiment, parameters: Mapping[str, Array], double: bool) -> None:
        from onnx import helper, numpy_helper

        self.helper, self._numpy = helper, numpy_helper
        self.experiment, self.table = experiment, check(experiment).table
        self.program = lower_forward(
            experiment, self.table.inputs[:2] if self.table.samples > 1 else np.repeat(self.table.inputs, 2, axis=0)
        )
        self.kind = np.float64 if double else np.float32
        self.nodes: list[Any] = []
        self._scope: tuple[str, ...] = ()  # the block, if any, and the layer that is written; viewers fold by it
        self._constants: dict[tuple[Any, ...], str] = {}
        self._made: list[Any] = []
        self.values: dict[int, Value] = {}
        self.arrays = {slot: self._given(slot, parameters) for slot in self.program.initial}
        self.makers = {instr.out: instr for instr in self.program.code}
        self._uses: dict[int, int] = {}
        for instr in self.program.code:
            for slot in instr.ins:
                self._uses[slot] = self._uses.get(slot, 0) + 1

    def _given(self, slot: int, parameters: Mapping[str, Array]) -> Array:
        initial = self.program.initial[slot]
        return np.asarray(parameters.get(self.program.slots[slot].name, initial), float).reshape(np.shape(initial))

    # what writers use ----------------------------------------------------------------------------

    def add(self, kind: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        """Append a node; the name of its result."""
        output = output or f"v{len(self.nodes)}"
        called = "/".join((*self._scope, f"{kind}_{len(self.nodes)}"))
        self.nodes.append(self.helper.make_node(kind, inputs, [output], called, **attributes))
        return output

    def constant(self, value: Any, name: str = "", kind: type | None = None) -> str:
        """A constant of the model, made once for one name and the same numbers."""
        array: Array = np.array(value, kind or self.kind, order="C")
        key = (name, array.shape, array.dtype.str, array.tobytes())
        if key not in self._constants:
            taken = self._constants.values()
            self._constants[key] = name if name and name not in taken else f"{name or 'c'} #{len(self._made)}"
            self._made.append(self._numpy.from_array(array, self._constants[key]))
        return self._constants[key]

    def whole(self, *numbers: int) -> str:
        """A constant list of whole numbers."""
        return self.constant(numbers, kind=np.int64)

    def name(self, slot: int) -> str:
        """What a slot is called in the model, for its reader."""
        return self.program.slots[slot].name

    def grid_of(self, slots: tuple[int, ...]) -> tuple[int, ...]:
        """The grid of the first of these values that has one."""
        return next((self.values[slot].grid for slot in slots if slot in self.values and self.values[slot].grid), ())

    def value(self, slot: int, grid: tuple[int, ...] = ()) -> str:
        """A value; a constant that is the same for all samples as one row, which fits any number of them."""
        if slot in self.values:
            return self.values[slot].name
        array = self.arrays[slot]
        if array.ndim == 1:
            return self.vector(slot, grid)
        return self.constant(array[:, :1].T.reshape((1, len(array)) + (1,) * len(grid)), self.name(slot))

    def vector(self, slot: int, grid: tuple[int, ...] = ()) -> str:
        """One number for each unit, or for all of them."""
        array = self.arrays[slot]
        return self.constant(array.reshape((len(array),) + (1,) * len(grid)) if array.ndim else array, self.name(slot))

    def only_use(self, slot: int, key: str) -> Instr | None:
        """The instruction of that rule that made a slot which nothing else reads."""
        maker = self.makers.get(slot)
        return maker if maker is not None and maker.rule.key == key and self._uses[slot] == 1 else None

    # the model -----------------------------------------------------------------------------------

    def model(self) -> Any:
        """The whole model."""
        self._inputs()
        for instr in self.program.code:
            if all(slot in self.arrays for slot in instr.ins):
                self.arrays[instr.out] = self._computed(instr)
                continue
            self._scope = self._scope_of(instr.out)
            writer = WRITERS.get(instr.rule.key)
            if writer is None:
                raise refuse("network", text("the operation {rule} cannot be written in ONNX."), rule=instr.rule.name)
            written = writer(self, instr)
            if written is not None:
                self.values[instr.out] = Value(*written)
        self._scope = ()
        named = self._named()
        for node, name in named.items():
            self._output(self.program.ends[node], name)
        widths = {name: self._width(node) for node, name in named.items()}
        time, kind = [self.table.length] if self.table.sequence else [], DOUBLE if self.kind is np.float64 else FLOAT
        ends = [self.helper.make_tensor_value_info(name, kind, ["samples", *time, width])
                for name, width in (("inputs", self.table.inputs.shape[-1]), *widths.items())]  # fmt: skip
        graph = self.helper.make_graph(self._needed(), "backprop-explorer", ends[:1], ends[1:], self._kept())
        return self.helper.make_model(
            graph, producer_name="Backprop Explorer", opset_imports=[self.helper.make_opsetid("", OPSET)], ir_version=IR
        )

    def _scope_of(self, slot: int) -> tuple[str, ...]:
        node = self.program.slots[slot].node
        block = self.experiment.network.block_of(node)
        return tuple(filter(None, (block.name if block else "", node)))

    def _computed(self, instr: Instr) -> Array:
        """What an instruction makes of constants."""
        out = np.zeros(self.program.slots[instr.out].shape)
        for function, arguments in instr.rule.bind(out, *(self.arrays[slot] for slot in instr.ins), **instr.settings):
            function(*arguments)
        return out

    def _inputs(self) -> None:
        """Slots of the input layers at every time step, cut out of the one input."""
        nodes = self.experiment.network.inputs()
        for time in range(1, self.program.length + 1):
            rows = "inputs"
            if self.table.sequence:
                rows = self.add("Gather", ["inputs", self.constant(time - 1, kind=np.int64)], f"inputs[{time}]", axis=1)
            start = 0
            for node in nodes:
                stop = start + node.units * node.positions
                part = rows if len(nodes) == 1 else self.cut(rows, start, stop)
                start = stop
                if node.grid:
                    part = self.add("Reshape", [part, self.whole(-1, node.units, *node.grid)])
                slot = next(feed.slot for feed in self.program.feeds if self.program.slots[feed.slot].node == node.id
                            and self.program.slots[feed.slot].time in (time, 0))  # fmt: skip
                self.values[slot] = Value(part, node.grid)

    def cut(self, name: str, start: int, stop: int) -> str:
        """Some of the units."""
        return self.add("Slice", [name, self.whole(start), self.whole(stop), self.whole(1)])

    def _named(self) -> dict[str, str]:
        """What the outputs are called in the graph: the main one `outputs`, the others after their layers."""
        taken: set[str] = set()
        return {
            node: "outputs" if place == 0 else f"outputs_{python_name(node, taken)}" for place, node in enumerate(self.program.ends)
        }

    def _width(self, node: str) -> int:
        end = self.experiment.network.node(node)
        return end.units * end.positions

    def _output(self, slots: tuple[int, ...], called: str) -> None:
        ends = [self._flat(slot) for slot in slots]
        if self.table.sequence:
            self.add("Concat", [self.add("Unsqueeze", [name, self.whole(1)]) for name in ends], called, axis=1)
            return
        maker = next((node for node in self.nodes if node.output[0] == ends[0]), None)
        if maker is None or any(ends[0] in node.input for node in self.nodes):
            self.add("Identity", ends, called)
        else:
            maker.output[0] = called

    def _flat(self, slot: int) -> str:
        """An output feature by feature, as the targets are; what does not depend on the samples has as many rows as they."""
        if slot in self.values:
            value = self.values[slot]
            return self.add("Flatten", [value.name], axis=1) if value.grid else value.name
        count = self.add("Shape", ["inputs"], start=0, end=1)
        return self.add("Expand", [self.value(slot), self.add("Concat", [count, self.whole(1)], axis=0)])

    def _needed(self) -> list[Any]:
        """The nodes that the outputs depend on."""
        wanted, kept = set(self._named().values()), []
        for node in reversed(self.nodes):
            if wanted & set(node.output):
                kept.append(node)
                wanted |= set(node.input)
        return kept[::-1]

    def _kept(self) -> list[Any]:
        used = {name for node in self._needed() for name in node.input}
        return [made for made in self._made if made.name in used]

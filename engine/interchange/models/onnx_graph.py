"""The forward pass as an ONNX model in double precision, by the onnx library (optional)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import refuse
from engine.interchange.models.onnx_positions import POSITION_WRITERS
from engine.library.activations import SELU_ALPHA, SELU_SCALE
from engine.library.normal import ROOT_HALF
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import text
from engine.program.check import check
from engine.program.lower import initial_parameters, lower_forward
from engine.program.program import Instr

OPSET = 18
Write = Callable[["_Graph", list[str], str, dict[str, Any]], None]


def onnx_bytes(experiment: Experiment, values: Mapping[str, Array] | None = None) -> bytes:
    """A model from `inputs` (samples, features) or (samples, time, features) to `outputs`.

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
    model = _Graph(experiment, values or initial_parameters(experiment)).model()
    checker.check_model(model, full_check=True)
    content: bytes = model.SerializeToString()
    return content


class _Graph:
    """Nodes and constants; values keep our layout, units first and samples last, and are transposed at both ends."""

    def __init__(self, experiment: Experiment, values: Mapping[str, Array]) -> None:
        from onnx import helper, numpy_helper

        self.helper, self._numpy = helper, numpy_helper
        self.experiment, self.values = experiment, values
        self.table = check(experiment).table
        self.program = lower_forward(
            experiment, self.table.inputs[:2] if self.table.samples > 1 else np.repeat(self.table.inputs, 2, axis=0)
        )
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._count = 0

    def add(self, kind: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        """Append a node; the name of its result."""
        if not output:
            self._count += 1
            output = f"v{self._count}"
        self.nodes.append(self.helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, value: Any, name: str = "", kind: type = np.float64) -> str:
        """A constant of the model."""
        if not name:
            self._count += 1
            name = f"c{self._count}"
        self.constants.append(self._numpy.from_array(np.asarray(value, kind), name))
        return name

    def column(self, name: str) -> str:
        """A vector as a column."""
        return self.add("Reshape", [name, self.constant([-1, 1], kind=np.int64)])

    def _given(self, slot: int) -> str:
        """A parameter, a statistic or a constant; one that is the same for every sample as a single column."""
        name = self.program.slots[slot].name
        value = np.asarray(self.values.get(name, self.program.initial[slot]), float).reshape(np.shape(self.program.initial[slot]))
        if name not in self.values and value.ndim == 2 and (value == value[:, :1]).all():
            value = value[:, :1]
        return self.constant(value, f"{name} #{slot}")

    def model(self) -> Any:
        """The whole model."""
        names = {slot: self._given(slot) for slot in self.program.initial}
        names |= self._inputs()
        for instr in self.program.code:
            output = f"{self.program.slots[instr.out].name} #{instr.out}"
            self._writer(instr)(self, [names[slot] for slot in instr.ins], output, instr.settings)
            names[instr.out] = output
        end = self.experiment.network.outputs()[0]
        ends_at = {slot: names[slot] for slot in self.program.outputs}
        if end.grid:  # feature by feature, as the targets are
            shape = self.constant([end.units * end.positions, -1], kind=np.int64)
            ends_at = {slot: self.add("Reshape", [name, shape]) for slot, name in ends_at.items()}
        turned = [self.add("Transpose", [name], perm=[1, 0]) for name in ends_at.values()]
        sequence = self.table.sequence
        if sequence:
            axis = self.constant([1], kind=np.int64)
            self.add("Concat", [self.add("Unsqueeze", [name, axis]) for name in turned], "outputs", axis=1)
        else:
            self.add("Identity", turned, "outputs")
        kind, time = 11, [self.table.length] if sequence else []  # 11: double
        units = end.units * end.positions
        ends = [self.helper.make_tensor_value_info(name, kind, ["samples", *time, width])
                for name, width in (("inputs", self.table.inputs.shape[-1]), ("outputs", units))]  # fmt: skip
        graph = self.helper.make_graph(self.nodes, "backprop-explorer", ends[:1], ends[1:], self.constants)
        return self.helper.make_model(
            graph, producer_name="Backprop Explorer", opset_imports=[self.helper.make_opsetid("", OPSET)], ir_version=9
        )

    def _inputs(self) -> dict[int, str]:
        """Slots of the input layers at every time step, cut out of the one input."""
        names: dict[int, str] = {}
        nodes = self.experiment.network.inputs()
        for time in range(1, self.program.length + 1):
            rows = (
                self.add("Gather", ["inputs", self.constant(time - 1, kind=np.int64)], axis=1) if self.table.sequence else "inputs"
            )
            turned, start = self.add("Transpose", [rows], perm=[1, 0]), 0
            for node in nodes:
                stop = start + node.units * node.positions
                part, start = self._rows(turned, start, stop), stop
                if node.grid:
                    part = self.add("Reshape", [part, self.constant([node.units, -1], kind=np.int64)])
                slot = next(feed.slot for feed in self.program.feeds if self.program.slots[feed.slot].node == node.id
                            and self.program.slots[feed.slot].time in (time, 0))  # fmt: skip
                names[slot] = part
        return names

    def _rows(self, name: str, start: int, stop: int, output: str = "") -> str:
        return self.add("Slice", [name, *(self.constant([v], kind=np.int64) for v in (start, stop, 0))], output)

    @staticmethod
    def _writer(instr: Instr) -> Write:
        found = WRITERS.get(instr.rule.key)
        if found is None:
            raise refuse("network", text("the operation {rule} cannot be written in ONNX."), rule=instr.rule.name)
        return found


def _plain(kind: str, **fixed: Any) -> Write:
    def write(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
        graph.add(kind, inputs, output, **fixed)

    return write


def _affine(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    w, x, b = inputs
    graph.add("Add", [graph.add("MatMul", [w, x]), graph.column(b)], output)


def _normalise(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    x, mean, var = inputs
    root = graph.add("Sqrt", [graph.add("Add", [var, graph.constant(settings["eps"])])])
    graph.add("Div", [graph.add("Sub", [x, mean]), root], output)


def _scale_shift(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    x, w, b = inputs
    graph.add("Add", [graph.add("Mul", [x, graph.column(w)]), graph.column(b)], output)


def _with_column(kind: str) -> Write:
    """An operation between values and one number for each unit, or for all of them."""

    def write(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
        graph.add(kind, [inputs[0], graph.column(inputs[1])], output)

    return write


def _scaled(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph.add("Mul", [inputs[0], graph.constant(settings["factor"])], output)


def _mean(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph.add("ReduceMean", [inputs[0], graph.constant([settings["axis"]], kind=np.int64)], output, keepdims=1)


def _variance(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    away = graph.add("Sub", inputs)
    graph.add("ReduceMean", [graph.add("Mul", [away, away]), graph.constant([settings["axis"]], kind=np.int64)], output, keepdims=1)


def _look_up(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    w, x = inputs
    numbers = graph.add("Cast", [graph.add("Reshape", [x, graph.constant([-1], kind=np.int64)])], to=7)  # 7: int64
    graph.add("Transpose", [graph.add("Gather", [w, numbers], axis=0)], output, perm=[1, 0])


def _one_hot(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    numbers = graph.add("Cast", [graph.add("Reshape", [inputs[0], graph.constant([-1], kind=np.int64)])], to=7)
    depth, values = graph.constant(settings["units"], kind=np.int64), graph.constant([0.0, 1.0])
    graph.add("OneHot", [numbers, depth, values], output, axis=0)


def _cut(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph._rows(inputs[0], settings["start"], settings["stop"], output)


def _silu(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph.add("Mul", [inputs[0], graph.add("Sigmoid", inputs)], output)


def _gelu(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    """x / 2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), Hendrycks & Gimpel 2016."""
    x = inputs[0]
    cube = graph.add("Mul", [graph.add("Mul", [graph.add("Mul", [x, x]), x]), graph.constant(0.044715)])
    inner = graph.add("Mul", [graph.add("Add", [x, cube]), graph.constant((2 / np.pi) ** 0.5)])
    share = graph.add("Add", [graph.add("Tanh", [inner]), graph.constant(1.0)])
    graph.add("Mul", [graph.add("Mul", [x, graph.constant(0.5)]), share], output)


def _gelu_exact(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    """x / 2 (1 + erf(x / sqrt(2)))."""
    share = graph.add("Erf", [graph.add("Mul", [inputs[0], graph.constant(ROOT_HALF)])])
    half = graph.add("Mul", [inputs[0], graph.constant(0.5)])
    graph.add("Mul", [half, graph.add("Add", [share, graph.constant(1.0)])], output)


def _columns(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph.add("Identity", [graph.column(inputs[0])], output)


def _leaky(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    """From constants in double precision; the attributes of ONNX's own operators are single."""
    zero = graph.constant(0.0)
    below = graph.add("Mul", [graph.add("Min", [inputs[0], zero]), graph.constant(settings["slope"])])
    graph.add("Add", [graph.add("Max", [inputs[0], zero]), below], output)


def _elu(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    zero = graph.constant(0.0)
    below = graph.add("Sub", [graph.add("Exp", [graph.add("Min", [inputs[0], zero])]), graph.constant(1.0)])
    scaled = graph.add("Mul", [below, graph.constant(settings["alpha"])])
    graph.add("Add", [graph.add("Max", [inputs[0], zero]), scaled], output)


def _selu(graph: _Graph, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    """Klambauer et al. 2017, equation 2."""
    inner = f"{output} by scale"
    _elu(graph, inputs, inner, {"alpha": SELU_ALPHA})
    graph.add("Mul", [inner, graph.constant(SELU_SCALE)], output)


# By the keys of the forward rules.
WRITERS: dict[str, Write] = {
    "affine": _affine, "matmul": _plain("MatMul"), "add": _plain("Add"), "mul": _plain("Mul"), "sub": _plain("Sub"),
    "concat": _plain("Concat", axis=0), "rows": _cut, "softmax": _plain("Softmax", axis=0), "sigmoid": _plain("Sigmoid"),
    "sigmoid_mistaken": _plain("Sigmoid"),
    "tanh": _plain("Tanh"), "relu": _plain("Relu"), "leaky_relu": _leaky, "elu": _elu,
    "selu": _selu, "gelu": _gelu, "gelu_exact": _gelu_exact, "silu": _silu, "softplus": _plain("Softplus"),
    "softsign": _plain("Softsign"), "normalize": _normalise, "scale_shift": _scale_shift, "mean": _mean, "variance": _variance,
    "scale": _scaled, "constant_factor": _scaled, "add_bias": _with_column("Add"), "factor_of_each": _with_column("Mul"),
    "factor_of_all": _with_column("Mul"), "transpose": _plain("Transpose", perm=[1, 0]), "detach": _plain("Identity"),
    "embedding": _look_up, "one_hot": _one_hot, "columns": _columns,
    **POSITION_WRITERS,
}  # fmt: skip

"""The drawn network as the text of a `torch.nn.Module`: one module for each layer, samples first as PyTorch has them."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field

from engine.library.activations import ACTIVATIONS
from engine.library.cells import CELLS, first_state
from engine.library.layers import node_settings
from engine.model.network import LOOKUP, WEIGHTED, Node, Wire
from engine.model.setting import complete
from engine.program.check import Checked

# Names that a script or torch.nn.Module itself needs.
TAKEN = frozenset(
    [
        "inputs",
        "outputs",
        "targets",
        "mask",
        "states",
        "state",
        "time",
        "torch",
        "nn",
        "math",
        "np",
        "F",
        "self",
        "call",
        "train",
        "eval",
        "forward",
        "type",
        "half",
        "double",
        "float",
        "to",
        "apply",
        "cpu",
        "cuda",
        "modules",
        "children",
        "parameters",
        "buffers",
        "state_dict",
        "zero_grad",
        "compile",
        "training",
        "step",
        "Net",
        "criterion",
        "optimizer",
        "model",
        "loss",
        "dump_patches",
        "extra_repr",
        "share_memory",
        "bfloat16",
        "xpu",
        "ipu",
        "len",
        "range",
        "print",
    ]
)
MODULES = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}


@dataclass
class NetworkText:
    """The lines of `__init__` and `forward`, and what PyTorch calls each of our parameters.

    `loop`: forward goes through the sequence step by step, because a wire looks back in time or a layer acts on one
    time step at a time; else whole sequences pass through every module at once.
    """

    checked: Checked
    made: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    statistics: list[str] = field(default_factory=list)
    helpers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        experiment = self.checked.experiment
        self.network, self.training = experiment.network, experiment.training
        self.sequence = self.checked.table.sequence
        self.cut = self.sequence and self.training.truncate is not None and self.training.truncate["k1"] < self.checked.table.length
        stepwise = any(wire.delay for wire in self.network.wires) or any(
            n.type in ("batch_norm", "dropout") for n in self.network.nodes
        )
        self.loop = bool(self.cut or stepwise and (self.sequence or any(wire.delay for wire in self.network.wires)))
        self.idents = _identifiers([node.id for node in self.network.nodes])
        self.last_only = self.checked.targets.ndim == 2
        for node in self.network.order():
            self._declare(node)
        self._forward()

    # __init__ ------------------------------------------------------------------------------------

    def _declare(self, node: Node) -> None:
        name, settings = self.idents[node.id], node_settings(node)
        wires = self.network.incoming(node.id)
        if node.type == "dense":
            self._declare_dense(node, [wire for wire in wires if wire.kind == WEIGHTED])
        elif node.type in CELLS:
            self._declare_cell(node, sum(self.network.node(wire.source).units for wire in wires), bool(settings["learned_state"]))
        elif node.type in ("batch_norm", "layer_norm"):
            extra = f", momentum={settings['momentum']!r}" if node.type == "batch_norm" else ""
            kind = "BatchNorm1d" if node.type == "batch_norm" else "LayerNorm"
            self.made.append(f"self.{name} = nn.{kind}({node.units}, eps={settings['eps']!r}{extra})")
            self._named(f"{node.id}.weight", f"{name}.weight")
            self._named(f"{node.id}.bias", f"{name}.bias")
            if node.type == "batch_norm":
                self.statistics += [f"{node.id}.running_mean", f"{node.id}.running_var"]
                self._named(f"{node.id}.running_mean", f"{name}.running_mean")
                self._named(f"{node.id}.running_var", f"{name}.running_var")
        elif node.type == "embedding":
            self.made.append(f"self.{name} = nn.Embedding({settings['classes']}, {node.units})")
            self._named(f"{node.id}.weight", f"{name}.weight")
        elif node.type == "dropout":
            self.helpers.add("dropout")
            self.made.append(f"self.{name} = Dropout({settings['p']!r}, {node.id!r})")

    def _declare_dense(self, node: Node, wires: list[Wire]) -> None:
        name = self.idents[node.id]
        bias = node.bias and not self.training.no_bias
        for number, wire in enumerate(wires):
            module = self._module(wire, number)
            own = "" if bias and not number else ", bias=False"
            self.made.append(f"self.{module} = nn.Linear({self.network.node(wire.source).units}, {node.units}{own})")
            self._named(wire.weight, f"{module}.weight")
            if wire.mask is not None:
                self.made.append(
                    f'self.register_buffer("{module}_mask", torch.tensor({[list(map(float, row)) for row in wire.mask]}))'
                )
        if bias and wires:
            self._named(f"{node.id}.bias", f"{name}.bias")
        elif bias:
            self.made.append(f"self.{name}_bias = nn.Parameter(torch.zeros({node.units}))")
            self._named(f"{node.id}.bias", f"{name}_bias")

    def _declare_cell(self, node: Node, width: int, learned: bool) -> None:
        name, single = self.idents[node.id], self.loop or not self.sequence
        extra = f', nonlinearity="{node.activation.name}"' if node.type == "rnn" and node.activation.name != "tanh" else ""
        ends = "Cell" if single else ""
        first = "" if single else ", batch_first=True"
        self.made.append(f"self.{name} = nn.{MODULES[node.type]}{ends}({width}, {node.units}{extra}{first})")
        for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            self._named(f"{node.id}.{kind}", f"{name}.{kind}" + ("" if single else "_l0"))
        for state in CELLS[node.type].states if learned else ():
            self.made.append(f"self.{name}_{first_state(state)} = nn.Parameter(torch.zeros({node.units}))")
            self._named(f"{node.id}.{first_state(state)}", f"{name}_{first_state(state)}")

    def _named(self, ours: str, theirs: str) -> None:
        self.names[ours] = theirs

    def _module(self, wire: Wire, number: int) -> str:
        """The first matrix of a layer bears the layer's name; others say where they come from."""
        target = self.idents[wire.target]
        return target if not number else f"{target}_from_{self.idents[wire.source]}{'_before' if wire.delay else ''}"

    # forward -------------------------------------------------------------------------------------

    def _forward(self) -> None:
        inputs = self.network.inputs()
        single = len(inputs) == 1 and not self.loop
        self.argument = self.idents[inputs[0].id] if single else "inputs"
        body = self.body
        if self.loop and not self.sequence:
            body.append("inputs = inputs.unsqueeze(1)  # one time step")
        layers: list[str] = []
        if not single:
            layers += self._split("inputs[:, time]" if self.loop else "inputs")
        for node in self.network.order():
            if node.type != "input":
                layers += self._apply(node)
        output = self.idents[self.network.outputs()[0].id]
        if not self.loop:
            last = self.last_only and self.sequence
            self.body += [*layers, f"return {output}{'[:, -1]' if last else ''}"]
            return
        self._loop(layers, output)

    def _split(self, source: str) -> list[str]:
        """Input layers take the features of the data in order."""
        inputs = self.network.inputs()
        if len(inputs) == 1:
            return [f"{self.idents[inputs[0].id]} = {source}"]
        lines, start = [], 0
        for node in inputs:
            place = f":, time, {start}:{start + node.units}" if self.loop else f"..., {start}:{start + node.units}"
            lines.append(f"{self.idents[node.id]} = inputs[{place}]")
            start += node.units
        return lines

    def _loop(self, layers: list[str], output: str) -> None:
        """Through time, with what is remembered from the step before."""
        kept = self._remembered()
        body, every = self.body, not self.last_only
        starts = [f"{old} = {start}" for old, _, start in kept]
        if self.cut and kept:
            body.append("if states is None:")
            body += [f"    {line}" for line in starts]
            body += ["else:", f"    {_tuple([old for old, _, _ in kept])} = states"]
        else:
            body += starts
        body += ["outputs, history = [], []"] if self.cut else ["outputs = []"] if every else []
        body.append("for time in range(inputs.shape[1]):")
        after = ([f"outputs.append({output})"] if every else []) + [f"{old} = {new}" for old, new, _ in kept if old != new]
        if self.cut:
            after.append(f"history.append({_tuple([old for old, _, _ in kept])})")
        body += [f"    {line}" for line in layers + after]
        result = "torch.stack(outputs, dim=1)" if every else output
        body.append(f"return {result}, history" if self.cut else f"return {result}")

    def _remembered(self) -> list[tuple[str, str, str]]:
        """What lives on to the next time step: its name before, its new name, its start."""
        kept = []
        for node in self.network.nodes:
            name = self.idents[node.id]
            zeros = f"inputs.new_zeros(len(inputs), {node.units})"
            if node.type in CELLS:
                learned = node_settings(node)["learned_state"]
                for state in CELLS[node.type].states:
                    start = f"self.{name}_{first_state(state)}.expand(len(inputs), -1)" if learned else zeros
                    old = name if state == "a" else f"{name}_{state}"
                    kept.append((f"{old}_before", old, start))
            elif any(wire.delay and wire.source == node.id for wire in self.network.wires):
                kept.append((f"{name}_before", name, zeros))
        return kept

    def _source(self, wire: Wire) -> str:
        return self.idents[wire.source] + ("_before" if wire.delay else "")

    def _apply(self, node: Node) -> list[str]:
        """The lines that compute a layer from the layers before it."""
        name, sources = self.idents[node.id], [self._source(wire) for wire in self.network.incoming(node.id)]
        if node.type in CELLS:
            return self._apply_cell(node, sources[0] if len(sources) == 1 else f"torch.cat([{', '.join(sources)}], dim=-1)")
        if node.type == "dense":
            value = self._sum(node)
        elif node.type in ("add", "multiply"):
            value = (" + " if node.type == "add" else " * ").join(sources)
        elif node.type == "concat":
            value = f"torch.cat([{', '.join(sources)}], dim=-1)"
        elif node.type in LOOKUP:
            numbers = f"{sources[0]}[..., 0].long()"
            value = (
                f"self.{name}({numbers})" if node.type == "embedding" else f"F.one_hot({numbers}, {node.units}).to(torch.float64)"
            )
        elif node.type == "dropout" and self.loop:
            value = f"self.{name}({sources[0]}, time + 1)"
        else:
            value = f"self.{name}({sources[0]})"
        return [f"{name} = {self._activated(node, value)}"]

    def _sum(self, node: Node) -> str:
        terms, number, name = [], 0, self.idents[node.id]
        bias = node.bias and not self.training.no_bias
        for wire in self.network.incoming(node.id):
            source = self._source(wire)
            if wire.kind != WEIGHTED:
                terms.append(source)
                continue
            module = self._module(wire, number)
            plain = f"self.{module}({source})"
            pruned = f"F.linear({source}, self.{module}.weight * self.{module}_mask, self.{module}.bias)"
            terms.append(plain if wire.mask is None else pruned)
            number += 1
        if bias and not number:
            terms.append(f"self.{name}_bias")
        return " + ".join(terms)

    def _activated(self, node: Node, value: str) -> str:
        row = ACTIVATIONS[node.activation.name]
        if row.op is None:
            return value
        if row.name == "sigmoid" and self.training.derivative_of_output:
            self.helpers.add("mistake")
            return f"MistakenSigmoid.apply({value})"
        settings, _ = complete(row.settings, node.activation.settings, "")
        whole = f"({value})" if row.op.torch.startswith("{x}") and re.search(r"[+*]", value) else value
        # A script has samples first, so the units are the last axis.
        return row.op.torch.format(x=whole, **settings).replace("torch.nn.functional.", "F.").replace("softmax(0)", "softmax(-1)")

    def _apply_cell(self, node: Node, x: str) -> list[str]:
        name = self.idents[node.id]
        states = [name if state == "a" else f"{name}_{state}" for state in CELLS[node.type].states]
        if self.loop:
            before = ", ".join(f"{state}_before" for state in states)
            return [f"{', '.join(states)} = self.{name}({x}, {before if len(states) == 1 else f'({before})'})"]
        learned = node_settings(node)["learned_state"]
        start = ", ".join(f"self.{name}_{first_state(state)}.expand({'1, ' if self.sequence else ''}len({x}), -1)"
                          for state in CELLS[node.type].states)  # fmt: skip
        given = "" if not learned else f", {start}.contiguous()" if len(states) == 1 else f", ({start})"
        if not self.sequence:
            return [f"{', '.join(states)} = self.{name}({x}{given})"]
        return [f"{name}, _ = self.{name}({x}{given})"]

    # text ----------------------------------------------------------------------------------------

    def lines(self) -> list[str]:
        """The class."""
        arguments = f"self, {self.argument}" + (", states=None" if self.cut else "")
        return [
            "class Net(nn.Module):", "    def __init__(self):", "        super().__init__()", *(f"        {line}" for line in self.made), "",
            f"    def forward({arguments}):", *(f"        {line}" for line in self.body),
        ]  # fmt: skip


def _tuple(names: list[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _identifiers(ids: list[str]) -> dict[str, str]:
    """A Python name for each layer, like its own."""
    result: dict[str, str] = {}
    for node_id in ids:
        name = re.sub(r"\W", "_", node_id)
        while not name.isidentifier() or keyword.iskeyword(name) or name in TAKEN or name in result.values():
            name += "_"
        result[node_id] = name
    return result

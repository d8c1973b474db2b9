"""The drawn network as the text of a `torch.nn.Module`: one module for each layer, samples first as PyTorch has them."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.interchange.documents.strict_json import refuse
from engine.interchange.models.names import python_name
from engine.interchange.models.torch_blocks import blocks
from engine.interchange.models.torch_modules import BlockText, block_texts, classes
from engine.library.activations import ACTIVATIONS
from engine.library.drawing import parameter_shapes, statistic_shapes
from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import CHANNELS_LAST, Site, Torch, first_state
from engine.library.sites import site
from engine.model.network import EACH, NOTHING, Node, Wire
from engine.model.problem import text
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


@dataclass(frozen=True)
class End:
    """An output layer, its variable, and whether its targets are for the last time step only."""

    node: Node
    name: str
    last_only: bool

    def cut(self, sequence: bool) -> str:
        """What is taken of its values."""
        return "[:, -1]" if self.last_only and sequence else ".flatten(1, -2)" if len(self.node.grid) > 1 else ""


@dataclass
class NetworkText:
    """The lines of `__init__` and `forward`, and PyTorch's name for each of our parameters; each layer type writes its own.

    `loop`: forward goes through the sequence step by step, because a wire looks back in time or a layer acts on one
    time step at a time; else whole sequences pass through every module at once. `grouped`: layers that together are a module
    of PyTorch's are written as that. ExperimentError for a layer type without a PyTorch text.
    """

    checked: Checked
    grouped: bool = True
    made: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    helpers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        experiment = self.checked.experiment
        self.network, self.training = experiment.network, experiment.training
        self.sequence = self.checked.table.sequence
        self.cut = self.sequence and self.training.truncate is not None and self.training.truncate["k1"] < self.checked.table.length
        self.sites = [self._torch(site(self.network, node, self.training.no_bias)) for node in self.network.order()]
        delayed = any(wire.delay for wire in self.network.wires)
        stepwise = any(torch.stepwise for torch, _ in self.sites)
        self.loop = bool(self.cut or delayed or stepwise and self.sequence)
        taken = set(TAKEN)
        self.outside = {node.id: python_name(node.id, taken) for node in self.network.nodes}
        self.texts = {} if self.loop else block_texts(self.network, self.outside, taken)
        self.outside |= {text.end: text.ident for text in self.texts.values()}
        self._text: BlockText | None = None
        last = {goal.node.id: goal.targets.ndim == 2 for goal in self.checked.goals}
        self.ends = [End(node, self.idents[node.id], last[node.id]) for node in self.network.outputs()]
        self.statistics = list(statistic_shapes(self.network))
        if self.grouped and not self.training.no_bias:
            self._group()
        for torch, at in self.sites:
            self._text = self.texts.get(at.node.id)
            self._head_of_block(at.node.id)
            torch.define(self, at)
            self._define_factors(at)
            self._define_first_state(at)
        self._forward()
        self.classes, names = classes(self.modules)
        self.made += [f"self.{text.ident} = {names[text.ident]}()" for text in self.modules]

    @property
    def modules(self) -> list[BlockText]:
        """The blocks that are modules of their own."""
        return list({text.ident: text for text in self.texts.values()}.values())

    @property
    def idents(self) -> dict[str, str]:
        """The Python names of layers, inside the block that is written or in `Net`."""
        return self.outside if self._text is None else self._text.idents

    def _head_of_block(self, node_id: str) -> None:
        """Name a block that is no module, where its first layer is defined."""
        block = self.network.block_of(node_id)
        if block is not None and self._text is None and f"# {block.name}" not in self.made:
            self.made.append(f"# {block.name}")

    def _torch(self, at: Site) -> tuple[Torch, Site]:
        node, torch = at.node, LAYER_TYPES[at.node.type].torch
        if torch is None or node.grid and self.sequence:
            raise refuse(
                f"network.nodes.{node.id}",
                text("a layer of type {type} cannot be written in PyTorch."),
                text("Write a NumPy script instead."),
                type=node.type,
            )
        return torch, at

    def _group(self) -> None:
        """Put one module in the place of the layers that it stands for, where all lie in the same class."""
        taken = {*TAKEN, *self.idents.values()}
        for block in blocks(self.network):
            inner = {node.id for node in block.nodes}
            texts = {id(self.texts.get(name)): self.texts.get(name) for name in inner}
            if len(texts) > 1:
                continue
            name = python_name("block", taken if None in texts.values() else set(TAKEN))
            torch = Torch(
                lambda at, _, block=block, name=name: block.define(at, self.network, name),  # type: ignore[misc]
                lambda at, here, block=block, name=name: block.apply(at, name, here),  # type: ignore[misc]
            )
            kept = [(torch if at.node == block.last else own, at) for own, at in self.sites]
            self.sites = [(own, at) for own, at in kept if at.node.id not in inner or at.node == block.last]

    # what layer types ask for --------------------------------------------------------------------

    def ident(self, node_id: str) -> str:
        """The Python name of a layer."""
        return self.idents[node_id]

    def define(self, line: str) -> None:
        """Append a line to `__init__`."""
        (self.made if self._text is None else self._text.made).append(line)

    def call_ours(self, ours: str, theirs: str) -> None:
        """Record PyTorch's name for one of our parameters or statistics."""
        self.names[ours] = theirs if self._text is None else f"{self._text.ident}.{theirs}"

    def called(self, ours: str) -> str:
        """PyTorch's name for one of our parameters, in the module that is written."""
        return self.names[ours] if self._text is None else self.names[ours].removeprefix(f"{self._text.ident}.")

    def help_with(self, helper: str) -> None:
        """Request a helper class of the script."""
        self.helpers.add(helper)

    def source(self, wire: Wire) -> str:
        """The variable that a wire reads."""
        value = self.idents[wire.source] + ("_before" if wire.delay else "") + (".detach()" if wire.detach else "")
        if wire.learns != NOTHING:
            return f"(self.{self.called(wire.factors)} * {value})"
        return value if wire.factor == 1 else f"({float(wire.factor)!r} * {value})"

    def _define_factors(self, at: Site) -> None:
        """What the direct wires into a layer learn; samples come first, so factors belong to the last axis."""
        for wire, width in zip(at.wires, at.widths, strict=True):
            if wire.learns != NOTHING:
                name = f"{self.idents[wire.target]}_factor_of_{self.idents[wire.source]}{'_before' if wire.delay else ''}"
                self.define(
                    f"self.{name} = nn.Parameter(torch.full(({width if wire.learns == EACH else 1},), {float(wire.factor)!r}))"
                )
                self.call_ours(wire.factors, name)

    def assigned(self, at: Site, value: str) -> str:
        """The line that gives the layer's variable the activation of a value."""
        return f"{self.idents[at.node.id]} = {self._activated(at.node, value)}"

    def _define_first_state(self, at: Site) -> None:
        """That of a layer that is no cell; cells define their own."""
        ours = at.name(first_state("a"))
        if ours not in self.names and ours in parameter_shapes(self.network):
            name = f"{self.idents[at.node.id]}_{first_state('a')}"
            self.define(f"self.{name} = nn.Parameter(torch.zeros({at.node.units}))")
            self.call_ours(ours, name)

    # forward -------------------------------------------------------------------------------------

    def _forward(self) -> None:
        self._text = None
        inputs = self.network.inputs()
        single = len(inputs) == 1 and not self.loop
        self.argument = self.idents[inputs[0].id] if single else "inputs"
        body = self.body
        if self.loop and not self.sequence:
            body.append("inputs = inputs.unsqueeze(1)  # one time step")
        layers: list[str] = []
        if not single:
            layers += self._split("inputs[:, time]" if self.loop else "inputs")
        for node in (node for node in inputs if node.grid):
            name = self.idents[node.id]
            layers.append(f"{name} = {name}.unflatten(-1, {(node.units, *node.grid)}){CHANNELS_LAST}")
        for torch, at in self.sites:
            layers += self._applied(torch, at)
        if self.loop:
            self._loop(layers)
            return
        found = [f"{end.name}{end.cut(self.sequence)}" for end in self.ends]
        self.body += [*layers, f"return {', '.join(found)}"]

    def _applied(self, torch: Torch, at: Site) -> list[str]:
        """The lines of a layer in `Net`: none inside a block, whose last layer calls it."""
        self._text = text = self.texts.get(at.node.id)
        lines = torch.apply(self, at)
        self._text = None
        if text is None:
            return lines
        text.body += lines
        if at.node.id != text.last:
            return []
        return [f"{text.ident} = self.{text.ident}({', '.join(self.idents[name] for name in text.sources)})"]

    def _split(self, source: str) -> list[str]:
        """Input layers take the features of the data in order."""
        inputs = self.network.inputs()
        if len(inputs) == 1:
            return [f"{self.idents[inputs[0].id]} = {source}"]
        lines, start = [], 0
        for node in inputs:
            stop = start + node.units * node.positions
            place = f":, time, {start}:{stop}" if self.loop else f"..., {start}:{stop}"
            lines.append(f"{self.idents[node.id]} = inputs[{place}]")
            start = stop
        return lines

    def _loop(self, layers: list[str]) -> None:
        """Through time, with what is carried over from the step before."""
        kept = self._remembered()
        body, every = self.body, [end for end in self.ends if not end.last_only]
        lists = {end: "outputs" if len(self.ends) == 1 else f"outputs_{end.name}" for end in every}
        starts = [f"{old} = {start}" for old, _, start in kept]
        if self.cut and kept:
            body.append("if states is None:")
            body += [f"    {line}" for line in starts]
            body += ["else:", f"    {_tuple([old for old, _, _ in kept])} = states"]
        else:
            body += starts
        body += [f"{', '.join(lists.values())}, history = {'[], ' * len(lists)}[]"] if self.cut else [
            f"{name} = []" for name in lists.values()]  # fmt: skip
        body.append("for time in range(inputs.shape[1]):")
        after = [f"{name}.append({end.name})" for end, name in lists.items()] + [
            f"{old} = {new}" for old, new, _ in kept if old != new
        ]
        if self.cut:
            after.append(f"history.append({_tuple([old for old, _, _ in kept])})")
        body += [f"    {line}" for line in layers + after]
        found = [f"torch.stack({lists[end]}, dim=1)" if end in lists else end.name for end in self.ends]
        result = ", ".join(found)
        several = len(found) > 1 and self.cut
        body.append(f"return {f'({result})' if several else result}{', history' if self.cut else ''}")

    def _remembered(self) -> list[tuple[str, str, str]]:
        """What is carried to the next time step: its name before, its new name, its start."""
        kept = []
        delayed = {wire.source for wire in self.network.wires if wire.delay}
        for node in self.network.nodes:
            name, states = self.idents[node.id], LAYER_TYPES[node.type].states
            for state in states or ("a",) * (node.id in delayed):
                learned = self.names.get(f"{node.id}.{first_state(state)}")
                zeros = f"inputs.new_zeros(len(inputs), {node.units})"
                new = name if state == "a" else f"{name}_{state}"
                kept.append((f"{new}_before", new, f"self.{learned}.expand(len(inputs), -1)" if learned else zeros))
        return kept

    def _activated(self, node: Node, value: str) -> str:
        row = ACTIVATIONS[node.activation.name]
        if row.op is None:
            return value
        if row.name == "sigmoid" and self.training.derivative_of_output:
            self.helpers.add("mistake")
            return f"MistakenSigmoid.apply({value})"
        settings, _ = complete(row.settings, node.activation.settings, "")
        # A script has samples first, so the units are the last axis.
        return row.op.torch.format(x=value, axis=-1, **settings)

    # text ----------------------------------------------------------------------------------------

    def lines(self) -> list[str]:
        """The classes of blocks, and that of the network."""
        arguments = f"self, {self.argument}" + (", states=None" if self.cut else "")
        return [
            *self.classes,
            "class Net(nn.Module):",
            "    def __init__(self):",
            "        super().__init__()",
            *(f"        {line}" for line in self.made),
            "",
            f"    def forward({arguments}):",
            *(f"        {line}" for line in self.body),
        ]


def _tuple(names: list[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"

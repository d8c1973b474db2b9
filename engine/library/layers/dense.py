"""Input and dense layers."""

from __future__ import annotations

from engine.library.layers.layer import (
    ALL,
    LAYERS,
    LEARNED_STATE,
    Building,
    LayerType,
    Module,
    Parameter,
    Preset,
    Site,
    Takes,
    Tensors,
    Torch,
    Writing,
    define_nothing,
)
from engine.library.layers.lookup import is_embedding
from engine.library.ops import ADD, ADD_BIAS, AFFINE, MATMUL, SCALE
from engine.model.network import WEIGHTED, Wire
from engine.model.problem import text


def _matrices(site: Site) -> list[tuple[Wire, int]]:
    """The weighted wires, with the units of their sources."""
    return [(wire, width) for wire, width in zip(site.wires, site.widths, strict=True) if wire.kind == WEIGHTED]


def _parameters(site: Site) -> dict[str, Parameter]:
    """A matrix (units, source units) for each weighted wire that is not tied, and one bias for their sum."""
    units, matrices = site.node.units, _matrices(site)
    found = {wire.weight: Parameter((units, width), width) for wire, width in matrices if not wire.tied}
    if site.bias:
        found[site.name("bias")] = Parameter((units,), sum(width for _, width in matrices) or 1, bias=True)
    return found


def _build(at: Building) -> int:
    """z = sum of W x over the wires + b; a = f(z)."""
    bias = at.parameter("bias")
    total: int | None = None
    for wire in sorted(at.site.wires, key=lambda wire: (wire.kind != WEIGHTED, wire.delay)):
        x = at.source(wire)
        if wire.kind != WEIGHTED:
            part = x if total is not None else at.apply(SCALE, x, name=wire.id, factor=1.0)
        elif bias is not None:
            part, bias = at.apply(AFFINE, at.matrix(wire), x, bias, name=wire.id), None
        else:
            part = at.apply(MATMUL, at.matrix(wire), x, name=wire.id)
        total = part if total is None else at.apply(ADD, total, part, name=f"{wire.id} added")
    assert total is not None  # a layer without wires is not legal
    if bias is not None:
        total = at.apply(ADD_BIAS, total, bias, name=f"{at.site.node.id} biased")
    return at.activate(at.preactivation(total))


def _linear(at: Writing, site: Site, wire: Wire, number: int) -> str:
    """The first matrix of a layer bears the layer's name; others say where they come from."""
    target = at.ident(site.node.id)
    return target if not number else f"{target}_from_{at.ident(wire.source)}{'_before' if wire.delay else ''}"


def _own_matrices(site: Site) -> list[tuple[Wire, int]]:
    return [(wire, width) for wire, width in _matrices(site) if not wire.tied]


def _tied(at: Writing, wire: Wire, source: str) -> str:
    """A product with another module's matrix."""
    turned = ".T" if wire.transposed else ""
    pruned = "" if wire.mask is None else f" * torch.tensor({[list(map(float, row)) for row in wire.mask]})"
    return f"F.linear({source}, self.{at.called(wire.tied)}{turned}{pruned})"


def _define(at: Writing, site: Site) -> None:
    name, units, matrices = at.ident(site.node.id), site.node.units, _own_matrices(site)
    for number, (wire, width) in enumerate(matrices):
        linear = _linear(at, site, wire, number)
        own = "" if site.bias and not number else ", bias=False"
        at.define(f"self.{linear} = nn.Linear({width}, {units}{own})")
        at.call_ours(wire.weight, f"{linear}.weight")
        if wire.mask is not None:
            rows = [list(map(float, row)) for row in wire.mask]
            at.define(f'self.register_buffer("{linear}_mask", torch.tensor({rows}))')
    if site.bias and matrices:
        at.call_ours(site.name("bias"), f"{name}.bias")
    elif site.bias:
        at.define(f"self.{name}_bias = nn.Parameter(torch.zeros({units}))")
        at.call_ours(site.name("bias"), f"{name}_bias")


def _apply(at: Writing, site: Site) -> list[str]:
    terms, number = [], 0
    for wire in site.wires:
        source = at.source(wire)
        if wire.kind != WEIGHTED:
            terms.append(source)
            continue
        if wire.tied:
            terms.append(_tied(at, wire, source))
            continue
        linear = _linear(at, site, wire, number)
        pruned = f"F.linear({source}, self.{linear}.weight * self.{linear}_mask, self.{linear}.bias)"
        terms.append(f"self.{linear}({source})" if wire.mask is None else pruned)
        number += 1
    if site.bias and not number:
        terms.append(f"self.{at.ident(site.node.id)}_bias")
    return [at.assigned(site, " + ".join(terms))]


def _recognise(name: str, tensors: Tensors) -> tuple[Module, ...]:
    weight = tensors.get("weight")
    if weight is None or weight.ndim != 2 or set(tensors) - {"weight", "bias"} or is_embedding(name, tensors):
        return ()
    return (Module(name, "dense", weight.shape[1], weight.shape[0], tensors),)


INPUT = LayerType(
    "input",
    text("Input"),
    text("Receives the features of the data."),
    LAYERS,
    None,
    "x",
    new_units=2,
    takes=Takes(most=0),
    torch=Torch(define_nothing, lambda at, site: []),
)

DENSE = LayerType(
    "dense",
    text("Dense"),
    text("Weighted sums of the inputs, passed through an activation."),
    LAYERS,
    _build,
    "h",
    presets=(
        Preset("tanh", text("Dense tanh"), text("Weighted sums passed through tanh."), "h", 4, "tanh"),
        Preset("relu", text("Dense ReLU"), text("Weighted sums passed through ReLU."), "h", 4, "relu"),
        Preset("leaky_relu", text("Dense Leaky ReLU"), text("Weighted sums passed through Leaky ReLU."), "h", 4, "leaky_relu"),
        Preset(
            "sigmoid",
            text("Dense sigmoid"),
            text("Weighted sums passed through the sigmoid; one unit answers yes or no."),
            "y",
            1,
            "sigmoid",
        ),
        Preset("identity", text("Dense linear"), text("Plain weighted sums: regression outputs or logits."), "y", 1, "identity"),
        Preset("softmax", text("Dense softmax"), text("Probabilities over the units."), "y", 3, "softmax"),
    ),
    face=False,
    settings=(LEARNED_STATE,),
    activations=ALL,
    initializer=True,
    bias=True,
    takes=Takes(WEIGHTED, matrices=True),
    parameters=_parameters,
    torch=Torch(_define, _apply),
    recognise=_recognise,
)

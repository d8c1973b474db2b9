"""Layers over tokens: their positions, and attention among them (Vaswani et al. 2017)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine.library.attention import CAUSAL_SOFTMAX, MIX, SCORES
from engine.library.layers.layer import (
    ALL,
    TOKENS,
    Building,
    LayerType,
    Module,
    Parameter,
    Site,
    Takes,
    Tensors,
    Torch,
    Writing,
    affine,
    defined,
    same_units,
)
from engine.library.ops import CONCAT, ROWS, SOFTMAX
from engine.library.positions import ADD_POSITIONS
from engine.library.rule import Array
from engine.model.problem import Problem, text
from engine.model.setting import Setting

LEARNED, SINUSOIDAL = "learned", "sinusoidal"
KIND = Setting("kind", text("Kind"), LEARNED, text("Learned vectors, or fixed sines and cosines."), choices=(LEARNED, SINUSOIDAL))
HEADS = Setting("heads", text("Heads"), 1, text("Groups of units that attend independently."), 1, 64)
CAUSAL = Setting("causal", text("Causal"), False, text("No token sees a later one."))
SCALED = Setting(
    "scale", text("Scale"), True, text("Scores are divided by √(units per head); without this, the softmax saturates.")
)


def sinusoids(positions: int, units: int) -> Array:
    """The positions of Vaswani et al. 2017, section 3.5, of shape (positions, units): sin and cos of p / 10000^(2i/units)."""
    angle = np.arange(positions)[:, None] / 10000 ** (np.arange(units)[None] // 2 * 2 / units)
    return np.where(np.arange(units) % 2 == 0, np.sin(angle), np.cos(angle))


def _place_parameters(site: Site) -> dict[str, Parameter]:
    if site.settings["kind"] != LEARNED:
        return {}
    units = site.widths[0] if site.widths else site.node.units
    return {site.name("weight"): Parameter((math.prod(site.grids[0]) if site.grids else 1, units), units)}


def _places(at: Building) -> int:
    weight, (x, grid) = at.parameter("weight"), (at.source(at.site.wires[0]), at.site.grids[0])
    if weight is None:
        weight = at.constant("places", sinusoids(math.prod(grid), at.site.node.units))
    return at.apply(ADD_POSITIONS, x, weight, name=at.site.name("a"))


def _attention_parameters(site: Site) -> dict[str, Parameter]:
    """As in torch.nn.MultiheadAttention: queries, keys and values in one matrix, then the projection of the joined heads."""
    units = site.widths[0] if site.widths else site.node.units
    found = {site.name("in_proj_weight"): Parameter((3 * units, units), units)}
    if site.bias:
        found[site.name("in_proj_bias")] = Parameter((3 * units,), start=0.0)
    found[site.name("out_proj.weight")] = Parameter((units, units), units)
    if site.bias:
        found[site.name("out_proj.bias")] = Parameter((units,), start=0.0)
    return found


def _recognise(name: str, tensors: Tensors) -> tuple[Module, ...]:
    """Attention in a file of weights, with its projection out; how many heads it has is not written there."""
    weight = tensors.get("in_proj_weight")
    known = {"in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"}
    if weight is None or weight.ndim != 2 or set(tensors) - known or "out_proj.weight" not in tensors:
        return ()
    units = weight.shape[1]
    return (Module(name, "attention", units, units, tensors),) if weight.shape[0] == 3 * units else ()


def _unfit(site: Site) -> Problem | None:
    units, heads, where = site.node.units, site.settings["heads"], f"network.nodes.{site.node.id}"
    if units % heads:
        return Problem(f"{where}.heads", text("the number of units, {units}, is not a multiple of the number of heads, {heads}."),
                       text("Use a divisor of {units} as the number of heads."), {"units": units, "heads": heads})  # fmt: skip
    if len(set(site.widths)) > 1:
        words, hint = (
            text("queries and keys need the same number of units, not {a} and {b}."),
            text("Put a dense layer before the attention layer."),
        )
        return Problem(where, words, hint, {"a": site.widths[0], "b": site.widths[1]})
    if site.settings["causal"] and len({*map(math.prod, site.grids)}) > 1:
        return Problem(f"{where}.causal", text("a causal layer needs as many keys as queries."), text("Switch causal off."))
    return None


class _Heads:
    """The projections of one attention layer, cut into heads."""

    def __init__(self, at: Building) -> None:
        self.at, self.name = at, at.site.node.id
        self.units, self.heads = at.site.node.units, at.site.settings["heads"]
        self.sources = [at.source(wire) for wire in at.site.wires]
        self.weight, self.bias = at.parameter("in_proj_weight"), at.parameter("in_proj_bias")
        self.queries, self.keys = math.prod(at.site.grids[0]), math.prod(at.site.grids[-1])

    def projected(self) -> list[int]:
        """Queries, keys and values, each of shape (units, positions · samples)."""
        if len(self.sources) == 1:
            whole = self._affine(self.sources[0], 0, 3, "in_proj")
            return [self._rows(whole, part, self.units, f"{self.name}.{name}") for part, name in enumerate("qkv")]
        query = self._affine(self.sources[0], 0, 1, "q")
        others = self._affine(self.sources[1], 1, 3, "kv")
        return [query, *(self._rows(others, part, self.units, f"{self.name}.{name}") for part, name in enumerate("kv"))]

    def _affine(self, x: int, first: int, last: int, name: str) -> int:
        """The rows of the joint matrix from one part to another, times x."""
        at = self.at
        ends: dict[str, Any] = {"start": first * self.units, "stop": last * self.units}
        weight, bias = self.weight, self.bias
        assert weight is not None
        if (first, last) != (0, 3):
            weight = at.apply(ROWS, weight, name=f"{self.name}.{name} weight", **ends)
            bias = None if bias is None else at.apply(ROWS, bias, name=f"{self.name}.{name} bias", **ends)
        return affine(at, weight, x, bias, f"{self.name}.{name}")

    def _rows(self, x: int, part: int, size: int, name: str) -> int:
        return self.at.apply(ROWS, x, name=name, start=part * size, stop=(part + 1) * size)

    def mixed(self, number: int, projected: list[int]) -> int:
        """What one head brings to every query."""
        at, size = self.at, self.units // self.heads
        name = f"{self.name}.head{number + 1}"
        parts = projected
        if self.heads > 1:
            parts = [self._rows(x, number, size, f"{name}.{letter}") for x, letter in zip(projected, "qkv", strict=True)]
        q, k, v = parts
        factor = 1 / math.sqrt(size) if at.site.settings["scale"] else 1.0
        both: dict[str, Any] = {"queries": self.queries, "keys": self.keys}
        scores = at.apply(SCORES, q, k, name=f"{name}.scores", factor=factor, **both)
        if at.site.settings["causal"]:
            weights = at.apply(CAUSAL_SOFTMAX, scores, name=f"{name}.weights", queries=self.queries)
        else:
            weights = at.apply(SOFTMAX, scores, name=f"{name}.weights")
        return at.apply(MIX, v, weights, name=f"{name}.mix", **both)


def _attention(at: Building) -> int:
    heads = _Heads(at)
    projected = heads.projected()
    joined, *others = (heads.mixed(number, projected) for number in range(heads.heads))
    for number, mix in enumerate(others, 2):
        joined = at.apply(CONCAT, joined, mix, name=f"{heads.name}.heads1to{number}")
    weight = at.parameter("out_proj.weight")
    assert weight is not None
    return at.activate(at.preactivation(affine(at, weight, joined, at.parameter("out_proj.bias"), f"{heads.name}.out_proj")))


def _define_places(at: Writing, site: Site) -> None:
    name, shape = at.ident(site.node.id), (math.prod(site.grids[0]), site.node.units)
    if site.settings["kind"] == LEARNED:
        at.define(f"self.{name} = nn.Embedding({shape[0]}, {shape[1]})")
        at.call_ours(site.name("weight"), f"{name}.weight")
    else:
        at.define(f'self.register_buffer("{name}", torch.tensor({sinusoids(*shape).tolist()}), persistent=False)')


def _apply_places(at: Writing, site: Site) -> list[str]:
    name, grid = at.ident(site.node.id), site.grids[0]
    weight = f"self.{name}.weight" if site.settings["kind"] == LEARNED else f"self.{name}"
    shaped = weight if len(grid) == 1 else f"{weight}.unflatten(0, {grid})"
    return [at.assigned(site, f"{at.source(site.wires[0])} + {shaped}")]


def _attention_module(site: Site) -> str:
    bias = "" if site.bias else ", bias=False"
    return f"MultiheadAttention({site.node.units}, {site.settings['heads']}{bias}, batch_first=True)"


def _apply_attention(at: Writing, site: Site) -> list[str]:
    name, grid = at.ident(site.node.id), site.grids[0]
    pairs = zip(map(at.source, site.wires), site.grids, strict=True)
    flat = [source if len(lies) == 1 else f"{source}.flatten(1, -2)" for source, lies in pairs]
    masked = f", attn_mask=nn.Transformer.generate_square_subsequent_mask({math.prod(grid)})" if site.settings["causal"] else ""
    shaped = "" if len(grid) == 1 else f".unflatten(1, {grid})"
    if not site.settings["scale"]:
        return _unscaled(at, site, flat, shaped)
    return [at.assigned(site, f"self.{name}({flat[0]}, {flat[-1]}, {flat[-1]}, need_weights=False{masked})[0]{shaped}")]


def _unscaled(at: Writing, site: Site, flat: list[str], shaped: str) -> list[str]:
    """With the parameters of nn.MultiheadAttention, which itself always divides by √d."""
    name, units, heads = at.ident(site.node.id), site.node.units, site.settings["heads"]
    parts, each = f"self.{name}.in_proj_weight.chunk(3)", "s, w"
    if site.bias:
        parts, each = f"{parts}, self.{name}.in_proj_bias.chunk(3)", "s, w, b"
    causal = ", is_causal=True" if site.settings["causal"] else ""
    mixed = f"F.scaled_dot_product_attention(*{name}{causal}, scale=1.0).transpose(1, 2).flatten(2)"
    return [
        f"{name} = [F.linear({each}).unflatten(-1, ({heads}, {units // heads})).transpose(1, 2)",
        f"    for {each} in zip(({flat[0]}, {flat[-1]}, {flat[-1]}), {parts})]",
        at.assigned(site, f"self.{name}.out_proj({mixed}){shaped}"),
    ]


PLACES = LayerType(
    "positions",
    text("Positions"),
    text("Adds a vector for each position, so that attention can tell the positions apart."),
    TOKENS,
    _places,
    "pos",
    sentence=text("Layer {node} adds a vector for each position."),
    settings=(KIND,),
    initializer=True,
    start="normal",
    takes=Takes(most=1, positions=True),
    units=same_units,
    parameters=_place_parameters,
    torch=Torch(_define_places, _apply_places),
)

ATTENTION = LayerType(
    "attention",
    text("Attention"),
    text(
        "Each token gathers information from other tokens, through queries, keys and values. "
        "A second wire supplies the keys and values."
    ),
    TOKENS,
    _attention,
    "att",
    sentence=text("Layer {node} lets each token mix in the values of the tokens that it attends to."),
    settings=(HEADS, CAUSAL, SCALED),
    activations=ALL,
    initializer=True,
    bias=True,
    takes=Takes(most=2, positions=True, mixed=True),
    units=same_units,
    problem=_unfit,
    parameters=_attention_parameters,
    torch=Torch(defined(_attention_module, _attention_parameters), _apply_attention),
    recognise=_recognise,
)

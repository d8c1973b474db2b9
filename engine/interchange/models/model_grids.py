"""What a file of weights does not say of convolution and attention: on which grid they work, and what stands between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.library import drawing
from engine.library.layers.layer import Module
from engine.library.rule import Array
from engine.library.window import Grid, each
from engine.model.network import Choice, Network, Node, Wire

ENCODER = "encoder"  # torch.nn.TransformerEncoderLayer, which is drawn as seven layers
PARTS = ("self_attn", "linear1", "linear2", "norm1", "norm2")
SIDE, SIGNAL, TOKENS = 8, 16, 12  # of images, signals and sequences where nothing says how large they are
POOLED = 2


def merged(modules: Mapping[str, Mapping[str, Array]]) -> dict[str, dict[str, Array]]:
    """The tensors of each module, with those of attention and of transformer blocks together under one name."""
    found = {name: dict(values) for name, values in modules.items()}
    for name in [name for name, values in found.items() if "in_proj_weight" in values]:
        inner = found.pop(f"{name}.out_proj" if name else "out_proj", {})
        found[name] |= {f"out_proj.{ending}": value for ending, value in inner.items()}
    for name in [name.rpartition(".")[0] for name in found if name.rpartition(".")[2] == PARTS[0]]:
        prefix = f"{name}." if name else ""
        if all(f"{prefix}{part}" in found for part in PARTS):
            whole = {part: found.pop(f"{prefix}{part}") for part in PARTS}
            found[name] = {f"{part}.{ending}": value for part, values in whole.items() for ending, value in values.items()}
    return found


def block(name: str, tensors: Mapping[str, Array]) -> tuple[Module, ...]:
    """A transformer block, if these are its tensors: all that PyTorch's module has, with biases."""
    inner = tensors.get("linear1.weight")
    wanted = {f"self_attn.{ending}" for ending in ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")}
    wanted |= {f"{part}.{ending}" for part in PARTS[1:] for ending in ("weight", "bias")}
    if inner is None or inner.ndim != 2 or set(tensors) != wanted:
        return ()
    if tensors["self_attn.in_proj_weight"].shape != (3 * inner.shape[1], inner.shape[1]):
        return ()
    return (Module(name, ENCODER, inner.shape[1], inner.shape[1], tensors),)


def with_places(found: Sequence[Module]) -> list[Module]:
    """Matrices that are called like positions are positions, where an embedding holds what stands there."""
    if not any(part.type in (ENCODER, "attention") for part in found):
        return list(found)
    alone = (part for part in found if part.type in ("embedding", "dense") and set(part.values) == {"weight"})
    named = [part for part in alone if "pos" in part.name.lower()]
    others = [part for part in found if part.type == "embedding" and part not in named]
    if not named or not others:
        return list(found)
    widths = [part.values["weight"].shape[1] for part in named]
    settings = {"kind": "learned"}
    places = [
        replace(part, type="positions", inputs=width, units=width, settings=settings)
        for part, width in zip(named, widths, strict=True)
    ]
    rest = [part for part in found if part not in named and part not in others]
    return [*others, *places, *rest]


def follows(done: Sequence[Module], part: Module) -> bool:
    """Whether a module can take what the last of these gives: as wide, or all positions of its channels at once."""
    if not done or part.inputs == done[-1].units:
        return True
    flat = part.type == "dense" and part.inputs % done[-1].units == 0
    kinds = {before.type for before in done}
    return flat and "conv" in kinds and not kinds & {"dense", "attention", ENCODER}


@dataclass(frozen=True)
class Shape:
    """The grids of a stack: of its input, and how convolutions are padded; `pool`: each is followed by a max pool."""

    stack: tuple[Module, ...]
    padding: str
    pool: bool

    @property
    def convolutions(self) -> list[Module]:
        """The convolutions from input to output."""
        return [part for part in self.stack if part.type == "conv"]

    @property
    def grid(self) -> Grid:
        """The positions of the input; () where nothing in the stack has positions."""
        if self.convolutions:
            return self._before(self._end())
        if any(part.type in (ENCODER, "attention", "positions") for part in self.stack):
            places = next((part for part in self.stack if part.type == "positions"), None)
            return (TOKENS if places is None else len(places.values["weight"]),)
        return ()

    @property
    def averaged(self) -> bool:
        """Whether the mean over all positions stands before the dense layers: they take the channels alone."""
        return self._places() == 1

    def _places(self) -> int:
        """How many positions the first dense layer behind a convolution takes; 0 if there is none."""
        for place, part in enumerate(self.stack):
            if part.type == "dense" and any(before.type == "conv" for before in self.stack[:place]):
                return part.inputs // self.stack[place - 1].units
        return 0

    def _end(self) -> Grid:
        """The grid behind the last convolution: as square as it can be."""
        rank, places = int(self.convolutions[0].settings["rank"]), self._places()
        if places < 2:
            return (SIDE, SIDE) if rank == 2 else (SIGNAL,)
        if rank == 1:
            return (places,)
        height = next(side for side in range(math.isqrt(places), 0, -1) if places % side == 0)
        return (height, places // height)

    def _before(self, grid: Grid) -> Grid:
        for part in reversed(self.convolutions):
            grid = tuple(POOLED * side for side in grid) if self.pool else grid
            if self.padding != "same":
                kernel = each(part.settings["kernel"], len(grid))
                grid = tuple(side + size - 1 for side, size in zip(grid, kernel, strict=True))
        return grid


def usual_heads(units: int) -> int:
    """Heads of at least four units: eight, or fewer."""
    return next(heads for heads in (8, 4, 2, 1) if units % heads == 0 and (units // heads >= 4 or heads == 1))


def with_encoder(
    network: Network, before: str, part: Module, name: str, heads: int, first: bool
) -> tuple[Network, str, dict[str, str]]:
    """A transformer block behind a layer; returns the last of its layers, and whose tensors its parameters are."""

    def added(kind: str, stem: str, units: int, *sources: str, activation: str = "identity") -> str:
        nonlocal network
        settings = {"heads": heads} if kind == "attention" else {}
        node = Node(network.free_id(f"{name} {stem}"[:40]), kind, units, Choice(activation), settings=settings)
        network = network.add(node)
        for source in sources:
            network = drawing.connect(network, Wire(source, node.id, drawing.natural_kind(kind)))
        return node.id

    units, wide = part.units, part.values["linear1.weight"].shape[0]
    norm1 = added("layer_norm", "norm1", units, before) if first else ""
    attention = added("attention", "attention", units, norm1 or before)
    summed = added("add", "sum1", units, before, attention)
    norm1 = norm1 or added("layer_norm", "norm1", units, summed)
    norm2 = added("layer_norm", "norm2", units, summed) if first else ""
    behind = norm2 or norm1
    inner = added("dense", "linear1", wide, behind, activation="relu")
    outer = added("dense", "linear2", units, inner)
    last = added("add", "sum2", units, summed if first else norm1, outer)
    norm2 = norm2 or added("layer_norm", "norm2", units, last)
    names = {f"{attention}.{ending}": f"self_attn.{ending}" for ending in
             ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")}  # fmt: skip
    names |= {f"{node}.{ending}": f"{theirs}.{ending}" for node, theirs in ((norm1, "norm1"), (norm2, "norm2"))
              for ending in ("weight", "bias")}  # fmt: skip
    names |= {f"{behind}->{inner}.weight": "linear1.weight", f"{inner}->{outer}.weight": "linear2.weight",
              f"{inner}.bias": "linear1.bias", f"{outer}.bias": "linear2.bias"}  # fmt: skip
    return network, last if first else norm2, names

"""Layers that turn class indices into vectors."""

from __future__ import annotations

from engine.library.layers.layer import (
    SHAPES,
    Building,
    LayerType,
    Module,
    Parameter,
    Site,
    Takes,
    Tensors,
    Torch,
    Writing,
    expression,
    module,
)
from engine.library.sequence import EMBED
from engine.library.sequence import ONE_HOT as AS_ONE_HOT
from engine.model.problem import text
from engine.model.setting import Setting

CLASSES = Setting("classes", text("Classes"), 10, text("Number of classes."), 1, 100_000)


def _parameters(site: Site) -> dict[str, Parameter]:
    """A row for each class: (classes, units)."""
    return {site.name("weight"): Parameter((site.settings["classes"], site.node.units), site.node.units)}


def _embedding(at: Building) -> int:
    weight = at.parameter("weight")
    assert weight is not None
    return at.apply(EMBED, weight, at.source(at.site.wires[0]), name=at.site.name("a"))


def _one_hot(at: Building) -> int:
    return at.apply(AS_ONE_HOT, at.source(at.site.wires[0]), name=at.site.name("a"), units=at.site.node.units)


def _numbers(source: str) -> str:
    return f"{source}[..., 0].long()"


def _look_up(at: Writing, site: Site) -> list[str]:
    return [at.assigned(site, f"self.{at.ident(site.node.id)}({_numbers(at.source(site.wires[0]))})")]


def is_embedding(name: str, tensors: Tensors) -> bool:
    """Whether a matrix of a weights file is a table of vectors; only its name distinguishes it from a dense layer without
    bias."""
    return "emb" in name.lower() and "bias" not in tensors


def _recognise(name: str, tensors: Tensors) -> tuple[Module, ...]:
    weight = tensors.get("weight")
    if weight is None or weight.ndim != 2 or set(tensors) != {"weight"} or not is_embedding(name, tensors):
        return ()
    return (Module(name, "embedding", 1, weight.shape[1], tensors, {"classes": weight.shape[0]}),)


EMBEDDING = LayerType(
    "embedding",
    text("Embedding"),
    text("A learned vector for each class index."),
    SHAPES,
    _embedding,
    "e",
    sentence=text("Layer {node} looks up the vector for each class index."),
    settings=(CLASSES,),
    initializer=True,
    start="normal",
    takes=Takes(class_numbers=True),
    parameters=_parameters,
    torch=Torch(module("Embedding({classes}, {units})", parameters=_parameters).define, _look_up),
    recognise=_recognise,
)

ONE_HOT = LayerType(
    "one_hot",
    text("One-hot"),
    text("A class index as a vector with a single 1."),
    SHAPES,
    _one_hot,
    "e",
    sentence=text("Layer {node} looks up the vector for each class index."),
    takes=Takes(class_numbers=True),
    torch=expression(lambda site, sources: f"F.one_hot({_numbers(sources[0])}, {site.node.units}).to(torch.float64)"),
)

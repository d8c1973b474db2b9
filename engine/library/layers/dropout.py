"""Dropout (Srivastava et al. 2014), inverted as in PyTorch: what is kept is scaled by 1 / (1 - p)."""

from __future__ import annotations

from engine.library.layers.layer import SHAPES, Building, LayerType, Site, Takes, Torch, Writing, same_units
from engine.library.ops import MUL
from engine.model.problem import text
from engine.model.setting import Setting

P = Setting(
    "p", text("Dropout probability"), 0.5, text("Probability with which each unit is switched off at a training step."), 0.0, 0.99
)


def _build(at: Building) -> int:
    x = at.source(at.site.wires[0])
    return x if at.predicting else at.apply(MUL, x, at.mask(at.site.settings["p"]), name=at.site.name("a"))


def _define(at: Writing, site: Site) -> None:
    at.help_with("dropout")
    at.define(f"self.{at.ident(site.node.id)} = Dropout({site.settings['p']!r}, {site.node.id!r})")


def _apply(at: Writing, site: Site) -> list[str]:
    time = ", time + 1" if at.loop else ""
    return [at.assigned(site, f"self.{at.ident(site.node.id)}({at.source(site.wires[0])}{time})")]


DROPOUT = LayerType(
    "dropout",
    text("Dropout"),
    text("Switches units off at random during training; the others are scaled up to compensate."),
    SHAPES,
    _build,
    "drop",
    sentence=text("Layer {node} switches off some of its inputs at random."),
    settings=(P,),
    takes=Takes(most=1),
    units=same_units,
    torch=Torch(_define, _apply, stepwise=True),
)

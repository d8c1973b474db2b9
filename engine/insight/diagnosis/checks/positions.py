"""Positions of the inputs: those that no gradient reaches, outside of what kernels, pools and masks let the loss see; and their
order, where the network does not know it."""

from __future__ import annotations

import numpy as np

from engine.insight.diagnosis.checks.attention import SHARP
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, WARNING, Finding
from engine.insight.diagnosis.reading import MUCH, Seen, late, losses, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.insight.flow.depth import VANISHING
from engine.library.rule import Array
from engine.model.problem import text

FEW, MANY = 0.02, 0.2  # of the targets
SOON = 6  # observations: as many as one who opens the panel later is given of the past


def unreached(known: Facts, seen: Seen) -> Finding | None:
    """Some positions get nothing, or next to nothing, of what others get, while there is much left to learn."""
    last = seen[-1]
    if not (stuck(known, seen) or late(known, seen, after=SOON)) or any(entropy < SHARP for _, entropy in last.attention):
        return None  # attention that looks at one key alone is a cause by itself
    for layer, reach in last.reach:
        weak = reach < VANISHING
        if not reach.any() or not weak.any():
            continue
        nothing = not reach[weak].any()
        return Finding(
            "unreached positions",
            ERROR if nothing or stuck(known, seen) else WARNING,
            _NONE if nothing else _HARDLY,
            {"unseen": int(weak.sum()), "count": len(reach), "layer": layer, "places": ranges(weak)},
            (layer,),
            last.step,
            ((text("gradient at the weakest position, relative to the strongest"), f"{reach.min():.2g}"), *losses(known, seen)),
            (way.KERNELS, way.ATTEND, way.AVERAGE),
        )
    return None


def unordered(known: Facts, seen: Seen) -> Finding | None:
    """Attention that is not told where its tokens stand, for targets that depend on it."""
    last, share = seen[-1], known.undecidable
    if share < FEW or last.step == 0 or last.loss < MUCH * known.baseline:
        return None
    layers = tuple(node.id for node in known.experiment.network.nodes if node.type == "attention")
    words = text(
        "The network cannot tell the positions apart: shuffling the tokens at most shuffles its outputs. But {share} of the "
        "targets depend on the order."
    )
    return Finding("no positions", ERROR if share >= MANY else WARNING, words, {"share": f"{share:.0%}"}, layers, last.step,
                   losses(known, seen), (way.POSITIONS,))  # fmt: skip


_NONE = text(
    "No gradient reaches {unseen} of the {count} positions of {layer} ({places}): nothing can be learned from what is there."
)
_HARDLY = text("Hardly any gradient reaches {unseen} of the {count} positions of {layer} ({places}).")


def ranges(chosen: Array) -> str:
    """The places that are True, counted from 0 as everywhere, neighbours together: `p = 0–2, 6`."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(int)))
    pairs = zip(edges[::2], edges[1::2] - 1, strict=True)
    return "p = " + ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in pairs)

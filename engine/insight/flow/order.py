"""What a network that does not know the order of its positions cannot tell apart.

Attention, dense layers and means over positions treat all positions alike: shuffled tokens give the same outputs, shuffled in the
same way. Whether a network does that is measured at random parameters and not concluded from its layers.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from engine.insight.moment.predict import Predictor
from engine.library.rule import Array
from engine.program.check import Checked

LOOKED = 4  # samples shown in two orders
MOST = 4096  # targets compared
SAME = 1e-9  # of the largest output


def undecidable(checked: Checked) -> float:
    """The share of the targets that differ although all that the network sees of their samples is alike; 0 for a network that
    knows the order of its positions."""
    lines = checked.table.grid
    if len(lines) != 1 or lines[0] < 2 or checked.table.sequence or len(checked.experiment.network.inputs()) != 1:
        return 0.0
    if not any(node.type == "attention" for node in checked.experiment.network.nodes):
        return 0.0
    inputs = checked.table.inputs.reshape(checked.table.samples, -1, lines[0])
    every = _blind(checked, inputs[:LOOKED])
    return 0.0 if every is None else _differing(checked, inputs, every)


def _blind(checked: Checked, inputs: Array) -> bool | None:
    """Whether a blind network has an output at every position; None if it knows their order."""
    random = np.random.default_rng(0)
    positions = inputs.shape[-1]
    order = np.roll(np.arange(positions)[::-1], 1)
    usual, other = (Predictor(checked, part.reshape(len(part), -1)) for part in (inputs, inputs[..., order]))
    program = usual.program
    shapes = {name: program.slots[slot].shape for name, slot in {**program.parameters, **program.buffers}.items()}
    values = {name: np.abs(random.standard_normal(shape)) if name in program.buffers else random.standard_normal(shape)
              for name, shape in shapes.items()}  # fmt: skip
    first, second = usual(values), other(values)
    end = checked.experiment.network.outputs()[0]
    every = end.positions == positions and bool(end.grid)
    if every:
        first, second = first.reshape(len(first), -1, positions)[..., order], second.reshape(len(second), -1, positions)
    with np.errstate(all="ignore"):
        return every if np.abs(first - second).max() <= SAME * np.abs(first).max() else None


def _differing(checked: Checked, inputs: Array, every: bool) -> float:
    """How many targets are not the most frequent one among those whose samples, but for the order, are the same."""
    positions = inputs.shape[-1]
    places = positions if every else 1
    targets = checked.table.targets.reshape(len(inputs), -1, places)
    mask = checked.table.mask
    counts = (np.ones_like(targets) if mask is None else mask.reshape(len(inputs), -1, places)).max(axis=1)
    groups: defaultdict[tuple[bytes, ...], Counter[bytes]] = defaultdict(Counter)
    for sample in range(min(len(inputs), max(1, MOST // places))):
        content = sorted(inputs[sample, :, place].tobytes() for place in range(positions))
        for place in np.flatnonzero(counts[sample]):
            own = (inputs[sample, :, place].tobytes(),) if every else ()
            groups[(*own, *content)][targets[sample, :, place].tobytes()] += 1
    total = sum(group.total() for group in groups.values())
    return 1 - sum(max(group.values()) for group in groups.values()) / total if total else 0.0

"""A recorded recurrent layer run again in this engine, so that its gradient through time is complete.

A hook on a fused `nn.LSTM` sees only the gradient that enters each time step from above. With the layer's inputs and
weights recorded, the layer is drawn here with the loss sum_t <g_t, h_t>: its gradient with respect to h_t from above is
exactly the recorded g_t, and what comes from later time steps is added by our own backward pass. That our gradients of the
weights equal the recorded ones is the proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from engine.insight.trace.trace import REVERSE, Recurrent, Through
from engine.library import drawing
from engine.library.layers.recurrent import CELLS
from engine.library.rule import Array, Shape
from engine.model.experiment import Experiment, Training
from engine.model.network import DIRECT, Choice, Network, Node, Wire
from engine.model.problem import Problem, text
from engine.runtime.debugger import Debugger

GATES = {"RNN": "rnn", "LSTM": "lstm", "GRU": "gru"}
CELLS_OF = ("RNNCell", "LSTMCell", "GRUCell")
PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
MOST_LAYERS = 16
MOST = 4_000_000  # numbers of inputs and gradients that are replayed


@dataclass(frozen=True, eq=False)
class Recorded:
    """One call of a recurrent module: `arrays` has its input, the gradient with respect to its output, weights, and `grad/` of
    them; of packed sequences also their `lengths`, of a loop over a cell only the `norms` of the gradient at each time step."""

    layer: str
    type: str
    made: Recurrent
    arrays: Mapping[str, Array] = field(default_factory=dict)


def why_not(recorded: Recorded) -> Problem | None:
    """Why a call cannot be replayed, or None if it can."""
    arrays, made = recorded.arrays, recorded.made
    if recorded.type in CELLS_OF:
        return None if "norms" in arrays else _not_recorded(recorded)
    if not {"output_gradient", "final0_gradient"} & set(arrays) or "input" not in arrays:
        return _not_recorded(recorded)
    if made.projection:
        return Problem(recorded.layer, text("it projects its states (proj_size), which no layer here does."))
    if made.dropout and made.layers > 1:
        return Problem(
            recorded.layer, text("there is dropout between its layers, and PyTorch does not expose the mask."),
            text("Set dropout=0 while recording, or use single-layer modules with nn.Dropout between them."),
        )  # fmt: skip
    if made.bidirectional and made.layers > 1:
        return Problem(
            recorded.layer, text("it is bidirectional with several layers, and what passes between them is not recorded."),
            text("Stack single bidirectional layers instead."),
        )  # fmt: skip
    return next((problem for part in directions(recorded) if (problem := _why_not(part)) is not None), None)


def _not_recorded(recorded: Recorded) -> Problem:
    return Problem(recorded.layer, text("its inputs and gradients were not recorded."), text("Record with arrays=True."))


def _why_not(recorded: Recorded) -> Problem | None:
    """The same of one direction."""
    arrays = recorded.arrays
    if not _fits(recorded):
        return Problem(
            recorded.layer, text("the shapes of its tensors do not match."), text("The file is damaged; record the run again.")
        )
    if arrays["input"].size * (1 + arrays["weight_hh_l0"].shape[1] // arrays["input"].shape[2]) > MOST:
        return Problem(recorded.layer, text("its sequences are too large to replay here."), text("Record smaller batches."))
    if any(arrays[name].any() for name in arrays if name.startswith("state")):
        return Problem(
            recorded.layer,
            text("it started from a different state for each sample."),
            text("Start from zero states while recording."),
        )
    cell, hidden = arrays.get("final1_gradient"), arrays.get("final0_gradient")
    if (cell is not None and cell.any()) or (hidden is not None and hidden[:-1].any()):
        return Problem(recorded.layer, text("a gradient flows into its final states, and this cannot be reproduced here."))
    return None


def directions(recorded: Recorded) -> tuple[Recorded, ...]:
    """A bidirectional layer as two layers, one of which reads its sequences backwards; any other as it is."""
    arrays, made = recorded.arrays, recorded.made
    loop = arrays.get("weight_hh_l0", np.zeros((0, 0)))
    halves = [value for name, value in arrays.items() if name == "output_gradient" or name.startswith(("state", "final"))]
    if not made.bidirectional or loop.ndim != 2 or any(value.ndim != 3 for value in halves):
        return (recorded,)
    units, found = loop.shape[1], []
    for place, ending in enumerate(("", "_reverse")):
        own = {name.removesuffix(ending): value for name, value in arrays.items() if name.endswith("_reverse") == bool(ending)}
        own |= {name: value for name, value in arrays.items() if name in ("input", "lengths")}
        gradient, final = arrays.get("output_gradient"), arrays.get("final0_gradient")
        own |= {} if gradient is None else {"output_gradient": gradient[..., place * units : (place + 1) * units]}
        own |= {} if final is None else {"final0_gradient": final[place : place + 1]}
        own |= {name: value[place : place + 1] for name, value in arrays.items() if name.startswith(("state", "final1"))}
        if ending:
            lengths = own.get("lengths")
            own |= {name: _backwards(own[name], made.batch_first, lengths) for name in ("input", "output_gradient") if name in own}
        name = f"{recorded.layer}{REVERSE}" if ending else recorded.layer
        found.append(Recorded(name, recorded.type, replace(made, bidirectional=False), own))
    return tuple(found)


def _backwards(values: Array, batch_first: bool, lengths: Array | None) -> Array:
    """Sequences in the other direction, each within its own length."""
    if values.ndim != 3:
        return values
    turned = _samples_first(values, batch_first).copy()
    for row, length in zip(turned, _lengths(lengths, turned), strict=True):
        row[:length] = row[:length][::-1].copy()
    return _samples_first(turned, batch_first)


def _lengths(lengths: Array | None, samples: Array) -> list[int]:
    """How long each sequence is."""
    whole = samples.shape[1]
    fits = lengths is not None and lengths.shape == samples.shape[:1] and np.isfinite(lengths).all()
    return [min(whole, max(1, int(length))) for length in lengths] if fits and lengths is not None else [whole] * len(samples)


def _fits(recorded: Recorded) -> bool:
    """Whether all tensors have the shapes of such a module."""
    arrays, made = recorded.arrays, recorded.made
    wanted: dict[str, Shape] = {}
    loop = arrays.get("weight_hh_l0", np.zeros((0, 0)))
    x = arrays["input"]
    if loop.ndim != 2 or not loop.shape[1] or x.ndim != 3 or not x.size or made.layers > MOST_LAYERS:
        return False
    units, width = loop.shape[1], x.shape[2]
    rows = units * CELLS[GATES[recorded.type]].blocks
    for place in range(made.layers):
        wanted |= {f"weight_ih_l{place}": (rows, width), f"weight_hh_l{place}": (rows, units)}
        wanted |= {name: (rows,) for name in (f"bias_ih_l{place}", f"bias_hh_l{place}") if name in arrays}
        width = units
    samples = x.shape[0] if made.batch_first else x.shape[1]
    wanted |= {"lengths": (samples,)} if "lengths" in arrays else {}
    wanted |= {"output_gradient": (*x.shape[:2], units)} if "output_gradient" in arrays else {}
    wanted |= {"final0_gradient": (made.layers, samples, units)} if "final0_gradient" in arrays else {}
    wanted |= {f"grad/{name}": shape for name, shape in wanted.items() if f"grad/{name}" in arrays}
    finite = all(np.isfinite(arrays[name]).all() for name in wanted if name in arrays)
    return finite and all(name in arrays and arrays[name].shape == shape for name, shape in wanted.items())


def experiment_of(recorded: Recorded) -> Experiment:
    """The layer as an experiment whose loss has the recorded gradient with respect to every output; of two directions the first."""
    recorded = directions(recorded)[0]
    arrays, made = recorded.arrays, recorded.made
    x = _samples_first(arrays["input"], made.batch_first)
    g = np.zeros((*x.shape[:2], arrays["weight_hh_l0"].shape[1]))
    if "output_gradient" in arrays:
        g += _samples_first(arrays["output_gradient"], made.batch_first)
    if "final0_gradient" in arrays:  # h at the end was used, in addition to the output or instead of it
        ends = np.array(_lengths(arrays.get("lengths"), x)) - 1
        g[np.arange(len(g)), ends] += arrays["final0_gradient"][-1]
    units, kind = g.shape[-1], GATES[recorded.type]
    names = [f"h{place + 1}" if made.layers > 1 else "h" for place in range(made.layers)]
    activation = Choice(made.nonlinearity or "tanh") if kind == "rnn" else Choice("identity")
    nodes = [Node("x", "input", x.shape[-1]), *(Node(name, kind, units, activation) for name in names),
             Node("g", "input", units), Node("p", "multiply", units), Node("L", "dense", 1, bias=False)]  # fmt: skip
    wires = [Wire(a, b) for a, b in zip(["x", *names], names, strict=False)]
    wires += [Wire(names[-1], "p", DIRECT), Wire("g", "p", DIRECT), Wire("p", "L")]
    network = Network()
    for node in nodes:
        network = network.add(node)
    for wire in wires:
        network = drawing.connect(network, wire)
    parameters = {f"{name}.{part}": _part(recorded, place, part).tolist() for place, name in enumerate(names) for part in PARTS}
    parameters["p->L.weight"] = np.ones((1, units)).tolist()
    data = Choice("table", {"inputs": np.concatenate([x, g], axis=2).tolist(), "targets": np.zeros((*x.shape[:2], 1)).tolist()})
    title = f"{recorded.layer} ({recorded.type})"
    return Experiment(network, data, Choice("output", {"reduction": "sum"}), Choice("sgd", {"learning_rate": 0.0}),
                      Training(freeze=("p->L.weight",)), 0, parameters, title)  # fmt: skip


def _samples_first(values: Array, batch_first: bool) -> Array:
    return values if batch_first else np.swapaxes(values, 0, 1)


def _part(recorded: Recorded, place: int, part: str) -> Array:
    """A parameter of one of the stacked layers; a module without biases has zeros."""
    found = recorded.arrays.get(f"{part}_l{place}")
    return np.zeros(len(recorded.arrays[f"weight_ih_l{place}"])) if found is None else found


def replays(recorded: Recorded) -> tuple[Through, ...]:
    """The gradients through time of a call, one for each direction; none where it cannot be replayed.

    Of a loop over a cell nothing need be replayed: there the recorder saw the whole gradient at each time step.
    """
    if why_not(recorded) is not None:
        return ()
    if recorded.type in CELLS_OF:
        norms = recorded.arrays["norms"].astype(float)
        return (Through(recorded.layer, norms, 0.0),) if norms.ndim == 1 and norms.size and np.isfinite(norms).all() else ()
    return tuple(replay(part) for part in directions(recorded))


def replay(recorded: Recorded) -> Through:
    """The gradient with respect to the state of the top layer at each time step, over the batch, and the proof."""
    experiment = experiment_of(recorded)
    debugger = Debugger(experiment)
    debugger.go(debugger.program.phases["backward"].stop)
    names = [node.id for node in experiment.network.nodes if node.type in GATES.values()]
    found = [debugger.gradient(f"{names[-1]}.a[{t}]") for t in range(1, debugger.program.length + 1)]
    norms = np.array([0.0 if gradient is None else float(np.linalg.norm(gradient)) for gradient in found])
    return Through(recorded.layer, norms, _difference(recorded, debugger, names))


def _difference(recorded: Recorded, debugger: Debugger, names: list[str]) -> float:
    largest = 0.0
    for place, name in enumerate(names):
        for part in PARTS:
            wanted, ours = recorded.arrays.get(f"grad/{part}_l{place}"), debugger.gradient(f"{name}.{part}")
            if wanted is not None and ours is not None:
                size = max(float(np.linalg.norm(wanted)), 1e-30)
                largest = max(largest, float(np.linalg.norm(ours - wanted)) / size)
    return largest

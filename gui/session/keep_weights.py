"""What a network has learned goes on into its edited form: weights that are still there keep their values, new ones start anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.library.aims import WEIGHT
from engine.library.layers import LAYER_TYPES
from engine.library.sites import site
from engine.model.experiment import Experiment
from engine.model.network import Choice, Network
from engine.program.check import Checked
from engine.program.heads import weights
from engine.program.program import Program

Arrays = Mapping[str, np.ndarray]
Blocks = tuple[tuple[str, int], ...]  # where the units of a layer come from: (layer, how many of its units)


@dataclass(frozen=True, eq=False)
class Learned:
    """A network that has run: what its parameters and running statistics started with, and what they are now."""

    experiment: Experiment
    start: Arrays
    now: Arrays

    @property
    def untouched(self) -> bool:
        """Whether everything still has its starting value."""
        return all(np.array_equal(value, self.start[name]) for name, value in self.now.items())


def starting_values(program: Program) -> dict[str, np.ndarray]:
    """What parameters and running statistics start with."""
    return {name: program.initial[slot] for name, slot in {**program.parameters, **program.buffers}.items()}


def carried_over(old: Learned, experiment: Experiment, program: Program, spare: Arrays) -> dict[str, np.ndarray]:
    """The values to go on with. Layers and units that are new take theirs from `spare`, if it knows them, else they start anew.

    A parameter starts anew as a whole when it was told to start otherwise: by another initializer, seed or given value.
    """
    start = starting_values(program)
    if old.untouched:
        return {}
    result: dict[str, np.ndarray] = {}
    for name, fresh in start.items():
        if name not in old.now:
            if name in spare:
                result[name] = spare[name]
        elif old.start[name].shape == fresh.shape and np.array_equal(old.start[name], fresh):
            result[name] = old.now[name]
        elif _origin(old.experiment, name) == _origin(experiment, name):
            known = spare.get(name)
            value = (known if known is not None and known.shape == fresh.shape else fresh).copy()
            places = _places(old.experiment.network, experiment.network, name, old.now[name].shape, fresh.shape)
            if places is not None:
                value[np.ix_(*(new for _, new in places))] = old.now[name][np.ix_(*(before for before, _ in places))]
                result[name] = value
    return result


def lost(learned: Arrays, program: Program) -> dict[str, np.ndarray]:
    """Those of these values that a program does not have, or has in another shape, and so cannot keep whole."""
    shapes = {name: value.shape for name, value in starting_values(program).items()}
    return {name: value for name, value in learned.items() if shapes.get(name) != value.shape}


def _target(network: Network, name: str) -> str:
    """The layer to which a parameter belongs."""
    wire = network.owner(name)
    return name.rpartition(".")[0] if wire is None else wire.target


def _origin(experiment: Experiment, name: str) -> tuple[Any, ...]:
    """What decides how a parameter starts, its size aside."""
    target = _target(experiment.network, name)
    node = replace(experiment.network.node(target), units=0, position=None) if experiment.network.has(target) else None
    return node, experiment.seed, experiment.parameters.get(name)


def _places(
    old: Network, new: Network, name: str, old_shape: tuple[int, ...], new_shape: tuple[int, ...]
) -> list[tuple[np.ndarray, np.ndarray]] | None:
    """For each axis where the kept elements were and where they are now; None if the sizes cannot be explained."""
    if len(old_shape) != len(new_shape):
        return None
    before, after = _units(old), _units(new)
    own = _target(new, name)
    sources = [wire.source for wire in new.incoming(own) if name in (wire.weight, f"{own}.weight_ih") and not wire.tied]
    result = []
    for axis, (was, size) in enumerate(zip(old_shape, new_shape, strict=True)):
        if was == size:
            result.append((np.arange(size), np.arange(size)))
            continue
        candidates = [sources, [own]] if axis else [[own], sources]
        pairs = ((_joined(before, names), _joined(after, names)) for names in candidates)
        found = next((pair for pair in pairs if _explains(*pair, was, size)), None)
        if found is None:
            return None
        result.append(_kept(*found, was // sum(units for _, units in found[0])))
    return result


def _joined(units: Mapping[str, Blocks], names: list[str]) -> Blocks:
    return tuple(block for name in names for block in units.get(name, ()))


def _explains(before: Blocks, after: Blocks, was: int, size: int) -> bool:
    """Whether an axis is as long as these units, or as their gates one after another."""
    old, new = sum(units for _, units in before), sum(units for _, units in after)
    return old > 0 and was % old == 0 and was // old * new == size


def _kept(before: Blocks, after: Blocks, gates: int) -> tuple[np.ndarray, np.ndarray]:
    """Places of the units that are in both, for each gate."""
    where, start = {}, 0
    for name, units in before:
        where[name] = (start, units)
        start += units
    old: list[int] = []
    new: list[int] = []
    stop = 0
    for name, units in after:
        first, known = where.get(name, (0, 0))
        old += range(first, first + min(known, units))
        new += range(stop, stop + min(known, units))
        stop += units
    apart = np.arange(gates)[:, None]
    return (apart * start + np.array(old, int)).ravel(), (apart * stop + np.array(new, int)).ravel()


def _units(network: Network) -> dict[str, Blocks]:
    """Whose units each layer has, in their order: its own, or, where it follows its sources, theirs."""
    result: dict[str, Blocks] = {}
    for node in network.order():
        sources = network.incoming(node.id)
        row = LAYER_TYPES.get(node.type)
        result[node.id] = ((node.id, node.units),)
        if row is None or row.units is None or not all(wire.source in result for wire in sources):
            continue
        joined = _joined(result, [wire.source for wire in sources])
        if row.units(site(network, node)) == sum(units for _, units in joined):
            result[node.id] = joined
        elif sources:
            result[node.id] = result[sources[0].source]
    return result


def size(program: Program) -> int:
    """How many parameters there are, element by element."""
    return sum(program.initial[slot].size for slot in program.parameters.values())


def told(name: str, difference: int, begins_again: bool) -> str:
    """What became of the parameters when a layer got or lost a unit."""
    if difference > 0:
        words = QCoreApplication.translate("Session", "1 unit added to {name}; new weights and biases: {count}.")
    else:
        words = QCoreApplication.translate("Session", "1 unit removed from {name}; weights and biases removed with it: {count}.")
    again = QCoreApplication.translate("Session", "All other weights and biases are kept, and the run begins again at step 0.")
    return words.format(name=name, count=abs(difference)) + (f" {again}" if begins_again else "")


def only_scalars(before: Experiment, after: Experiment) -> bool:
    """Whether two experiments differ in nothing but the learning rate and the weights of several losses."""
    if before.optimizer.name != after.optimizer.name:
        return False
    rate = {name: value for name, value in before.optimizer.settings.items() if name == "learning_rate"}
    rest = {name: value for name, value in after.optimizer.settings.items() if name != "learning_rate"}
    alike = replace(after, optimizer=Choice(after.optimizer.name, {**rest, **rate}))
    if len(before.network.outputs()) > 1:
        return before != after and _weighed_alike(alike) == _weighed_alike(before)
    return before != after and alike == before


def changed_scalars(before: Experiment, after: Checked) -> dict[str, Any]:
    """What these are called in a program, and their new values."""
    old, rate = weights(before), after.optimizer["learning_rate"]
    found = {} if before.optimizer == after.experiment.optimizer else {"learning rate": rate}
    return found | {name: weight for name, weight in weights(after.experiment).items() if weight != old.get(name)}


def _weighed_alike(experiment: Experiment) -> Experiment:
    """The experiment with every loss counting once."""

    def once(loss: Choice) -> Choice:
        return Choice(loss.name, {name: value for name, value in loss.settings.items() if name != WEIGHT.name})

    nodes = tuple(node if node.loss is None else replace(node, loss=once(node.loss)) for node in experiment.network.nodes)
    return replace(experiment, loss=once(experiment.loss), network=replace(experiment.network, nodes=nodes))

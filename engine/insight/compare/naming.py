"""Which of our quantities an array of another program is: by its name, in whatever custom, then by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.insight.compare.fitting import fits
from engine.insight.compare.given import Given
from engine.insight.compare.quantities import DELTA_A, DELTA_Z, GIVEN, GRADIENT, LOSS, WEIGHT, A, Quantity, Z
from engine.model.network import Network, Wire
from engine.program.program import Program

BY_NAME, BY_SHAPE, CHOSEN, OPEN, UNKNOWN = "name", "shape", "chosen", "open", "unknown"
GRADIENTS = {WEIGHT: GRADIENT, Z: DELTA_Z, A: DELTA_A}
LEADING = re.compile(r"^(?:∂l(?:oss)?/?∂|d_?l(?:oss)?/?_?d_?|grads?(?:ients?)?[/._ ]|∇_?|nabla_?)", re.IGNORECASE)
TRAILING = re.compile(r"[._/ ]?grad(?:ient)?s?$", re.IGNORECASE)
COUNTED = re.compile(r"^(.*?)(\d+)\D*$")
ENDINGS = {
    "bias": ("b", "bias", "biases"),
    "weight_ih": ("weight_ih", "w_ih", "wx"),
    "weight_hh": ("weight_hh", "w_hh", "wh"),
    "bias_ih": ("bias_ih", "b_ih"),
    "bias_hh": ("bias_hh", "b_hh"),
}
DELTA_WORDS = ("δ", "delta")


@dataclass(frozen=True)
class Match:
    """What an array is taken for: a quantity by its name, or "" where `choices` are left open or nothing fits."""

    given: str
    quantity: str
    how: str
    choices: tuple[str, ...] = ()


def matches(
    found: Sequence[Given], known: Sequence[Quantity], program: Program, network: Network, names: Mapping[str, str],
    chosen: Mapping[str, str],
) -> tuple[Match, ...]:  # fmt: skip
    """A match for each array. `names` are PyTorch's for our parameters, `chosen` what the user has said, both by name."""
    table = _Aliases(known, program, network, names)
    base = 0 if any(table.counted(given.name) == 0 for given in found) else 1
    listed = _listed(found, known)
    result: dict[str, Match] = {}
    for given in found:
        if given.name in chosen:
            result[given.name] = Match(given.name, chosen[given.name], CHOSEN)
            continue
        meant = listed.get(given.name) or table.meant(given.name, base)
        if len(meant) == 1:
            result[given.name] = Match(given.name, meant[0].name, BY_NAME)
        elif meant:
            result[given.name] = Match(given.name, "", OPEN, tuple(quantity.name for quantity in meant))
    _prefer_gradients(found, known, result)
    taken = {match.quantity for match in result.values()}
    for given in found:
        if given.name not in result:
            result[given.name] = _by_shape(given, [quantity for quantity in known if quantity.name not in taken])
    return tuple(result[given.name] for given in found)


def _by_shape(given: Given, left: Sequence[Quantity]) -> Match:
    fitting = [quantity.name for quantity in left if quantity.kind == GRADIENT and fits(given.values.shape, quantity.shape)]
    if len(fitting) == 1:
        return Match(given.name, fitting[0], BY_SHAPE)
    return Match(given.name, "", OPEN if fitting else UNKNOWN, tuple(fitting))


def _prefer_gradients(found: Sequence[Given], known: Sequence[Quantity], result: dict[str, Match]) -> None:
    """`W1` among gradients is a gradient, unless there is a `dW1` too; a file may have the weights beside them."""
    kinds = {quantity.name: quantity for quantity in known}
    taken = {match.quantity for match in result.values()}
    for given in found:
        match = result.get(given.name)
        if match is None or match.how != BY_NAME or kinds[match.quantity].kind != WEIGHT:
            continue
        gradient = f"∂L/∂{match.quantity}"
        if gradient in kinds and gradient not in taken:
            result[given.name] = Match(given.name, gradient, BY_NAME)


def _plain(name: str) -> str:
    """A name without what differs from custom to custom."""
    name = name.replace("→", "->").replace("⇢", "~>")
    return re.sub(r"[^0-9a-z\u0080-\uffff]", "", name.lower())


class _Aliases:
    """Every quantity under all names that it commonly has."""

    def __init__(self, known: Sequence[Quantity], program: Program, network: Network, names: Mapping[str, str]) -> None:
        self._known = {quantity.name: quantity for quantity in known}
        self._table: dict[tuple[int, str], list[Quantity]] = {}
        parameters = {quantity.name: quantity for quantity in known if quantity.kind == WEIGHT}
        for base in (0, 1):
            nodes = _node_names(network, base)
            for quantity in known:
                if quantity.kind in (Z, A, GIVEN, LOSS):
                    self._add(base, quantity, _value_names(quantity, nodes.get(quantity.node, []), known))
            for name, quantity in parameters.items():
                self._add(base, quantity, [names.get(name, name), *_parameter_names(name, network, nodes)])

    def _add(self, base: int, quantity: Quantity, names: Iterable[str]) -> None:
        for name in dict.fromkeys(map(_plain, (quantity.name, *names))):
            self._table.setdefault((base, name), []).append(quantity)

    def counted(self, name: str) -> int | None:
        """The number of a layer in a name that ours do not contain."""
        match = COUNTED.match(name)
        return int(match[2]) if match and not self.meant(name, 1) and self.meant(name, 0) else None

    def meant(self, name: str, base: int) -> tuple[Quantity, ...]:
        """What a name may mean, layers counted from `base`."""
        if name in self._known:
            return (self._known[name],)
        bare, gradient = _without_gradient(name.strip())
        plain = _plain(bare)
        for delta in DELTA_WORDS:
            if plain.startswith(delta) and (base, f"z{plain[len(delta) :]}") in self._table:
                return self._gradients(self._table[base, f"z{plain[len(delta) :]}"])
        found = self._table.get((base, plain), [])
        if not found and plain[:1] in ("d", "g") and (base, plain[1:]) in self._table:
            found, gradient = self._table[base, plain[1:]], True
        return self._gradients(found) if gradient else tuple(found)

    def _gradients(self, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
        wanted = (self._gradient(quantity) for quantity in found)
        return tuple(quantity for quantity in wanted if quantity is not None)

    def _gradient(self, quantity: Quantity) -> Quantity | None:
        kind = GRADIENTS.get(quantity.kind)
        return self._known.get(f"∂L/∂{quantity.name}") if kind else None


def _without_gradient(name: str) -> tuple[str, bool]:
    bare = TRAILING.sub("", LEADING.sub("", name))
    return (bare, True) if bare != name and bare else (name, False)


def _node_names(network: Network, base: int) -> dict[str, list[str]]:
    """What each layer may be called: its name, its number, and what everybody calls the first and the last one."""
    inputs = [node.id for node in network.inputs()]
    layers = [node.id for node in network.order() if node.id not in inputs]
    found = {node: [node] for node in (*inputs, *layers)}
    for place, node in enumerate(layers):
        number = place + base
        found[node] += [f"{stem}{number}" for stem in ("", "fc", "linear", "lin", "layer", "layers", "dense", "l", "hidden")]
    if layers:
        found[layers[-1]] += ["y", "o", "out", "output"]
    if len(layers) == 2:
        found[layers[0]] += ["h", "hidden"]
    if len(inputs) == 1:
        found[inputs[0]] += ["x", "i", "input", "inputs"]
    return {node: list(dict.fromkeys(names)) for node, names in found.items()}


def _value_names(quantity: Quantity, nodes: Sequence[str], known: Sequence[Quantity]) -> list[str]:
    if quantity.kind == LOSS:
        return ["loss", "cost", "l", "j", "e"]
    if quantity.kind == GIVEN:
        return [*nodes]
    lonely = not any(other.kind == A and other.node == quantity.node for other in known)
    names = []
    if quantity.kind == Z:
        names += [f"{word}{node}" for word in ("z", "pre", "net") for node in nodes] + [f"{node}{word}" for node in nodes
                                                                                         for word in ("z", "pre")]  # fmt: skip
        names += ["logits"] if "out" in nodes else []
    if quantity.kind == A or lonely:
        names += [f"{word}{node}" for word in ("a", "h", "act") for node in nodes] + [f"{node}{word}" for node in nodes
                                                                                       for word in ("a", "act")]  # fmt: skip
        names += [node for node in nodes if not node.isdigit()]
        names += ["yhat", "ypred", "pred", "probs", "p"] if "out" in nodes else []
    return names


def _parameter_names(name: str, network: Network, nodes: Mapping[str, list[str]]) -> list[str]:
    """Names of a weight or bias: by its layer, and by both ends of its wire."""
    wire = network.owner(name)
    if wire is None:
        return _ending_names(name, network, nodes)
    into = [other for other in network.wires if other.target == wire.target and not other.delay]
    found = [f"w{source}{target}" for source in nodes[wire.source] for target in nodes[wire.target]]
    found += [f"w{target}{source}" for source in nodes[wire.source] for target in nodes[wire.target] if wire.source != wire.target]
    if wire.delay:
        return [*found, *(f"{letter}{node}" for letter in ("u", "wrec", "whh") for node in ("", *nodes[wire.target])), *_cell("hh")]
    loops = any(other.delay and other.target == wire.target for other in network.wires)
    if len(into) == 1:
        found += [word for node in nodes[wire.target] for word in _worded(("w", "weight", "weights", "kernel"), node)]
    return [*found, *_first_and_last(wire, network), *(_cell("ih") if loops else [])]


def _first_and_last(wire: Wire, network: Network) -> list[str]:
    layers = [node for node in network.order() if node not in network.inputs()]
    return ["w", "weight"] if len(layers) == 1 else ["v"] if wire.target == layers[-1].id else []


def _cell(pair: str) -> list[str]:
    return [f"weight{pair}", f"weight{pair}l0", f"w{pair}"]


def _worded(words: Sequence[str], node: str) -> list[str]:
    return [f"{word}{node}" for word in words] + [f"{node}{word}" for word in words]


def _ending_names(name: str, network: Network, nodes: Mapping[str, list[str]]) -> list[str]:
    """Names of what belongs to a layer alone: its bias, or a parameter of a cell."""
    node, _, ending = name.rpartition(".")
    words = ENDINGS.get(ending, (ending,))
    found = [word for other in nodes.get(node, []) for word in _worded(words, other)]
    alone = sum(1 for other in network.nodes if other.type == network.node(node).type) == 1 if network.has(node) else False
    return [*found, *(words if ending != "bias" and alone else ()), *((f"{word}_l0" for word in words) if alone else ())]


def _listed(found: Sequence[Given], known: Sequence[Quantity]) -> dict[str, tuple[Quantity, ...]]:
    """Names such as `0.weight`, `2.weight` and `net.4.weight`: the numbers count other modules too, so only their order matters."""
    result: dict[str, tuple[Quantity, ...]] = {}
    for ending, matrix in (("weight", True), ("bias", False)):
        rows = sorted((int(match[2]), given.name) for given in found
                      if (match := re.match(rf"^(\D*?)(\d+)\D*{ending}", given.name)))  # fmt: skip
        ours = [quantity for quantity in known if quantity.kind == GRADIENT and (len(quantity.shape) > 1) == matrix]
        ours.sort(key=lambda quantity: -quantity.order)
        counted = [number for number, _ in rows]
        if len(rows) == len(ours) and counted not in ([*range(len(rows))], [*range(1, len(rows) + 1)]):
            result |= {name: (quantity,) for (_, name), quantity in zip(rows, ours, strict=True)}
    return result

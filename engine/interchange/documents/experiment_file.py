"""Read and write experiments as JSON; nothing from a file is ever executed."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from engine.interchange.documents.safe_save import save_bytes
from engine.interchange.documents.schema import FORMAT, VERSION, schema
from engine.interchange.documents.strict_json import parsed, read_text
from engine.interchange.pictures import data as picture_data
from engine.interchange.tables import csv_data
from engine.library.drawing import from_nowhere, natural_kind, with_grids
from engine.library.layers import LAYER_TYPES
from engine.model.experiment import Experiment, Training
from engine.model.network import NOTHING, Block, Choice, Network, Node, Wire
from engine.model.problem import ExperimentError

FILES: dict[str, Any] = {"csv": csv_data, picture_data.NAME: picture_data}  # data of which an experiment keeps only the path


def read(path: str | Path) -> Experiment:
    """Load an experiment file; ExperimentError names every problem with its path."""
    return parse(read_text(path), str(path), Path(path).parent)


def parse(content: str, where: str = "file", folder: Path | None = None) -> Experiment:
    """An experiment from JSON text; its data files are looked up relative to that folder, by default the current one.

    What is wrong with it is found by `check`; but a wire whose layer is not there cannot even be drawn, so it is refused here.
    """
    experiment = _experiment(parsed(content, where, VERSION, schema()))
    network = experiment.network
    lost = [reason for wire in network.wires if (reason := from_nowhere(network, wire)) is not None]
    if lost:
        raise ExperimentError(lost)
    files = FILES.get(experiment.data.name)
    return experiment if files is None else replace(experiment, data=files.opened(experiment.data, folder or Path.cwd()))


def shipped(content: str) -> Experiment:
    """An experiment from a file that comes with the program; a test holds each of them to the schema."""
    return _experiment(json.loads(content))


def _choice(entry: Any, default: Choice) -> Choice:
    if entry is None:
        return default
    if isinstance(entry, str):
        return Choice(entry)
    return Choice(entry["name"], {key: value for key, value in entry.items() if key != "name"})


def _experiment(document: dict[str, Any]) -> Experiment:
    blank = Experiment()
    network = document["network"]
    training = dict(document.get("training", {}))
    if "freeze" in training:
        training["freeze"] = tuple(training["freeze"])
    training["schedule"] = _choice(training.get("schedule"), blank.training.schedule)
    types = {entry["id"]: entry["type"] for entry in network["nodes"]}
    wires = tuple(_wire(entry, types.get(entry["to"], "dense")) for entry in network.get("wires", ()))
    return Experiment(
        with_grids(Network(tuple(map(_node, network["nodes"])), wires, tuple(map(_block, network.get("blocks", ()))))),
        _choice(document.get("data"), blank.data), _choice(document.get("loss"), blank.loss),
        _choice(document.get("optimizer"), blank.optimizer), Training(**training), document.get("seed", 0),
        network.get("parameters", {}), document.get("title", ""), document.get("description", ""),
    )  # fmt: skip


def _node(entry: dict[str, Any]) -> Node:
    blank = Node("", "", 1)
    return Node(
        entry["id"], entry["type"], entry["units"], _choice(entry.get("activation"), Choice(LAYER_TYPES[entry["type"]].activation)),
        _choice(entry.get("initializer"), blank.initializer), entry.get("bias", True),
        {setting.name: entry[setting.name] for setting in LAYER_TYPES[entry["type"]].settings if setting.name in entry},
        _place(entry), tuple(entry.get("grid", ())), _choice(entry["loss"], blank.activation) if "loss" in entry else None,
    )  # fmt: skip


def _block(entry: dict[str, Any]) -> Block:
    return Block(entry["name"], tuple(entry["members"]), entry.get("collapsed", True), _place(entry))


def _place(entry: dict[str, Any]) -> tuple[float, float] | None:
    position = entry.get("position")
    return (float(position[0]), float(position[1])) if position else None


def _wire(entry: dict[str, Any], target: str) -> Wire:
    mask = entry.get("mask")
    return Wire(entry["from"], entry["to"], entry.get("kind", natural_kind(target)), entry.get("delay", 0),
                tuple(map(tuple, mask)) if mask is not None else None,
                entry.get("factor", 1.0), entry.get("learns", NOTHING),
                entry.get("tied", ""), entry.get("transposed", False), entry.get("detach", False))  # fmt: skip


def document_of(experiment: Experiment, folder: Path | None = None) -> dict[str, Any]:
    """The JSON document of an experiment, to be saved in that folder; reading it gives the same experiment."""
    network: dict[str, Any] = {
        "nodes": [_node_entry(node) for node in experiment.network.nodes],
        "wires": [_wire_entry(wire, experiment.network) for wire in experiment.network.wires],
    }
    if experiment.network.blocks:
        network["blocks"] = [_block_entry(block) for block in experiment.network.blocks]
    if experiment.parameters:
        network["parameters"] = {name: _plain(value) for name, value in experiment.parameters.items()}
    training = {field.name: getattr(experiment.training, field.name) for field in fields(Training)}
    described = {key: getattr(experiment, key) for key in ("title", "description") if getattr(experiment, key)}
    return {
        "format": FORMAT, "version": VERSION, **described, "seed": experiment.seed, "network": network,
        "data": _data(experiment.data, folder), "loss": _entry(experiment.loss), "optimizer": _entry(experiment.optimizer),
        "training": {**training, "freeze": list(training["freeze"]), "schedule": _short(training["schedule"])},
    }  # fmt: skip


def _data(choice: Choice, folder: Path | None) -> dict[str, Any]:
    files = FILES.get(choice.name)
    return _entry(choice) if files is None else files.entry(choice, folder)


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _entry(choice: Choice) -> dict[str, Any]:
    return {"name": choice.name, **choice.settings}


def _short(choice: Choice) -> Any:
    return _entry(choice) if choice.settings else choice.name


def _node_entry(node: Node) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": node.id, "type": node.type, "units": node.units}
    row = LAYER_TYPES.get(node.type)
    if row is not None:
        entry |= {"activation": _short(node.activation)} if row.activations else {}
        entry |= {"initializer": _short(node.initializer)} if row.initializer else {}
        entry |= {"bias": node.bias} if row.bias else {}
    entry |= node.settings
    if node.type == "input" and node.grid:
        entry["grid"] = list(node.grid)
    if node.loss is not None:
        entry["loss"] = _entry(node.loss)
    if node.position is not None:
        entry["position"] = list(node.position)
    return entry


def _block_entry(block: Block) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": block.name, "members": list(block.members), "collapsed": block.collapsed}
    if block.position is not None:
        entry["position"] = list(block.position)
    return entry


def _wire_entry(wire: Wire, network: Network) -> dict[str, Any]:
    entry: dict[str, Any] = {"from": wire.source, "to": wire.target}
    if not network.has(wire.target) or wire.kind != natural_kind(network.node(wire.target).type):
        entry["kind"] = wire.kind
    if wire.delay:
        entry["delay"] = wire.delay
    if wire.mask is not None:
        entry["mask"] = [list(row) for row in wire.mask]
    if wire.factor != 1:
        entry["factor"] = wire.factor
    if wire.learns != NOTHING:
        entry["learns"] = wire.learns
    if wire.tied:
        entry["tied"] = wire.tied
    if wire.transposed:
        entry["transposed"] = True
    if wire.detach:
        entry["detach"] = True
    return entry


def write(experiment: Experiment, path: str | Path) -> None:
    """Save crash-safely: the old file stays whole until the new one is on the disk, and is kept as `.bak`; else OSError."""
    folder = Path(path).absolute().parent
    content = dumps(experiment, folder)
    parse(content, folder=folder)
    save_bytes(path, content.encode(), backup=True)


def dumps(experiment: Experiment, folder: Path | None = None) -> str:
    """The text of an experiment file to be saved in a folder."""
    return json.dumps(document_of(experiment, folder), ensure_ascii=False, indent=1, allow_nan=False) + "\n"

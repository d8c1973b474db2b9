"""Whether the outputs of a network fit what they are compared with."""

from __future__ import annotations

import numpy as np

from engine.library.samples import Table
from engine.model.network import Network, Node
from engine.model.problem import Problem, text
from engine.program.heads import Head
from engine.program.targets import by_position, class_numbers, counted


def ends_problem(network: Network) -> Problem:
    """Why a network has not exactly one main output."""
    ends = network.outputs()
    mains = [node.id for node in ends if node.loss is None]
    if mains:
        message = text("more than one layer has no outgoing wire: {names}.")
        hint = text("One of them is the main output; connect or delete any other, or give it a loss of its own (inspector).")
        return Problem("network", message, hint, {"names": ", ".join(mains)})
    if not ends:
        hint = text("Add a layer, and connect the inputs to it.")
        return Problem("network", text("there is no output layer."), hint)
    message = text("every output layer has a loss of its own: {names}.")
    hint = text("Let one of them use the experiment's loss (inspector: Loss).")
    return Problem("network", message, hint, {"names": ", ".join(node.id for node in ends)})


def no_loss(node: Node) -> list[Problem]:
    """An input layer cannot be compared with anything."""
    if node.loss is None:
        return []
    return [Problem(f"network.nodes.{node.id}.loss", text("an input layer has no loss."), text("Remove the entry."))]


def fit_problems(head: Head, table: Table) -> list[Problem]:
    """Whether an output fits its targets, and these fit its loss."""
    problems: list[Problem] = []
    if not head.row.targets:
        return _scalar_problems(head.node)
    output = head.node
    width, left = divmod(table.targets.shape[-1], output.positions)
    numbers = class_numbers(head, table)
    places = 1 if table.mask is None else table.mask.size // int(np.prod(table.targets.shape[:-1]))
    if left or places not in (1, output.positions):
        return [*problems, _positions_problem(output, table, places)]
    if output.units != width and not numbers:
        problems.append(
            Problem(
                f"network.nodes.{output.id}.units",
                text("the output size is {units}, but the target size is {width}."),
                text("Set the units of {node} to {width}."),
                {"units": output.units, "width": width, "node": output.id},
            )
        )
    low, high = (0, output.units - 1) if numbers else head.row.range
    shown = by_position(table.targets, output.positions)[counted(head, table)]
    outside = shown[(shown < low) | (shown > high)]
    if outside.size:
        problems.append(
            Problem(
                "data.targets",
                text("the loss {loss} needs targets between {low:g} and {high:g}; the data contain {value:g}."),
                text("Choose another loss, or scale the targets."),
                {"loss": head.loss.name, "low": low, "high": high, "value": float(outside.flat[0])},
            )
        )
    return problems


def _positions_problem(output: Node, table: Table, places: int) -> Problem:
    """Targets, or their mask, that do not belong to the positions of the output."""
    if places != 1:
        message = text("mask values per sample: {count}, positions of the output: {positions}; they must be equal.")
        hint = text("Give the input layer the grid of the data, and keep the positions all the way to the output.")
        return Problem(f"network.nodes.{output.id}", message, hint, {"count": places, "positions": output.positions})
    return Problem(
        f"network.nodes.{output.id}",
        text("the output has {positions} positions, but {width} targets cannot be divided evenly among them."),
        text("End with a flatten or global average layer, or use data with targets at every position."),
        {"positions": output.positions, "width": table.targets.shape[-1]},
    )


def _scalar_problems(output: Node) -> list[Problem]:
    if output.units * output.positions == 1:
        return []
    return [
        Problem(
            f"network.nodes.{output.id}.units",
            text("the output is the loss, so it must be one number; it has {units} units."),
            text("Set the units of {node} to 1."),
            {"units": output.units * output.positions, "node": output.id},
        )
    ]


def mismatch(head: Head) -> list[Problem]:
    """An output whose activation does not go with its loss."""
    output, loss = head.node, head.row
    if output.activation.name in loss.outputs:
        return []
    return [
        Problem(
            f"network.nodes.{output.id}.activation",
            text("{loss} does not match the output activation {activation}."),
            text("Use: {wanted}."),
            {"loss": loss.title, "activation": output.activation.name, "wanted": ", ".join(loss.outputs)},
            warning=True,
        )
    ]

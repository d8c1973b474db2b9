"""An example with changes: the documents merged as one would say it."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def merged(document: Json, changes: Json) -> Json:
    """The document with changes: objects are merged, nodes by their `id`, all else is replaced.

    An object of another `name` takes the place of the old one: other data, another loss.
    """
    result = dict(document)
    for key, new in changes.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(new, dict) and new.get("name", old.get("name")) == old.get("name"):
            result[key] = merged(old, new)
        elif key == "nodes" and isinstance(old, list) and isinstance(new, list):
            result[key] = _nodes(old, new)
        else:
            result[key] = new
    return result


def _nodes(old: list[Any], new: list[Any]) -> list[Any]:
    """Nodes of the same id are merged, others are added."""
    found = {node.get("id"): node for node in old if isinstance(node, dict)}
    for node in new:
        known = isinstance(node, dict) and isinstance(node.get("id"), str) and node["id"] in found
        found[node["id"] if known else object()] = merged(found[node["id"]], node) if known else node
    return list(found.values())

"""What kind of file a path is meant to be, by its name alone."""

from __future__ import annotations

import os
from pathlib import Path

SESSION = ".bpx"
TABLES, MODELS = (".csv", ".tsv", ".txt"), (".safetensors", ".pt", ".pth")
MANIFEST, EVENTS = "manifest.json", "tfevents"


def is_session(path: str | Path) -> bool:
    """A saved session."""
    return Path(path).suffix.lower() == SESSION


def is_table(path: str | Path) -> bool:
    """Rows of numbers and words."""
    return Path(path).suffix.lower() in TABLES


def is_model(path: str | Path) -> bool:
    """Weights of a network."""
    return Path(path).suffix.lower() in MODELS


def is_trace(path: str | Path) -> bool:
    """A recorded run: a folder, the manifest in it, or an event file of TensorBoard."""
    path = Path(path)
    return os.path.isdir(path) or path.name == MANIFEST or EVENTS in path.name

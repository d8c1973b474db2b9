"""What kind of file a path is meant to be, by its name alone."""

from __future__ import annotations

import os
from pathlib import Path

SESSION = ".bpx"
OFFERED = (".csv", ".tsv", ".tab", ".txt", ".data", ".dat", ".gz", ".zip", ".xlsx", ".xlsm")
TABLES = (*OFFERED, ".xls", ".ods", ".parquet", ".arff")  # of the last it can be said what to do
MODELS = (".safetensors", ".pt", ".pth", ".ckpt")
MANIFEST, EVENTS = "manifest.json", "tfevents"


def is_session(path: str | Path) -> bool:
    """A saved session."""
    return Path(path).suffix.lower() == SESSION


def is_table(path: str | Path) -> bool:
    """Rows of numbers and words, or a file of which it can be said how to make them of it."""
    return Path(path).suffix.lower() in TABLES


def is_model(path: str | Path) -> bool:
    """Weights of a network."""
    return Path(path).suffix.lower() in MODELS


def is_trace(path: str | Path) -> bool:
    """A recorded run: a folder, the manifest in it, or an event file of TensorBoard."""
    path = Path(path)
    return os.path.isdir(path) or path.name == MANIFEST or EVENTS in path.name

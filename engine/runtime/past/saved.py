"""What is remembered of a run, so that it can be saved and resumed bit for bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.library.rule import Array
from engine.runtime.past.changes import Branch, Change


@dataclass(frozen=True, eq=False)
class Past:
    """The clock, the state at the beginning of the current training step, keyframes, numbers of the steps, and edits.

    `state` and each row of `frames` (every `spacing` steps, from step 0) hold the carried values in the order of the
    arena; `rows` (every `stride` steps) the columns of the series. `start` are all parameters, running statistics and the
    learning rate before the first step. `diverged` is the first step whose replay differed, `places` the environments other
    than that of the process which saved it in which this past was made.
    """

    t: int
    furthest: int
    step: int
    start: dict[str, Array]
    state: Array
    spacing: int
    frames: Array
    stride: int
    rows: Array
    changes: tuple[Change, ...] = ()
    branches: tuple[Branch, ...] = ()
    diverged: int | None = None
    places: tuple[dict[str, Any], ...] = ()

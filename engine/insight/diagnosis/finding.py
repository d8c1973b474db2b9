"""What a diagnosis says: a cause, where and since when, the numbers it rests on, and what may help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from engine.model.language import said
from engine.model.problem import text

ERROR, WARNING, NOTE = text("error"), text("warning"), text("note")


@dataclass(frozen=True)
class Finding:
    """One cause. `message` is a template marked with `text()`; it and the names in `evidence` are translated before formatting.

    `layers` names the places, `step` the training step in which it was first seen; `time` the time
    step of a sequence, `instruction` the line of the program where there is one. `remedies` are names
    of rows of REMEDIES in the order in which they are worth trying. What is `overcome` was so on the way, and is no longer.
    The numbers were `measured` in that training step.
    """

    cause: str
    severity: str
    message: str
    args: dict[str, Any] = field(default_factory=dict, hash=False)
    layers: tuple[str, ...] = ()
    step: int = 0
    evidence: tuple[tuple[str, str], ...] = ()
    remedies: tuple[str, ...] = ()
    time: int | None = None
    instruction: int | None = None
    overcome: bool = False
    measured: int | None = None

    def __str__(self) -> str:
        args = {name: said(value) if isinstance(value, str) else value for name, value in self.args.items()}
        return said(self.message).format(**args)


def main_error(findings: Sequence[Finding]) -> Finding | None:
    """The first finding that is an error: the cause to fix first."""
    return next((finding for finding in findings if finding.severity == ERROR and not finding.overcome), None)


def left_behind(past: Iterable[Finding], present: Sequence[Finding]) -> tuple[Finding, ...]:
    """The errors of the past that are present no more, each as it was last seen, marked as overcome."""
    last = {finding.cause: replace(finding, overcome=True) for finding in past if finding.severity == ERROR}
    here = {finding.cause for finding in present}
    return tuple(finding for cause, finding in last.items() if cause not in here)

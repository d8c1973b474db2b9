"""What stands beside the names of layers: findings, bad numbers and breakpoints."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.insight.diagnosis.finding import ERROR, NOTE
from engine.insight.diagnosis.nonfinite import trouble
from engine.insight.moment.place import layer_of
from engine.runtime.debugger import Debugger
from gui.canvas.items import Badge
from gui.look.i18n import finding_text
from gui.session.session import Session

SIGNS = {"error": "✕", "warning": "!"}
GUARDED = "–"  # as in the gutter of the program


def badges(session: Session, debugger: Debugger) -> dict[str, tuple[Badge, ...]]:
    """The badges of each layer that has any."""
    found = _bad_numbers(session, debugger) or _findings(session)
    stops = _breakpoints(session, debugger)
    return {name: tuple(badge for badge in (stops.get(name), found.get(name)) if badge is not None) for name in {**stops, **found}}


def _mark(role: str, words: str) -> Badge:
    return Badge(role, SIGNS[role], words)


def _findings(session: Session) -> dict[str, Badge]:
    return {
        name: _mark("error" if finding.severity == ERROR else "warning", finding_text(finding))
        for finding in reversed(session.findings)
        if finding.severity != NOTE
        for name in finding.layers
    }


def _bad_numbers(session: Session, debugger: Debugger) -> dict[str, Badge]:
    """Where a number that is not finite was made, and where it would go."""
    found = trouble(debugger)
    if found is None:
        return {}
    # The loss has no card of its own: what it is made of is the output.
    has = session.experiment.network.has
    maker = found.node if has(found.node) else debugger.program.slots[debugger.program.outputs[-1]].node
    made = QCoreApplication.translate("Canvas", "A non-finite number was produced here.")
    reached = QCoreApplication.translate("Canvas", "If the run continued, non-finite numbers would reach this layer.")
    return {**dict.fromkeys(found.reached, _mark("warning", reached)), maker: _mark("error", made)}


def _breakpoints(session: Session, debugger: Debugger) -> dict[str, Badge]:
    """A dot where a run stops before one of the lines of a layer; one with a stroke where all of them have conditions."""
    points, network, lines = debugger.breakpoints, session.experiment.network, dict[str, list[int]]()
    for pc in points.active:
        lines.setdefault(layer_of(debugger.program, pc, network), []).append(pc)
    words = QCoreApplication.translate("Canvas", "Breakpoints on program lines: {lines}")
    return {
        name: Badge("error", GUARDED if all(pc in points.guards for pc in found) else "",
                    words.format(lines=", ".join(map(str, found))))
        for name, found in lines.items()
    }  # fmt: skip

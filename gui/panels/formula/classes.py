"""What the classes are called that the sample and the units of the output stand for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.classes import Classes, classes
from engine.insight.moment.now import Now
from engine.library.samples import Table
from engine.program.check import load_table
from engine.program.program import Program
from gui.session.session import Session


@dataclass(frozen=True)
class _Known:
    classes: Classes | None
    output: str
    units: int


def _known(session: Session) -> _Known:
    return session.memo.made(_Known, lambda: _find(session))


def _find(session: Session) -> _Known:
    experiment = session.experiment
    main = experiment.network.main
    if main is None:
        return _Known(None, "", 0)
    table = session.memo.made(Table, lambda: load_table(experiment)[0])
    return _Known(classes(table, experiment.loss.name, main.units), main.id, main.units)


def sample_class(session: Session, now: Now) -> str:
    """The class of the sample that is shown; "" where samples have none, or one at each time step."""
    found, debugger = _known(session).classes, session.debugger
    if found is None or debugger is None or debugger.program.length > 1:
        return ""
    number = float(found.of_samples[debugger.program.batches.indices(now.step - 1)[now.sample]])
    return found.names[int(number)] if number == number and int(number) < len(found.names) else ""


def unit_class(session: Session, node: str, unit: int) -> str:
    """The class that a unit of the output stands for; "" for other units."""
    known = _known(session)
    if known.classes is None or node != known.output or known.units != len(known.classes.names):
        return ""
    return known.classes.names[unit]


def samples_shown(session: Session, program: Program, now: Now) -> str:
    """The sample whose numbers are shown, with its class, or that all have a part in them."""
    translate = QCoreApplication.translate
    if now.shared:
        return translate("FormulaPanel", "all samples ({count})").format(count=program.batches.size)
    name = sample_class(session, now)
    sample = translate("FormulaPanel", "sample {number} of {count}").format(number=now.sample + 1, count=program.batches.size)
    return f"{sample} ({name})" if name else sample

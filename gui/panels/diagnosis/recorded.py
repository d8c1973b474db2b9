"""What is said of a recorded run: what was recorded, what was not and so not judged, and what is wrong up to a step."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.insight.trace.seen import seen_in, unseen
from gui.look.findings_list import Section, overcome_section
from gui.look.i18n import problem_text
from gui.session.recording import Record


def recorded_sections(record: Record) -> tuple[Section, ...]:
    """Everything, findings first: whoever opens a run asks what is wrong."""
    found = record.findings
    title = ""
    if len(record.trace.steps):
        title = QCoreApplication.translate("Findings", "At step {step}").format(step=record.step + 1)
    fine = QCoreApplication.translate("Findings", "Nothing is wrong at this step.")
    return (Section(title, found, fine), *overcome_section(record.overcome), *_facts(record))


def _facts(record: Record) -> tuple[Section, ...]:
    """What the record holds, and what it does not."""
    trace = record.trace
    words = QCoreApplication.translate("Findings", "Recorded: {what}.").format(what="; ".join(map(problem_text, seen_in(trace))))
    if trace.full is not None:
        limit = QCoreApplication.translate("Findings", "Recording ended at step {step}: the size limit was reached.")
        words += " " + limit.format(step=trace.full + 1)
    missing = "; ".join(map(problem_text, unseen(trace)))
    said = QCoreApplication.translate("Findings", "Not recorded, so not checked: {what}.").format(what=missing)
    return (Section("", (), words), *((Section("", (), said),) if missing else ()))

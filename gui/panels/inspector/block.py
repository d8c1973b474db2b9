"""The inspector's rows for a block."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from engine.library import blocks, drawing
from engine.model.network import Block
from engine.model.problem import ExperimentError
from gui.look.forms import Form
from gui.look.i18n import problem_text
from gui.session.folding import collapsing, renaming
from gui.session.session import Session

FEW = 12  # names that are listed


def block_rows(form: Form, session: Session, block: Block) -> None:
    """Name, layers, parameters, the blocks that are alike, and whether it is collapsed."""
    translate, network = QCoreApplication.translate, session.experiment.network
    name = form.field(QLineEdit)
    name.setObjectName("block-name")
    name.setText(block.name)

    def rename(given: str) -> None:
        if not _rename(session, block.name, given.strip()):
            name.setText(block.name)

    form.on_change(name, rename)
    form.addRow(translate("Inspector", "Block"), name)
    form.addRow(translate("Inspector", "Layers"), _words(_listed(block.members), "block-layers"))
    inside = frozenset(block.members)
    count = sum(int(np.prod(p.shape)) for node, _, p in drawing.parameters(network) if node.id in inside)
    form.addRow(translate("Inspector", "Parameters"), _words(f"{count:,}", "block-parameters"))
    others = [other.name for other in blocks.alike(network, block)]
    if len(others) > 1:
        told = translate("Inspector", "{count} alike: {names}").format(count=len(others), names=_listed(others))
        form.addRow(translate("Inspector", "Repeats"), _words(told, "block-repeats"))
    collapsed = form.field(QCheckBox)
    collapsed.setObjectName("block-collapsed")
    collapsed.setText(translate("Inspector", "Drawn as one card"))
    collapsed.setChecked(block.collapsed)
    form.on_change(collapsed, lambda on: session.edit(*collapsing(session.experiment, (block.name,), on)))
    form.addRow(collapsed)


def _words(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names if len(names) <= FEW else [*names[: FEW - 1], "…", names[-1]])


def _rename(session: Session, old: str, new: str) -> bool:
    """Whether the block has the name that was given."""
    if new == old or session.experiment.network.block(old) is None:
        return True
    try:
        session.edit(*renaming(session.experiment, old, new))
    except ExperimentError as error:
        session.say(problem_text(error.problems[0]))
        return False
    return True

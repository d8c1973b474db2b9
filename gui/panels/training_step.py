"""A training step as a flowchart that can be clicked: input → hidden → output → loss → backprop → update."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from engine.insight.moment.stages import HIDDEN, INPUT, OUTPUT, PHASE_OF, STAGES, stage_at, start_of
from engine.program.program import BACKWARD, LOSS, UPDATE
from gui.look.theme import PHASE_ROLES, color
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.ink import ink
from gui.widgets.steady_label import Words

# The forward pass goes to the right, the way back is below it, and the next step begins where the first one did.
BOXES = {INPUT: (0, 0, 1), HIDDEN: (0, 2, 1), OUTPUT: (0, 4, 1), LOSS: (0, 6, 1), BACKWARD: (2, 4, 3), UPDATE: (2, 0, 3)}
ARROWS = {"→": ((0, 1), (0, 3), (0, 5)), "↓": ((1, 6),), "←": ((2, 3),), "↑": ((1, 0),)}


class TrainingStepPanel(Panel):
    """The box of what was just done is filled, that of what comes next has a frame; a click goes to where a stage begins."""

    rest = 0.1

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.boxes, self.words = {stage: self._box(stage) for stage in STAGES}, Words()
        chart, inner = QGridLayout(), QWidget()
        content = QVBoxLayout(inner)
        content.addLayout(chart)
        chart.setSpacing(4)
        for stage, (row, column, span) in BOXES.items():
            chart.addWidget(self.boxes[stage], row, column, 1, span)
        for arrow, places in ARROWS.items():
            for place in places:
                chart.addWidget(QLabel(arrow, alignment=Qt.AlignmentFlag.AlignCenter), *place)
        for column in range(0, 7, 2):
            chart.setColumnStretch(column, 1)
        content.addWidget(self.words)
        content.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        session.edited.connect(self.invalidate)

    def _titles(self) -> dict[str, tuple[str, str]]:
        return {
            INPUT: (self.tr("Input"), self.tr("The sample is ready, and nothing in this training step has been computed yet.")),
            HIDDEN: (self.tr("Hidden"), self.tr("Each hidden layer computes z, then its activation.")),
            OUTPUT: (self.tr("Output"), self.tr("The output layer computes the prediction.")),
            LOSS: (self.tr("Loss"), self.tr("One number says how wrong the prediction is.")),
            BACKWARD: (self.tr("Backprop"), self.tr("The chain rule takes the gradient of the loss back through the layers.")),
            UPDATE: (self.tr("Update"), self.tr("The optimizer changes every weight; then the next training step begins.")),
        }

    def _box(self, stage: str) -> QPushButton:
        title, meaning = self._titles()[stage]
        box = QPushButton(title)
        box.setObjectName(f"stage-{stage}")
        box.setCheckable(True)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setAccessibleDescription(meaning)
        box.clicked.connect(lambda: self._go(stage))
        return box

    def _go(self, stage: str) -> None:
        """Go to where the stage begins in the training step whose instruction comes next."""
        debugger = self.session.debugger
        executed = None if debugger is None else start_of(debugger.program, stage)
        if debugger is not None and executed is not None:
            self.session.go(debugger.t - debugger.next_pc + executed)
        self.refresh()  # a click has checked the box, wherever it led

    def refresh(self) -> None:
        session, debugger = self.session, self.session.debugger
        follows = debugger is not None and not session.hurries
        done = stage_at(debugger.program, debugger.place[1]) if debugger is not None and follows else ""
        coming = stage_at(debugger.program, debugger.next_pc + 1) if debugger is not None and follows else ""
        way = self.tr("Click to go to where this part of the training step begins.")
        for stage, box in self.boxes.items():
            there = debugger is not None and start_of(debugger.program, stage) is not None
            box.setEnabled(there)
            box.setChecked(stage == done)
            meaning = self._titles()[stage][1]
            box.setToolTip(f"{meaning}\n{way}" if there else self.tr("This network has no operation of this kind."))
            if box.property("coming") != (stage == coming):
                box.setProperty("coming", stage == coming)
                box.style().polish(box)
        self.words.setText(self._titles()[done][1] if done else "")

    def restyle(self) -> None:
        theme = self.theme
        for stage, box in self.boxes.items():
            hue = color(theme, PHASE_ROLES[PHASE_OF[stage]]).name()
            box.setStyleSheet(
                f"QPushButton {{ border: 2px solid {theme.border}; border-radius: 6px; padding: 5px 8px; color: {hue};"
                f" background: {theme.panel}; }}"
                f"QPushButton:hover {{ background: {theme.raised}; }}"
                f'QPushButton[coming="true"] {{ border-color: {hue}; }}'
                f"QPushButton:checked {{ background: {hue}; border-color: {hue}; color: {ink(QColor(hue).rgb()).name()}; }}"
                f"QPushButton:focus {{ border-color: {theme.text}; }}"
                f"QPushButton:disabled {{ color: {theme.muted}; border-style: dashed; }}"
            )
        self.words.setStyleSheet(f"color: {theme.text};")

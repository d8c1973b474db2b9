"""The bar of stepping verbs, granularity, phases and speed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolBar

from engine.program.program import PHASES
from engine.runtime.stepping import GRANULARITIES
from gui.look.fields import ComboBox
from gui.look.glossary import meaning
from gui.look.theme import PHASE_ROLES, Theme
from gui.look.titles import granularity_title, phase_title
from gui.session.session import Session
from gui.shell.speed_box import SpeedBox
from gui.verbs.actions import ACTIONS


class SteppingBar(QToolBar):
    """Shows the session's phase and asks it to go elsewhere."""

    def __init__(self, session: Session, actions: dict[str, QAction], examples: QMenu) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle(self.tr("Stepping"))
        self.setObjectName("toolbar-stepping")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.phase_buttons: dict[str, QPushButton] = {}
        button = QPushButton(self.tr("Examples"))
        button.setObjectName("examples-button")
        button.setMenu(examples)
        self.addWidget(button)
        self.addSeparator()
        for row in ACTIONS:
            if row.toolbar:
                self.addAction(actions[row.id])
        self._granularity()
        self.addSeparator()
        self._phases()
        self.addSeparator()
        self._speed()

    def _granularity(self) -> None:
        self.granularity = ComboBox()
        self.granularity.setObjectName("granularity")
        self.granularity.setToolTip(self.tr("How far Step over and Step back go"))
        for name in GRANULARITIES:
            self.granularity.addItem(granularity_title(name), name)
        self.granularity.setCurrentIndex(GRANULARITIES.index(self.session.granularity))
        self.granularity.currentIndexChanged.connect(lambda: self.session.set_granularity(self.granularity.currentData()))
        self.addWidget(self.granularity)

    def _phases(self) -> None:
        for number, phase in enumerate(PHASES):
            if number:
                self.addWidget(QLabel(" › "))
            button = QPushButton(phase_title(phase))
            button.setObjectName(f"phase-{phase}")
            button.setCheckable(True)
            way = self.tr("Go to the start of this phase")
            button.setToolTip(f"{meaning(phase)}\n{way}")
            button.clicked.connect(lambda _=False, phase=phase: self.session.go_to_phase(phase))
            self.phase_buttons[phase] = button
            self.addWidget(button)

    def _speed(self) -> None:
        self.addWidget(QLabel(self.tr("Speed ")))
        self.speed = SpeedBox(self.session)
        self.granularity.currentIndexChanged.connect(self.speed.name_all)
        self.addWidget(self.speed)

    def show_place(self) -> None:
        """Mark the phase of the instruction that comes next."""
        debugger = self.session.debugger
        for phase, button in self.phase_buttons.items():
            button.setEnabled(debugger is not None)
            inside = debugger is not None and debugger.program.phase_at(debugger.next_pc) == phase
            with QSignalBlocker(button):
                button.setChecked(inside)

    def set_theme(self, theme: Theme) -> None:
        """Each phase in its own hue."""
        for phase, button in self.phase_buttons.items():
            hue = getattr(theme, PHASE_ROLES[phase])
            button.setStyleSheet(
                f"QPushButton {{ border: none; padding: 4px 8px; color: {hue}; border-bottom: 2px solid transparent; }}"
                f"QPushButton:checked {{ font-weight: 600; border-bottom: 2px solid {hue}; background: {theme.panel}; }}"
                f"QPushButton:hover {{ background: {theme.raised}; }}"
                f"QPushButton:disabled {{ color: {theme.empty}; }}"
            )

"""Where arrays come from, and what the other program is to compute."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from engine.headless.compare import save_start, torch_names
from engine.insight.compare.asking import Asked, asked
from engine.interchange.documents.numbers_text import FORMS
from engine.interchange.models.exports import export
from engine.model.problem import ExperimentError
from gui.look.i18n import engine_text, error_text
from gui.look.saving import Kind, ask_save
from gui.session.session import Session

EXAMPLE = "dW1 = [[ 0.1   0.02]\n [-0.3   0.  ]]\ndb1\n0.25, -8e-3\n"


class OwnGradientsSource(QWidget):
    """Left: open or paste. Right: names, shapes and the numbers to start from."""

    compared = Signal(str)  # a text of arrays

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._asked: Asked | None = None
        self._of: tuple[int, int] | None = None
        self.open_button, self.compare_button = QPushButton(self.tr("Open file…")), QPushButton(self.tr("Compare the text"))
        self.edit, self.template, self.message = QPlainTextEdit(), QPlainTextEdit(), QLabel()
        self.copy_button, self.start_button = (
            QPushButton(self.tr("Copy this text")),
            QPushButton(self.tr("Save starting values…")),
        )
        self._arrange()
        self.compare_button.clicked.connect(lambda: self.compared.emit(self.edit.toPlainText()))
        QShortcut(QKeySequence("Ctrl+Return"), self.edit, self.compare_button.click, context=Qt.ShortcutContext.WidgetShortcut)
        self.edit.textChanged.connect(lambda: self.compare_button.setEnabled(bool(self.edit.toPlainText().strip())))
        self.copy_button.clicked.connect(self._copy)
        self.start_button.clicked.connect(self._save)
        self.compare_button.setEnabled(False)

    def _arrange(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for box in (self.edit, self.template):
            box.setFont(fixed)
            box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            box.setAcceptDrops(False)  # a file dropped here is for the dialog
            box.setTabChangesFocus(True)
        self.template.setReadOnly(True)
        self.edit.setObjectName("own-gradients-text")
        self.edit.setAccessibleName(self.tr("Your arrays as text"))
        self.template.setAccessibleName(self.tr("What to compute"))
        self.edit.setPlaceholderText(EXAMPLE)
        self.message.setWordWrap(True)
        self.open_button.setToolTip(self.tr(".npz, .npy, .safetensors, .csv, .json or text (Ctrl+O); or drop a file here"))
        self.compare_button.setToolTip(self.tr("Compare the text above (Ctrl+Return)"))
        self.start_button.setToolTip(
            self.tr("Inputs, targets and weights of this step, for your program to start from: .npz, .csv or .safetensors")
        )
        forms = QLabel(engine_text(FORMS))
        forms.setWordWrap(True)
        advice = QLabel(
            self.tr(
                "Run one training step in your program, starting from these values, then enter as many of its arrays as you can."
            )
        )
        advice.setWordWrap(True)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(_column(self.tr("1. What to compute"), advice, self.template, self.copy_button, self.start_button))
        split.addWidget(_column(self.tr("2. Open or paste your results"), forms, self.edit, self.open_button, self.compare_button))
        split.setSizes([480, 480])
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addWidget(self.message)
        self.message.hide()

    def tell(self, words: str, wrong: bool = False) -> None:
        """Say what came of reading."""
        self.message.setText(f"✕ {words}" if wrong else words)
        self.message.setVisible(bool(words))

    def renew(self) -> None:
        """Name what is to be computed for the training step in which the window stands."""
        debugger = self.session.debugger
        where = None if debugger is None else (id(debugger.program), debugger.place[0])
        if debugger is None or where == self._of:
            return
        self._of = where
        self._asked = asked(debugger, torch_names(self.session.experiment))
        self.template.setPlainText(self._asked.text())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.template.toPlainText())
        self.tell(self.tr("Copied."))

    def _save(self) -> None:
        """Inputs, targets and weights; or the weights alone, under PyTorch's names."""
        debugger = self.session.debugger
        if self._asked is None or debugger is None:
            return
        words = QCoreApplication.translate
        kinds = [
            Kind(words("OwnGradientsSource", "Inputs, targets and weights"), "npz"),
            Kind(words("OwnGradientsSource", "Inputs, targets and weights, as a table"), "csv"),
            Kind(words("OwnGradientsSource", "Weights"), "safetensors"),
        ]
        found = ask_save(self, self.tr("Save starting values"), "start.npz", kinds)
        if found is None:
            return
        path, kind = found
        try:
            if kind.suffix == "safetensors":
                values = {key: debugger.arena.views[slot].copy() for key, slot in debugger.program.parameters.items()}
                export(self.session.experiment, "safetensors", path, values)
            else:
                save_start(self._asked, path)
            self.tell(self.tr("Wrote {path}").format(path=path))
        except (ExperimentError, OSError) as error:
            self.tell(error_text(error, "\n"), wrong=True)


def _column(title: str, words: QLabel, box: QWidget, *buttons: QPushButton) -> QWidget:
    """A title, what to do, a field and its buttons."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(QLabel(f"<b>{title}</b>"))
    layout.addWidget(words)
    layout.addWidget(box, 1)
    row = QHBoxLayout()
    layout.addLayout(row)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return column

"""Compare with my gradients: arrays of another program beside one training step, and what finite differences are worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine.headless.compare import decays_of, torch_names
from engine.insight.compare.comparing import Cancelled, compare
from engine.insight.compare.epsilon import EpsilonCurve, epsilon_curve
from engine.insight.compare.given import Given
from engine.insight.compare.quantities import quantities
from engine.insight.compare.verdict import Comparison
from engine.interchange.documents.arrays_file import SUFFIXES, read_arrays
from engine.interchange.documents.numbers_text import parse_text
from engine.model.problem import ExperimentError
from engine.runtime.debugger import Debugger
from gui.dialogs.own_gradients_source import OwnGradientsSource
from gui.dialogs.own_gradients_table import OwnGradientsTable, difference_map
from gui.look.comparison_words import comparison_html
from gui.look.figure import Figure
from gui.look.i18n import problem_text
from gui.look.progress import progress_dialog, tell_progress
from gui.look.theme import Theme, color_map, colors
from gui.notation.numbers import number
from gui.plots.epsilon import epsilon_figure
from gui.session.session import Session
from gui.widgets.figure_view import FigureView
from gui.widgets.heatmap import HeatMap

SOURCE, RESULT, WIDTHS = range(3)


class OwnGradientsDialog(QDialog):
    """Stays beside the window, which shows the operation that a link names. Files may be dropped on it."""

    export_asked = Signal(str, object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("own-gradients")
        self.setWindowTitle(self.tr("Compare with my gradients"))
        self.setAcceptDrops(True)
        self.resize(980, 600)
        self.session, self.theme = session, theme
        self.comparison: Comparison | None = None
        self._given: tuple[Given, ...] = ()
        self._chosen: dict[str, str] = {}
        self._stand: tuple[int, int] | None = None
        self._curves: Iterator[EpsilonCurve] | None = None
        self._curve: EpsilonCurve | None = None
        self.tabs, self.source = QTabWidget(), OwnGradientsSource(session)
        self.place, self.again = QLabel(), QPushButton()
        self.table, self.words, self.map, self.caption = OwnGradientsTable(), QTextBrowser(), HeatMap(), QLabel()
        self.view, self.export_button = FigureView(), QPushButton(self.tr("Export figure…"))
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._arrange()
        self._connect()
        self.set_theme(theme)
        self._stands()

    def _arrange(self) -> None:
        self.words.setObjectName("own-gradients-words")
        self.words.setOpenLinks(False)
        self.words.setMinimumWidth(300)
        self.map.setMaximumHeight(130)
        self.map.setAccessibleName(self.tr("Yours minus ours"))
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.words, 1)
        right.addWidget(self.caption)
        right.addWidget(self.map)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(beside)
        split.setSizes([520, 440])
        widths = QWidget()
        below = QVBoxLayout(widths)
        below.addWidget(self.view, 1)
        below.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignRight)
        self.tabs.addTab(self.source, self.tr("Your arrays"))
        self.tabs.addTab(split, self.tr("Comparison"))
        self.tabs.addTab(widths, self.tr("Step size ε"))
        self.tabs.setTabToolTip(
            WIDTHS, self.tr("Why a numeric gradient fails when the step is too small, especially in single precision")
        )
        layout, top = QVBoxLayout(self), QHBoxLayout()
        layout.addLayout(top)
        top.addWidget(self.place, 1)
        top.addWidget(self.again)
        layout.addWidget(self.tabs, 1)
        self.place.setWordWrap(True)
        self.caption.setWordWrap(True)

    def _connect(self) -> None:
        self.source.open_button.clicked.connect(self.ask_file)
        self.source.compared.connect(self.read_text)
        self.again.clicked.connect(self._compare)
        self.table.chosen.connect(self._choose)
        self.table.pointed.connect(self._point)
        self.table.cellActivated.connect(self._show_row)
        self.words.anchorClicked.connect(self._follow)
        self.tabs.currentChanged.connect(self._turned)
        self.export_button.clicked.connect(lambda: self.export_asked.emit("step-width", self.figure()))
        self._timer.timeout.connect(self._grow)
        self.session.stopped.connect(self._stands)
        self.session.running_changed.connect(self._stands)
        self.finished.connect(self._timer.stop)
        QShortcut(QKeySequence.StandardKey.Open, self, self.ask_file)
        QShortcut(QKeySequence.StandardKey.Paste, self, self.paste)

    def set_theme(self, theme: Theme) -> None:
        """Apply other colours."""
        self.theme = theme
        tones = colors(theme)
        self.view.set_colors(tones, color_map(theme.signed_map), color_map("cividis"))
        self.map.set_colors(color_map(theme.signed_map), tones["empty"], tones["accent"])
        self.words.document().setDefaultStyleSheet(f"a {{ color: {theme.accent}; }}")
        self._show()

    # what is compared ----------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for a file of arrays."""
        patterns = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open your gradients"), "", self.tr("Arrays ({patterns});;All files (*)").format(patterns=patterns)
        )
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Compare the arrays of a file."""
        try:
            self._take(read_arrays(path))
        except ExperimentError as error:
            self._refuse(error)
        else:
            self.source.tell(self.tr("Read from {name}.").format(name=path.name))

    def read_text(self, content: str) -> None:
        """Compare the arrays in a text."""
        try:
            self._take(parse_text(content, self.tr("text")))
        except ExperimentError as error:
            self._refuse(error)
        else:
            self.source.tell("")

    def paste(self) -> None:
        """Compare what the clipboard holds."""
        content = QGuiApplication.clipboard().text()
        self.source.edit.setPlainText(content)
        self.read_text(content)

    def _take(self, given: Sequence[Given]) -> None:
        self._given, self._chosen = tuple(given), {}
        self._compare()

    def _refuse(self, error: ExperimentError) -> None:
        self.tabs.setCurrentIndex(SOURCE)
        self.source.tell("\n".join(problem_text(problem) for problem in error.problems[:5]), wrong=True)

    def _choose(self, given: str, quantity: str) -> None:
        self._chosen[given] = quantity
        self._compare()

    def _compare(self) -> None:
        debugger = self.session.debugger
        if debugger is None or not self._given:
            return
        self.session.pause()
        experiment = self.session.experiment
        waiting = progress_dialog(self.tr("Looking for the mistake…"), self)
        try:
            self.comparison = compare(
                debugger, experiment.network, self._given, torch_names(experiment), self._chosen, decays_of(experiment),
                lambda done, total: tell_progress(waiting, done, total),
            )  # fmt: skip
        except Cancelled:
            return
        finally:
            waiting.close()
            waiting.deleteLater()
        self._stand = _stand(debugger)
        self._show()
        self._stands()
        self.tabs.setCurrentIndex(RESULT)
        self.table.setFocus()

    # what is shown -------------------------------------------------------------------------------

    def _show(self) -> None:
        """The result of the last comparison."""
        debugger = self.session.debugger
        if self.comparison is None or debugger is None or self._stand is None or self._stand[0] != id(debugger.program):
            nothing = self.tr("Open or paste the arrays of your own program first, under “Your arrays”.")
            self.words.setHtml(f"<p style='color:{self.theme.muted}'>{nothing}</p>")
            self.table.setRowCount(0)
            self._point(-1)
            return
        self.words.setHtml(comparison_html(self.comparison, self.theme))
        self.table.show_rows(self.comparison, quantities(debugger.program), debugger.program, self.theme)

    def _point(self, place: int) -> None:
        """The difference of one array, element by element."""
        row = self.comparison.rows[place] if self.comparison is not None and 0 <= place < len(self.comparison.rows) else None
        off = None if row is None else difference_map(row)
        self.map.setVisible(off is not None)
        self.caption.setVisible(off is not None)
        if row is None or off is None:
            return
        finite = np.abs(off[np.isfinite(off)])
        most = float(finite.max(initial=0)) or 1.0
        self.map.words = self.tr("yours − ours")
        self.map.set_values(off, (off.shape[0], off.shape[1]), -most, most)
        self.caption.setText(self.tr("{name}: yours − ours, from −{most} to {most}").format(name=row.given, most=number(most, 2)))

    def _stands(self) -> None:
        """Say with which training step arrays are compared; offer another comparison when the window stands elsewhere."""
        debugger = self.session.debugger
        if self.session.running:
            return
        self.source.renew()
        if debugger is None:
            self.place.setText(self.tr("This network cannot run yet: the Program panel says why."))
            self.again.hide()
            return
        step = debugger.place[0] + 1
        elsewhere = bool(self._given) and self._stand != _stand(debugger)
        compared = self.comparison.step if self.comparison is not None and self._stand is not None else step
        self.place.setText(
            self.tr("Training step {step}: the weights it begins with, and its batch (samples: {samples}).").format(
                step=compared if elsewhere else step, samples=debugger.program.batches.size
            )
        )
        self.again.setText(self.tr("Compare with step {step}").format(step=step))
        self.again.setVisible(elsewhere)
        if self._stand is not None and self._stand[0] != id(debugger.program):
            self._show()

    def _follow(self, url: QUrl) -> None:
        """Let the window show the operation that a link names, just done, and select its layer."""
        if url.scheme() == "line":
            self._show_line(int(url.path()))

    def _show_row(self, place: int) -> None:
        """The same for what computes the quantity of a row."""
        debugger = self.session.debugger
        if debugger is not None and self.comparison is not None:
            self._show_line(debugger.program.writer.get(self.comparison.rows[place].slot, -1))

    def _show_line(self, pc: int) -> None:
        debugger = self.session.debugger
        if debugger is None or self.comparison is None or pc < 0:
            return
        self.session.go((self.comparison.step - 1) * len(debugger.program) + pc + 1)
        self.session.point_at(debugger.program.slots[debugger.program.code[pc].out].node)

    # step widths ---------------------------------------------------------------------------------

    def _turned(self, tab: int) -> None:
        if tab == WIDTHS and self.session.debugger is not None:
            self.session.pause()
            self._curves, self._curve = epsilon_curve(self.session.debugger), None
            self._timer.start()
        else:
            self._timer.stop()

    def _grow(self) -> None:
        """One step width more."""
        found = next(self._curves, None) if self._curves is not None else None
        if found is None:
            self._timer.stop()
        else:
            self._curve = found
        self.view.show_figure(self.figure())

    def figure(self) -> Figure:
        """The errors at the step widths computed so far."""
        if self._curve is None and self._timer.isActive():
            return Figure("", empty=self.tr("Computing…"), progress=0)
        return epsilon_figure(self._curve)

    # files dropped here --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.read_file(Path(event.mimeData().urls()[0].toLocalFile()))


def _stand(debugger: Debugger) -> tuple[int, int]:
    """The program and training step in which a debugger stands."""
    return id(debugger.program), debugger.place[0]

"""The line over the drawing: what its lines and neurons show, and the choice of both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy

from gui.canvas.live_state import AUTO, GRADIENTS, WEIGHTS
from gui.look.fields import ComboBox
from gui.widgets.flow import Flow
from gui.widgets.steady_label import Words

AUTOMATIC, ACTIVATION, PICTURES = "auto", "activation", "pictures"
SMALL = 0.86  # the size of the sentence beside that of other text


class TopLine(Flow):
    """A sentence that wraps where the drawing is narrow, and two menus."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.caption = Words()
        self.neurons = self._menu(
            (AUTOMATIC, self.tr("Neurons: auto")),
            (ACTIVATION, self.tr("Neurons: activation")),
            (PICTURES, self.tr("Neurons: pictures")),
            tip=self.tr(
                "What a neuron shows: its value for one sample, or its output over the whole input plane.\nAuto: "
                "pictures of the input plane, if the network is a classifier with two inputs and there is room."
            ),
        )
        self.neurons.setObjectName("neurons")
        self.mode = self._menu(
            (AUTO, self.tr("Edges: auto")),
            (WEIGHTS, self.tr("Edges: weights")),
            (GRADIENTS, self.tr("Edges: gradients")),
            tip=self.tr("What the lines between layers show: the weights, or the gradient of the loss with respect to them."),
        )
        self._hue = ""
        self.caption.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(10, 6, 10, 0)
        for widget in (self.caption, self.neurons, self.mode):
            self.add(widget)
        self._fit_text()

    def _menu(self, *entries: tuple[str, str], tip: str) -> ComboBox:
        box = ComboBox()
        for name, title in entries:
            box.addItem(title, name)
        box.setToolTip(tip)
        box.currentIndexChanged.connect(self.changed)
        return box

    def show_options(self, on: bool) -> None:
        """Whether what lines and neurons show is said, and can be chosen."""
        for widget in (self.caption, self.mode, self.neurons):
            widget.setVisible(on)

    def say(self, hue: str, gradients: bool, pictures: bool, blocks: bool, sample: str, time: str) -> None:
        """Tell what is shown, of which sample and time step where there are several."""
        if blocks:
            self._put(hue, time, sample, self.tr("zoom in to see weights and neurons"))
            return
        slopes = self.tr("edges: ∂L/∂w") if self.mode.currentData() == GRADIENTS else self.tr("edges: ∂L/∂w, else weights")
        edges = slopes if gradients else self.tr("edges: weights")
        plain, pictured = (
            self.tr("neurons: {what}, ring: |δ|"),
            self.tr("neurons: {what} (number), all inputs (picture), |δ| (frame)"),
        )
        neurons = (pictured if pictures else plain).format(what=sample or self.tr("activation"))
        self._put(hue, time, edges, neurons)

    def _put(self, hue: str, *parts: str) -> None:
        words = " · ".join(part for part in parts if part)
        self.caption.setText(
            words.replace(": |", ":\u00a0|").replace("|δ|", "|\u2060δ\u2060|")
        )  # no line ends between a name and its sign
        self.caption.setToolTip(words)
        if hue != self._hue:  # a style sheet costs a frame's time, the comparison nothing
            self._hue = hue
            self.caption.setStyleSheet(f"color: {hue};")

    def clear(self) -> None:
        """Say nothing: no network can run."""
        self.caption.setText("")
        self.caption.setToolTip("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_text()

    def _fit_text(self) -> None:
        font = self.font()
        font.setPointSizeF(SMALL * self.font().pointSizeF())
        self.caption.setFont(font)

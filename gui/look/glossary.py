"""What the terms mean, in a sentence each: for tooltips and for the glossary of the Help menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.look.i18n import QT_TRANSLATE_NOOP

# term -> (its name, its meaning)
TERMS = {
    "forward": (
        QT_TRANSLATE_NOOP("Glossary", "Forward pass"),
        QT_TRANSLATE_NOOP("Glossary", "The computation from the input to the output."),
    ),
    "loss": (
        QT_TRANSLATE_NOOP("Glossary", "Loss"),
        QT_TRANSLATE_NOOP(
            "Glossary", "A number that measures how far the outputs are from the targets; training makes it smaller."
        ),
    ),
    "backward": (
        QT_TRANSLATE_NOOP("Glossary", "Backward pass"),
        QT_TRANSLATE_NOOP("Glossary", "Carries the gradient of the loss from the output to the input; no weight changes yet."),
    ),
    "update": (
        QT_TRANSLATE_NOOP("Glossary", "Weight update"),
        QT_TRANSLATE_NOOP("Glossary", "The optimizer moves each weight a little against its gradient."),
    ),
    "backpropagation": (
        QT_TRANSLATE_NOOP("Glossary", "Backpropagation"),
        QT_TRANSLATE_NOOP("Glossary", "Computes all gradients in one backward pass by the chain rule."),
    ),
    "chain rule": (
        QT_TRANSLATE_NOOP("Glossary", "Chain rule"),
        QT_TRANSLATE_NOOP("Glossary", "The derivative along a path is the product of its local derivatives; several paths add up."),
    ),
    "weights": (
        QT_TRANSLATE_NOOP("Glossary", "Weight"),
        QT_TRANSLATE_NOOP("Glossary", "A number by which an input is multiplied; training adjusts it."),
    ),
    "bias": (
        QT_TRANSLATE_NOOP("Glossary", "Bias"),
        QT_TRANSLATE_NOOP("Glossary", "A number that is added to the weighted sum of a neuron."),
    ),
    "gradients": (
        QT_TRANSLATE_NOOP("Glossary", "Gradient"),
        QT_TRANSLATE_NOOP("Glossary", "How fast the loss changes as a value changes: ∂L/∂w."),
    ),
    "activations": (
        QT_TRANSLATE_NOOP("Glossary", "Activation"),
        QT_TRANSLATE_NOOP("Glossary", "The output of a neuron: its activation function applied to its weighted sum z."),
    ),
    "deltas": (
        QT_TRANSLATE_NOOP("Glossary", "Delta (δ)"),
        QT_TRANSLATE_NOOP("Glossary", "∂L/∂z, the gradient of the loss with respect to the weighted sum z of a neuron."),
    ),
    "updates": (
        QT_TRANSLATE_NOOP("Glossary", "Update"),
        QT_TRANSLATE_NOOP(
            "Glossary", "New weight minus old weight: with plain gradient descent, minus learning rate times gradient."
        ),
    ),
    "learning rate": (
        QT_TRANSLATE_NOOP("Glossary", "Learning rate"),
        QT_TRANSLATE_NOOP("Glossary", "How large a step the optimizer takes against the gradient."),
    ),
    "epoch": (QT_TRANSLATE_NOOP("Glossary", "Epoch"), QT_TRANSLATE_NOOP("Glossary", "One pass over all samples of the data.")),
    "batch": (
        QT_TRANSLATE_NOOP("Glossary", "Batch"),
        QT_TRANSLATE_NOOP("Glossary", "The samples that one training step processes together."),
    ),
    "vanishing": (
        QT_TRANSLATE_NOOP("Glossary", "Vanishing gradient"),
        QT_TRANSLATE_NOOP("Glossary", "The gradient becomes so small on its way back that early layers hardly learn."),
    ),
    "exploding": (
        QT_TRANSLATE_NOOP("Glossary", "Exploding gradient"),
        QT_TRANSLATE_NOOP("Glossary", "The gradient grows on its way back until the updates destroy what was learned."),
    ),
    "saturation": (
        QT_TRANSLATE_NOOP("Glossary", "Saturation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The state of a neuron on the flat part of its activation function: its slope there is almost 0, "
            "so almost no gradient passes.",
        ),
    ),
    "dead": (
        QT_TRANSLATE_NOOP("Glossary", "Dead ReLU"),
        QT_TRANSLATE_NOOP("Glossary", "A ReLU neuron that is 0 for every sample: no gradient reaches its weights any more."),
    ),
    "recurrent": (
        QT_TRANSLATE_NOOP("Glossary", "Recurrent network (RNN)"),
        QT_TRANSLATE_NOOP("Glossary", "A network in which a layer also sees its own value from the previous time step."),
    ),
    "bptt": (
        QT_TRANSLATE_NOOP("Glossary", "Backpropagation through time"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Unrolls a recurrent network over its time steps and carries the gradient back through all of them."
        ),
    ),
    "clipping": (
        QT_TRANSLATE_NOOP("Glossary", "Gradient clipping"),
        QT_TRANSLATE_NOOP("Glossary", "Limits the size of the gradients before the update."),
    ),
    "initialization": (
        QT_TRANSLATE_NOOP("Glossary", "Weight initialisation"),
        QT_TRANSLATE_NOOP(
            "Glossary", "How the initial weights are drawn; this determines whether signals and gradients keep their size."
        ),
    ),
    "gradient check": (
        QT_TRANSLATE_NOOP("Glossary", "Gradient check"),
        QT_TRANSLATE_NOOP("Glossary", "Compares the computed gradient with a numerical derivative of the loss."),
    ),
}


def term(key: str) -> str:
    """The name of a term in the user's language."""
    return QCoreApplication.translate("Glossary", TERMS[key][0])


def meaning(key: str) -> str:
    """What a term means, in the user's language; an empty text for one that is not listed."""
    return QCoreApplication.translate("Glossary", TERMS[key][1]) if key in TERMS else ""


class GlossaryDialog(QDialog):
    """All terms; typing finds one in either language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("glossary")
        self.setWindowTitle(self.tr("Glossary"))
        self.resize(680, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search terms…"))
        self.search.textChanged.connect(self._filter)
        self.table = QTableWidget(len(TERMS), 2)
        self.table.setHorizontalHeaderLabels([self.tr("Term"), self.tr("Meaning")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, key in enumerate(TERMS):
            self.table.setItem(row, 0, QTableWidgetItem(term(key)))
            self.table.setItem(row, 1, QTableWidgetItem(meaning(key)))
        header.sectionResized.connect(lambda *_: self.table.resizeRowsToContents())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.search, self.table, buttons):
            layout.addWidget(widget)

    def _filter(self, words: str) -> None:
        wanted = words.strip().lower()
        for row, (key, (english, _)) in enumerate(TERMS.items()):
            known = f"{term(key)} {english} {meaning(key)}".lower()
            self.table.setRowHidden(row, wanted not in known)

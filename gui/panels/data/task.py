"""What the network is to do: output activation and loss, chosen together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt

from engine.library.activations import ACTIVATIONS
from engine.library.dataset import BINARY, CLASSES, REGRESSION
from engine.library.layers import TASKS
from engine.library.losses import LOSSES
from engine.model.experiment import Experiment
from engine.program.fitting import task_set
from gui.look.fields import ComboBox
from gui.look.forms import Form
from gui.look.glossary import meaning
from gui.look.i18n import engine_text


def task_row(form: Form, experiment: Experiment, picked: Callable[[str], None]) -> None:
    """A menu of tasks; one more entry says that output and loss are those of none."""
    translate = QCoreApplication.translate
    box = form.field(ComboBox)
    box.setObjectName("task")
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    titles = {
        REGRESSION: translate("DataPanel", "Numbers (regression)"),
        BINARY: translate("DataPanel", "Two classes"),
        CLASSES: translate("DataPanel", "Several classes"),
    }
    words = translate("DataPanel", "Output activation: {activation}. Loss: {loss}.")
    for task, (activation, loss) in TASKS.items():
        ends = {"activation": engine_text(ACTIVATIONS[activation.name].title), "loss": engine_text(LOSSES[loss.name].title)}
        box.addItem(titles[task], task)
        box.setItemData(box.count() - 1, words.format(**ends), Qt.ItemDataRole.ToolTipRole)
    current = task_set(experiment)
    if not current:
        box.addItem(translate("DataPanel", "other output or loss"), "")
    box.setCurrentIndex(box.findData(current))
    box.setToolTip(translate("DataPanel", "Sets the activation of the output layer and the loss together"))
    form.on_change(box, picked)
    form.addRow(form.title(translate("DataPanel", "Task"), bold=True, tip=meaning("task")), box)

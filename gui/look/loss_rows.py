"""The loss of an output layer in a form: what one of several needs, and what the only one can do without."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from engine.library.aims import AIM
from engine.library.losses import LOSSES
from engine.model.experiment import Experiment
from engine.model.network import Choice, Node
from engine.model.setting import Setting
from engine.program.heads import plain
from gui.look.fields import ComboBox
from gui.look.forms import Form
from gui.look.glossary import meaning
from gui.look.i18n import engine_text
from gui.notation.numbers import number

KEPT = tuple(setting.name for setting in AIM)


def settings_shown(experiment: Experiment) -> tuple[Setting, ...]:
    """The settings of the main loss: weight and targets only where there are other losses, or they are not the usual ones."""
    settings = LOSSES[experiment.loss.name].settings
    several = len(experiment.network.outputs()) > 1 or not plain(experiment.loss)
    return settings if several else tuple(setting for setting in settings if setting not in AIM)


def has_loss_row(experiment: Experiment, node: Node) -> bool:
    """Whether a layer may be given a loss of its own: it has one, or it is one of several that feed no other."""
    ends = experiment.network.outputs()
    return node.loss is not None or (len(ends) > 1 and node in ends)


def own_loss_words(node: Node) -> str:
    """The loss of an output beside the main one, in words; "" for all other layers."""
    if node.loss is None or node.loss.name not in LOSSES:
        return ""
    settings = node.loss.settings
    words = QCoreApplication.translate("Canvas", "Its own loss: {loss}, weight {weight}, compared with: {target}")
    target = engine_text(settings.get("target", "targets"))
    weight = number(settings.get("weight", 1.0), 6)
    return words.format(loss=engine_text(LOSSES[node.loss.name].title), weight=weight, target=target)


def exchanged(before: Choice, name: str) -> Choice:
    """Another loss with the same weight and targets."""
    known = {setting.name for setting in LOSSES[name].settings}
    return Choice(name, {key: value for key, value in before.settings.items() if key in KEPT and key in known})


def loss_rows(form: Form, node: Node, changed: Callable[[Choice | None], None]) -> None:
    """A menu with the losses, the first entry for that of the experiment, and the settings of the one chosen."""
    translate = QCoreApplication.translate
    box = form.field(ComboBox)
    box.setObjectName("node-loss")
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.addItem(translate("InspectorPanel", "the one in the Data panel"), "")
    for row in LOSSES.values():
        box.addItem(engine_text(row.title), row.name)
    own = node.loss
    box.setCurrentIndex(max(0, box.findData("" if own is None else own.name)))
    box.setToolTip(
        translate(
            "InspectorPanel",
            "If there are several outputs, one has the loss in the Data panel, and each of the others has its own.",
        )
    )
    form.on_change(box, lambda name: changed(exchanged(own or Choice(""), name) if name else None))
    form.addRow(form.title(translate("InspectorPanel", "Loss"), bold=True, tip=meaning("loss")), box)
    if own is not None and own.name in LOSSES:
        form.add_settings(
            LOSSES[own.name].settings,
            own.settings,
            lambda name, value: changed(Choice(own.name, {**own.settings, name: value})),
        )

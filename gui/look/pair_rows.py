"""Settings that may differ in height and width: one field each, or two once they are told apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from engine.model.setting import Setting
from gui.look.forms import Form
from gui.look.i18n import engine_text

HEIGHT, WIDTH = 0, 1


def add_pairs(
    form: Form, settings: tuple[Setting, ...], values: Mapping[str, Any], images: bool, changed: Callable[[dict[str, Any]], None]
) -> None:
    """The rows of all settings; of `images`, whose positions have a height and a width, with a box that tells these apart."""
    apart = any(isinstance(values.get(setting.name), (list, tuple)) for setting in settings)
    for setting in settings:
        value = values.get(setting.name, setting.default)
        if isinstance(value, (list, tuple)):
            _two_rows(form, setting, list(value), changed)
        else:
            form.add_settings((setting,), {setting.name: value}, lambda name, new: changed({name: new}))
    if (images or apart) and any(setting.apart for setting in settings):
        _box(form, settings, values, apart, changed)


def _two_rows(form: Form, setting: Setting, value: list[int], changed: Callable[[dict[str, Any]], None]) -> None:
    translate = QCoreApplication.translate
    words = (translate("InspectorPanel", "{name}: height"), translate("InspectorPanel", "{name}: width"))
    for side in (HEIGHT, WIDTH):
        one = replace(setting, name=f"{setting.name}-{side}", title=words[side].format(name=engine_text(setting.title)), words=())

        def set_side(_: str, new: int, side: int = side) -> None:
            changed({setting.name: [new if place == side else value[place] for place in (HEIGHT, WIDTH)]})

        form.add_settings((one,), {one.name: value[side]}, set_side)


def _box(
    form: Form, settings: tuple[Setting, ...], values: Mapping[str, Any], apart: bool, changed: Callable[[dict[str, Any]], None]
) -> None:
    box = form.field(QCheckBox)
    box.setText(QCoreApplication.translate("InspectorPanel", "Separate height and width"))
    box.setObjectName("apart")
    box.setChecked(apart)

    def tell(on: bool) -> None:
        known = {setting.name: values.get(setting.name, setting.default) for setting in settings if setting.apart}
        numbers = {name: value for name, value in known.items() if not isinstance(value, str)}
        changed({name: [value, value] if on else value[0] for name, value in numbers.items() if isinstance(value, int) == on})

    form.on_change(box, tell)
    form.addRow(box)

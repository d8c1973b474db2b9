"""Which keys belong to which action: presets of known debuggers, and what the user changed."""

from __future__ import annotations

import json

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.look.fields import ComboBox
from gui.verbs.actions import ACTIONS, ActionRow

STANDARD = {row.id: row.keys for row in ACTIONS}
# What differs from the standard keys. VS Code's debugger keys are the standard ones here.
PRESETS: dict[str, dict[str, tuple[str, ...]]] = {
    "standard": {},
    "vscode": {"view.commands": ("Ctrl+Shift+P", "F1"), "help.keys": ("Ctrl+K, Ctrl+S",), "debug.pause": ("F6",)},
    "pycharm": {
        "debug.run": ("F9",), "debug.over": ("F8",), "debug.into": ("F7",), "debug.out": ("Shift+F8",), "debug.run-to": ("Alt+F9",),
        "debug.breakpoint": ("Ctrl+F8",), "debug.conditions": ("Ctrl+Shift+F8",), "debug.reset": ("Ctrl+F5",),
        "debug.until": ("Ctrl+F9",),
        "view.commands": ("Ctrl+Shift+A",), "debug.back-over": ("Alt+F8",), "debug.back-into": ("Alt+F7",),
        "debug.back-run": ("Alt+Shift+F9",),
    },
}  # fmt: skip


class Keys:
    """The keys in use: a preset and the user's own changes, kept in the settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        preset = str(settings.value("keys/preset", "standard"))
        self.preset = preset if preset in PRESETS else "standard"
        self.own: dict[str, list[str]] = _read(str(settings.value("keys/own", "{}")))

    def of(self, action: str) -> tuple[str, ...]:
        """Portable texts of the keys of an action, the first one shown."""
        if action in self.own:
            return tuple(self.own[action])
        return PRESETS[self.preset].get(action, STANDARD[action])

    def use(self, preset: str) -> None:
        """Use a preset; the user's own changes are dropped."""
        self.preset, self.own = preset, {}
        self._store()

    def change(self, action: str, key: str) -> None:
        """Give an action another first key, or none; its previous action loses it."""
        for other in STANDARD:
            if key and other != action and key in self.of(other):
                self.own[other] = [known for known in self.of(other) if known != key]
        self.own[action] = [key] if key else []
        self._store()

    def owner(self, key: str, but: str) -> str:
        """The action that a key belongs to already, or an empty text."""
        return next((action for action in STANDARD if action != but and key and key in self.of(action)), "")

    def _store(self) -> None:
        self._settings.setValue("keys/preset", self.preset)
        self._settings.setValue("keys/own", json.dumps(self.own))

    def apply(self, actions: dict[str, QAction]) -> None:
        """Set the shortcuts, and show the first of each in its tooltip."""
        for row in ACTIONS:
            keys = [QKeySequence.fromString(key) for key in self.of(row.id)]
            actions[row.id].setShortcuts(keys)
            tell(row, actions[row.id])


def tell(row: ActionRow, action: QAction, why_not: str = "") -> None:
    """What an action says of itself: what it does and its first key, or why it cannot be done now."""
    tip = why_not or (QCoreApplication.translate("Actions", row.tip) if row.tip else action.text())
    shown = "" if why_not else action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setStatusTip(tip)
    action.setToolTip(f"{tip} ({shown})" if shown else tip)


def _read(content: str) -> dict[str, list[str]]:
    try:
        document = json.loads(content)
    except ValueError:
        return {}
    known = document if isinstance(document, dict) else {}
    return {
        str(action): [str(key) for key in keys] for action, keys in known.items() if action in STANDARD and isinstance(keys, list)
    }


class KeysDialog(QDialog):
    """All actions and their keys; type a key to change it."""

    def __init__(self, keys: Keys, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(620, 560)
        self._keys, self._actions = keys, actions
        self.preset = ComboBox()
        for name, title in (("standard", self.tr("Standard")), ("vscode", "VS Code"), ("pycharm", "PyCharm")):
            self.preset.addItem(title, name)
        self.preset.setCurrentIndex(self.preset.findData(keys.preset))
        self.preset.activated.connect(self._use_preset)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search actions…"))
        self.search.textChanged.connect(self._filter)
        self.table = QTableWidget(len(ACTIONS), 2)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self._arrange()
        self._fill()

    def _arrange(self) -> None:
        layout, top = QVBoxLayout(self), QHBoxLayout()
        layout.addLayout(top)
        top.addWidget(self.search, 1)
        top.addWidget(QLabel(self.tr("Preset")))
        top.addWidget(self.preset)
        self.table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Key")])
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().resizeSection(1, 200)
        self.table.verticalHeader().hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        hint = self.tr(
            "Also on the canvas and the timeline: n steps over, s into, o out, comma back; b sets or removes "
            "a breakpoint, c runs, Space runs or pauses."
        )
        words = QLabel(hint)
        words.setWordWrap(True)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.message)
        layout.addWidget(words)
        layout.addWidget(buttons)

    def _fill(self) -> None:
        for row, action in enumerate(ACTIONS):
            item = QTableWidgetItem(self._title(action.id))
            item.setFlags(item.flags() & ~item.flags().ItemIsEditable)
            self.table.setItem(row, 0, item)
            keys = self._keys.of(action.id)
            field = QKeySequenceEdit(QKeySequence.fromString(keys[0]) if keys else QKeySequence())
            field.setObjectName(f"key-{action.id}")
            field.setMaximumSequenceLength(1)
            field.setClearButtonEnabled(True)
            field.editingFinished.connect(lambda field=field, name=action.id: self._change(name, field))
            self.table.setCellWidget(row, 1, field)
        self.table.resizeRowsToContents()

    def _title(self, action: str) -> str:
        return self._actions[action].text().replace("&", "")

    def _change(self, action: str, field: QKeySequenceEdit) -> None:
        key = field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key == next(iter(self._keys.of(action)), ""):
            return
        loser = self._keys.owner(key, action)
        self._keys.change(action, key)
        self._keys.apply(self._actions)
        self.message.setText(
            self.tr("{key} is no longer assigned to “{action}”.").format(key=key, action=self._title(loser)) if loser else ""
        )
        if loser:
            self._fill()

    def _use_preset(self) -> None:
        self._keys.use(self.preset.currentData())
        self._keys.apply(self._actions)
        self.message.clear()
        self._fill()

    def _filter(self, words: str) -> None:
        for row, action in enumerate(ACTIONS):
            self.table.setRowHidden(row, words.strip().lower() not in self._title(action.id).lower())

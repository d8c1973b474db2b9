"""Where backpropagation is used: a card of the shelf, each row an example that can be opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def uses() -> list[tuple[str, str, str]]:
    """The example, what it stands for, and what backpropagation does there."""
    translate = QCoreApplication.translate
    return [
        ("digits-cnn", translate("Lesson", "Recognising images"),
         translate("Lesson", "A kernel is used at every position; its gradient is the sum over all of them.")),
        ("latch-lstm", translate("Lesson", "Speech and other signals"),
         translate("Lesson", "A gate keeps what was heard; the gradient goes back through the time steps.")),
        ("transformer-block", translate("Lesson", "Language"),
         translate("Lesson", "Each token attends to others; the loss on the next token trains every layer.")),
        ("sine", translate("Lesson", "Steering, as in autonomous driving"),
         translate("Lesson", "The output is a number, such as an angle; the network learns from its squared error.")),
    ]  # fmt: skip

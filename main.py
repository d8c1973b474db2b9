"""Backprop Explorer: arguments -> window, or a headless command."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from typing import Any

from engine.headless import options
from engine.model import language


class Drawing:
    """Draws without a window; Qt is loaded only when something is drawn."""

    def __getattr__(self, name: str) -> Any:
        from gui.export import batch

        return getattr(batch, f"write_{name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the program; returns the exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    language.speak(language.wanted(arguments, os.environ))
    before = 1 if arguments and arguments[0].startswith(f"{language.SWITCH}=") else 2 if arguments[:1] == [language.SWITCH] else 0
    if arguments[before:] and arguments[before] in options.VERBS:
        arguments = [*arguments[before:], *arguments[:before]]
    if arguments and arguments[0] in options.VERBS:
        from engine.headless import commands

        return commands.run(arguments, Drawing())
    chosen = options.window_options(arguments)
    from gui.shell.display_check import why_no_display

    reason = why_no_display()
    if reason:
        from engine.headless import commands

        return commands.without_display(reason, chosen.file, Drawing())
    from gui.shell.app import start

    return start(chosen)


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a worker of a bundled program starts it again, with arguments of its own
    sys.exit(main())

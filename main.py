"""Backprop Explorer: arguments -> window, or a headless command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.interchange import options


def _write_figures(*arguments: Any) -> list[Path]:
    """Draw figures without a window; Qt is loaded only now."""
    from gui.export.batch import write_figures

    return write_figures(*arguments)


def _write_phases(*arguments: Any) -> list[Path]:
    """Draw phase diagrams without a window."""
    from gui.export.batch import write_phases

    return write_phases(*arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the program; returns the exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if arguments and arguments[0] in options.VERBS:
        from engine.interchange import commands

        return commands.run(arguments, commands.Drawing(_write_figures, _write_phases))
    chosen = options.window_options(arguments)
    from gui.display import why_no_display

    reason = why_no_display()
    if reason:
        from engine.interchange import commands

        return commands.without_display(reason, chosen.file, commands.Drawing(_write_figures, _write_phases))
    from gui.app import start

    return start(chosen)


if __name__ == "__main__":
    sys.exit(main())

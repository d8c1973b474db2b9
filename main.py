"""Backprop Explorer: arguments -> window, or a headless command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the program; returns the exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    from engine.interchange import commands

    if arguments and arguments[0] in commands.COMMANDS:
        return commands.run(arguments)
    options = commands.window_options(arguments)
    from gui.display import why_no_display

    reason = why_no_display()
    if reason:
        return commands.without_display(reason, options.file)
    from gui.app import start

    return start(options)


if __name__ == "__main__":
    sys.exit(main())

"""Command-line options of the window; needs neither NumPy nor Qt."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from engine import __version__
from engine.interchange.documents.examples import EXAMPLES
from engine.model.language import LANGUAGES, SWITCH, said, spoken

# Commands that need no window (engine.headless.commands).
VERBS = ("examples", "show", "run", "check", "compare", "diagnose", "sweep", "lesson", "export", "report", "share",
         "recorder", "desktop", "replica")  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """How figures are drawn without a window: formats, colours, language, size in 1/96 inch, dots per inch, caption, and the
    size of the letters in points on paper."""

    formats: tuple[str, ...] = ("svg", "csv")
    theme: str = "light"
    language: str = "en"
    width: int = 760
    height: int = 480
    dpi: int = 288
    caption: bool = True
    points: float = 9.5


def add_language(parser: argparse.ArgumentParser, of: str = "") -> None:
    """In which language a command speaks; where it writes something, `of` says which language that is."""
    parser.add_argument(SWITCH, choices=LANGUAGES, default=spoken(), help=of or said("language (default: the system's)"))


class Version(argparse.Action):
    """Prints the version; NumPy is loaded for it only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print and exit."""
        from engine.runtime.native.library import engine

        print(f"Backprop Explorer {__version__}\n{engine()}")
        parser.exit()


def window_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Options of the window."""
    parser = argparse.ArgumentParser(
        prog="backprop-explorer", description=said("A debugger for learning: step through forward, loss, backward and update."),
        epilog=said("Without a window: {verbs} (see `backprop-explorer run --help`).", verbs=", ".join(VERBS)),
    )  # fmt: skip
    parser.add_argument("file", nargs="?", metavar="FILE", help=said("an experiment file"))
    parser.add_argument("--example", choices=EXAMPLES, help=said("open a built-in example"))
    parser.add_argument("--lang", choices=LANGUAGES, help=said("language of the window"))
    parser.add_argument("--theme", choices=("light", "dark", "contrast", "system"), help=said("colours of the window"))
    parser.add_argument("--version", action=Version, nargs=0, help=said("show the version and the compute engine in use, and exit"))
    return parser.parse_args(arguments)

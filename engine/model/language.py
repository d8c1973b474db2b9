"""The language of what the program prints: by gettext, as argparse's own texts are. The window has Qt's translators instead."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence

from resources import FOLDER

LANGUAGES = ("en", "hi")
DOMAIN, SWITCH = "backprop", "--lang"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which gettext asks them


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that --lang names, else the system's, if it is one of ours; else English."""
    for word, following in zip(arguments, (*arguments[1:], ""), strict=False):
        name, _, value = word.partition("=")
        if name == SWITCH:
            return (value or following) if (value or following) in LANGUAGES else "en"
    told = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    code = told.split(":")[0].split("_")[0].split(".")[0]
    return code if code in LANGUAGES else "en"


def speak(language: str) -> None:
    """What is printed from now on is in that language."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(FOLDER / "translations"))
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """The language that is spoken."""
    told = os.environ.get("LANGUAGE", "")
    return told if told in LANGUAGES else "en"


def said(message: str, **args: object) -> str:
    """A text that `text()` marks or that stands here, in the language that is spoken, with its arguments."""
    words = gettext.gettext(message) if message else ""
    return words.format(**args) if args else words


def said_of(one: str, many: str, count: int, **args: object) -> str:
    """The first text for a count of one, the second for any other; `count` is one of the arguments."""
    return said(one if count == 1 else many, count=count, **args)

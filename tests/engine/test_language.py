"""The command line in Hindi: help, what argparse says, results and errors; the choice of the language."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.headless.commands import run
from engine.headless.options import VERBS
from engine.model.language import wanted

ROOT = Path(__file__).resolve().parents[2]
DEVANAGARI = re.compile("[\u0900-\u097f]")


def explorer(*arguments, **variables):
    told = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")}
    told |= {"COLUMNS": "500", "PYTHONIOENCODING": "utf-8", **variables}
    return subprocess.run([sys.executable, ROOT / "main.py", *arguments], env=told, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "hi_IN.UTF-8"}, "hi"),
        ([], {"LANG": "hi_IN", "LC_ALL": "C"}, "en"),
        ([], {"LANGUAGE": "hi:en", "LC_ALL": "C"}, "hi"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        (["run", "xor", "--lang", "hi"], {}, "hi"),
        (["run", "xor", "--lang=en"], {"LANG": "hi"}, "en"),
        (["run", "xor", "--lang", "xx"], {"LANG": "hi"}, "en"),
        (["run", "xor", "--lang"], {}, "en"),
    ],
)
def test_the_language_is_asked_for_or_the_systems(arguments, environment, language):
    assert wanted(arguments, environment) == language


def test_every_line_of_every_help_is_hindi():
    """Each text of a help ends in a line that has Devanagari, unless it is all names and numbers."""
    script = """
import argparse, os, sys
from engine.model import language
language.speak("hi")
from engine.headless import commands
def texts(parser):
    for action in parser._actions:
        yield action.help
        if isinstance(action, argparse._SubParsersAction):
            yield from (choice.help for choice in action._choices_actions)
            for inner in action.choices.values():
                yield from texts(inner)
print("\\n".join(text for text in texts(commands._parser()) if text and text != argparse.SUPPRESS))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = set(done.stdout.splitlines())
    assert len(lines) > 70
    assert {line for line in lines if not DEVANAGARI.search(line)} <= {"training steps (default 100)", "format (default pytorch)"}


def test_argparse_speaks_hindi():
    shown = explorer("run", "--help", "--lang", "hi")
    assert shown.returncode == 0
    assert "उपयोग: " in shown.stdout
    assert "show this help" not in shown.stdout
    wrong = explorer("run", "xor", "--stepz", "3", LANG="hi_IN.UTF-8")
    assert wrong.returncode == 2
    assert "अनजाने arguments: --stepz 3" in wrong.stderr
    assert "unrecognized" not in wrong.stderr


def test_results_errors_and_findings_are_in_the_language_that_comes_first_too():
    assert "3 steps के बाद loss" in explorer("--lang", "hi", "run", "xor", "--steps", "3").stdout
    assert "3 steps के बाद loss" in explorer("--lang=hi", "run", "xor", "--steps", "3").stdout
    assert "इस नाम की न कोई फ़ाइल है, न उदाहरण" in explorer("show", "nosuch", "--lang", "hi").stderr
    found = explorer("diagnose", "vanishing", "--epochs", "3", "--lang", "hi").stdout
    assert "Gradient गहराई में vanish होता है" in found
    assert "training step 1 से" in found


def test_english_stays_english():
    assert "after 3 steps" in explorer("run", "xor", "--steps", "3", "--lang", "en", LANG="hi_IN.UTF-8").stdout
    assert not DEVANAGARI.search(explorer("examples").stdout)


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_takes_a_language(verb, capsys):
    arguments = ["lesson", "check"] if verb == "lesson" else [verb]
    with pytest.raises(SystemExit):
        run([*arguments, "--help"], None)
    assert "--lang" in capsys.readouterr().out

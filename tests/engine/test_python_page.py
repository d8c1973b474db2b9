"""docs/python.md: every block on the page runs and gives what the page shows; every public name is on it."""

import doctest
import re
from pathlib import Path

import engine

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_every_line_of_the_page_gives_what_it_shows():
    words = PAGE.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```python\n(.*?)```", words, re.S))
    found = doctest.DocTestParser().get_doctest(code, {}, "python.md", str(PAGE), 0)
    assert len(found.examples) > 40
    told: list[str] = []
    result = doctest.DocTestRunner().run(found, out=told.append)
    assert not result.failed, "".join(told)


def test_every_public_name_is_on_the_page():
    words = set(re.findall(r"\w+", PAGE.read_text(encoding="utf-8")))
    assert [name for name in engine.__all__ if name not in words] == []
    methods = [name for name in dir(engine.Debugger) if not name.startswith("_")]
    inner = {
        "series", "history", "past", "resume", "epoch", "next_pc", "computed", "diverged", "run_for", "initial", "hidden",
        "prepare",
    }  # fmt: skip
    assert [name for name in methods if name not in words and name not in inner] == []

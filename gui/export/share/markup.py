"""The window's formulas as markup of a page: classes in place of colours, and nothing that is not known here."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from gui.look.theme import Theme
from gui.panels.formula.ink import NUMBERS

TAGS = {"p", "table", "tr", "td", "b", "i", "sub", "sup", "span"}
ROLES = ("value", "gradient", "muted", "accent")
COLOUR = re.compile(r"(?<![-\w])color:\s*(#\w+)")


def markup(source: str, theme: Theme) -> str:
    """What the formula panel shows in the colours of a theme, without links and without the numbers that things wear."""
    reader = _Reader(theme)
    reader.feed(source)
    reader.close()
    written = "".join(reader.parts)
    return re.sub(r"<span(?: class=\"\w+\")?></span>", "", written)


class _Reader(HTMLParser):
    """Collects what is kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(convert_charrefs=True)
        self.roles = {getattr(theme, role): role for role in ROLES}
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = "span" if tag == "a" else tag
        if name not in TAGS:
            return
        style = next((value or "" for key, value in attrs if key == "style"), "")
        found = COLOUR.search(style)
        classes = [self.roles.get(found[1], "")] if found else []
        classes += ["over"] if "border-bottom" in style else []
        classes += ["small"] if "font-size:small" in style else []
        said = f' class="{" ".join(filter(None, classes))}"' if any(classes) else ""
        role = ' role="presentation"' if name == "table" else ""
        self.parts.append(f"<{name}{role}{said}>")

    def handle_endtag(self, tag: str) -> None:
        name = "span" if tag == "a" else tag
        if name in TAGS:
            self.parts.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape("".join(letter for letter in data if letter not in NUMBERS), quote=False))

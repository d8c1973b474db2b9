"""What many moments share is written once: texts, pieces of drawings, pairs of colours."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


def compact(value: Any) -> str:
    """As JSON without spaces that can stand in a script: whatever the names in it are, they do not end it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


class Pool:
    """Values by number; equal ones have the same number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.size = 0  # bytes of what is in it
        self._numbers: dict[str, int] = {}

    def add(self, value: Any) -> int:
        """The number of a value."""
        key = compact(value)
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(value)
            self.size += len(key.encode()) + 1
        return self._numbers[key]


class Palette:
    """Values of an attribute that differ between the light and the dark page; each pair becomes a variable of the style sheet."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    @property
    def size(self) -> int:
        """Bytes of the style sheet."""
        return sum(2 * (len(light) + len(dark) + 8) for light, dark in self._names)

    def pair(self, light: str, dark: str) -> str:
        """What stands for both."""
        if light == dark:
            return light
        return f"var(--{self._names.setdefault((light, dark), f'k{len(self._names)}')})"

    def rules(self, dark: bool) -> str:
        """The variables of one theme, for a style sheet."""
        return "".join(f"--{name}:{pair[dark]};" for pair, name in self._names.items())


@dataclass
class Stock:
    """What all recordings of one page share."""

    pool: Pool = field(default_factory=Pool)
    palette: Palette = field(default_factory=Palette)
    shades: set[int] = field(default_factory=set)

    @property
    def bytes(self) -> int:
        """How large it is so far."""
        return self.pool.size + self.palette.size

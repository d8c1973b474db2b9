"""What is costly to build and holds for one program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Memo:
    """Keeps at most one thing of each class. A new program begins with a new memo, so what is kept never grows stale."""

    def __init__(self) -> None:
        self._things: dict[type, object] = {}

    def find(self, kind: type[T]) -> T | None:
        """The thing of that class, if there is one."""
        found = self._things.get(kind)
        return found if isinstance(found, kind) else None

    def keep(self, thing: T) -> T:
        """Keep a thing in the place of another of its class."""
        self._things[type(thing)] = thing
        return thing

    def made(self, kind: type[T], make: Callable[[], T]) -> T:
        """The thing of that class; made when it is first asked for."""
        found = self.find(kind)
        return self.keep(make()) if found is None else found

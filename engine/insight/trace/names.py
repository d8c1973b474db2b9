"""Names of layers as short as they may be: without what all of them begin with, and with long inner words abbreviated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from os.path import commonprefix

LABEL = 16  # letters that stand at an axis or in a card
MANY = 3  # so many-th part of the names is long where all are abbreviated


def shortened(names: Sequence[str], most: int = LABEL) -> tuple[str, ...]:
    """Names that still differ from each other, in the same order: `transformer.h.0.attn.c_attn` becomes `h.0.attn.c_attn`."""
    parts = [tuple(name.split(".")) for name in names]
    while (shorter := _without_first(parts)) is not None:
        parts = shorter
    long = [len(".".join(part)) > most for part in parts]
    if any(long):
        every = MANY * sum(long) > len(parts)  # where only a few are long, the others stay as they are
        brief = [cut if every or much else part for cut, part, much in zip(_abbreviated(parts), parts, long, strict=True)]
        parts = brief if len(set(brief)) == len(set(parts)) else parts
    return tuple(".".join(part) for part in parts)


def elided(name: str, most: int = LABEL) -> str:
    """A name without its middle, where it has more letters than that."""
    if len(name) <= most:
        return name
    tail = (most - 1) * 2 // 3  # the end tells layers of one block apart
    return f"{name[: most - 1 - tail]}…{name[-tail:]}"


def _without_first(parts: list[tuple[str, ...]]) -> list[tuple[str, ...]] | None:
    """The names without a first part that all names of several parts share; None if there is no such part."""
    firsts = {part[0] for part in parts if len(part) > 1}
    if len(firsts) != 1 or sum(len(part) > 1 for part in parts) < 2:
        return None
    left = [part[1:] if len(part) > 1 else part for part in parts]
    bare = any(part[0].isdecimal() for part in left)  # a number alone names nothing
    return None if bare or len(set(left)) < len(set(parts)) else left


def _abbreviated(parts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Inner words cut to their first letters, as many as tell them from the other words at the same depth; numbers stay."""
    depth = max(len(part) for part in parts)
    lengths = [_lengths({_word(part[place]) for part in parts if place < len(part) - 1}) for place in range(depth)]
    return [
        tuple(_cut(word, lengths[place]) if place < len(part) - 1 else word for place, word in enumerate(part)) for part in parts
    ]


def _word(part: str) -> str:
    return re.sub(r"\d+$", "", part)


def _lengths(words: set[str]) -> dict[str, int]:
    """How many letters tell each word from the others: one more than it shares with its neighbours in the alphabet."""
    ordered = sorted(words)
    shared = [0, *(len(commonprefix(pair)) for pair in pairwise(ordered)), 0]
    return {word: min(len(word), 1 + max(shared[place : place + 2])) for place, word in enumerate(ordered)}


def _cut(part: str, lengths: dict[str, int]) -> str:
    word = _word(part)
    return word[: lengths[word]] + part[len(word) :]

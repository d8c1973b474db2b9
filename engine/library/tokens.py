"""Sequences that are seen at once: a token at each position, and a target at each."""

from __future__ import annotations

import numpy as np

from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.problem import ExperimentError, Problem, text

ONE_HOT, NUMBER = "one_hot", "number"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _flat(numbers: Array, symbols: int) -> Array:
    """Class indices (samples, positions) as one-hot rows in PyTorch's order: symbol by symbol, then position."""
    return np.eye(symbols)[numbers].swapaxes(1, 2).reshape(len(numbers), -1)


def _table(numbers: Array, targets: Array, alphabet: tuple[str, ...], encoding: str, mask: Array | None = None) -> Table:
    inputs = numbers.astype(float) if encoding == NUMBER else _flat(numbers, len(alphabet))
    return Table(inputs, _flat(targets, len(alphabet)), target_names=alphabet, mask=mask, grid=(numbers.shape[1],))


def _drawn(name: str, seed: int, samples: int, length: int, symbols: int) -> Array:
    return (Stream(seed, name).uniform((samples, length)) * symbols).astype(int)


def reverse(seed: int, samples: int, length: int, symbols: int, encoding: str) -> Table:
    """The same tokens in the opposite order."""
    numbers = _drawn("reverse", seed, samples, length, symbols)
    return _table(numbers, numbers[:, ::-1], tuple(LETTERS[:symbols]), encoding)


def repeat(seed: int, samples: int, length: int, symbols: int, encoding: str) -> Table:
    """The same tokens."""
    numbers = _drawn("copy", seed, samples, length, symbols)
    return _table(numbers, numbers, tuple(LETTERS[:symbols]), encoding)


def ordered(seed: int, samples: int, length: int, symbols: int, encoding: str) -> Table:
    """The same tokens in alphabetical order."""
    numbers = _drawn("sort", seed, samples, length, symbols)
    return _table(numbers, np.sort(numbers, axis=1), tuple(LETTERS[:symbols]), encoding)


def induction(seed: int, samples: int, length: int, symbols: int, encoding: str) -> Table:
    """What followed this token when it was last seen; only positions whose token was seen before count (Olsson et al. 2022)."""
    numbers = _drawn("induction", seed, samples, length, symbols)
    targets, mask = np.zeros_like(numbers), np.zeros(numbers.shape)
    for row, (tokens, answers) in enumerate(zip(numbers, targets, strict=True)):
        after: dict[int, int] = {}
        for place, token in enumerate(tokens):
            if place:
                after[tokens[place - 1]] = token
            if token in after:
                answers[place], mask[row, place] = after[token], 1
    return _table(numbers, targets, tuple(LETTERS[:symbols]), encoding, mask)


def next_character(seed: int, window: int, encoding: str, **given: str) -> Table:
    """Every stretch of a text predicts the character after each of its own."""
    words = given["text"]
    if len(words) < window + 1:
        raise ExperimentError([_short(window)])
    alphabet = tuple(sorted(set(words)))
    numbers = np.array([alphabet.index(letter) for letter in words])
    starts = np.arange(len(words) - window)[:, None] + np.arange(window)
    return _table(numbers[starts], numbers[starts + 1], alphabet, encoding)


def _short(window: int) -> Problem:
    return Problem(
        "data.text",
        text("the text must be longer than the window ({window} characters)."),
        text("Use a longer text, or a smaller window."),
        {"window": window},
    )

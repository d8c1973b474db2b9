"""A question of each kind as an author finds it: complete in its form, with the words still to be written."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
KINDS = ("number", "sign", "choose", "order", "pick", "factors", "fill", "words")
TOLERANCE = {"digits": 3}
TESTS = {"number": ("near", "sign", "else"), "fill": ("near", "else"), "sign": ("sign", "else"), "choose": ("option", "else"),
         "order": ("order", "else"), "pick": ("picked", "else"), "factors": ("order", "else"), "words": ()}  # fmt: skip


def fresh(kind: str, at: Json | None = None) -> Json:
    """A new question of that kind, asked at that moment."""
    empty = {"en": ""}
    parts: dict[str, Json] = {
        "number": {"answer": "loss", "tolerance": dict(TOLERANCE)},
        "sign": {"answer": "loss"},
        "choose": {"options": [{"id": "a", "text": empty, "right": True}, {"id": "b", "text": empty, "right": False}]},
        "order": {"cards": [{"id": "a", "text": empty}, {"id": "b", "text": empty}], "right": [["a", "b"]]},
        "pick": {"right": [{"phase": "backward"}], "among": "phase"},
        "factors": {"tiles": [{"id": "a", "symbol": "a", "value": "loss"}, {"id": "b", "symbol": "b", "value": "1"}],
                    "right": ["a", "b"], "answer": "loss"},
        "fill": {"blanks": [{"label": empty, "answer": "loss", "tolerance": dict(TOLERANCE)} for _ in range(2)]},
        "words": {"model": empty},
    }  # fmt: skip
    moment = {"at": at} if at and kind not in ("order", "words") else {}
    return {"kind": kind, **parts[kind], **moment}


def free_id(used: set[str]) -> str:
    """A short name that is not used."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names: list[str] = [*letters, *(f"{first}{second}" for first in letters for second in letters)]
    return [name for name in names if name not in used][0]


def fitting(rules: list[Json], kind: str) -> list[Json]:
    """The wrong answers that a question of that kind can have, when it was one of another kind before."""
    return [rule for rule in rules if next(iter(rule["if"]), "") in TESTS[kind]]


def place_of(entry: Json) -> tuple[str, str]:
    """Kind and name of a place as a file writes it."""
    return next((kind, str(name)) for kind, name in entry.items() if kind != "mark")


def texts_of(question: Json) -> list[tuple[str, Json]]:
    """The texts that a question cannot do without, each with its path."""
    found = [(f"options[{number}].text", each["text"]) for number, each in enumerate(question.get("options", ()))]
    found += [(f"cards[{number}].text", each["text"]) for number, each in enumerate(question.get("cards", ()))]
    found += [(f"blanks[{number}].label", each["label"]) for number, each in enumerate(question.get("blanks", ()))]
    return [*found, *([("model", question["model"])] if "model" in question else [])]

"""What the tags of event files mean, as PyTorch, Lightning, Keras and people name them: gradients, losses, the learning rate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

GRADIENT = re.compile(
    r"(?:^|[/_. -])(?:(?:l2[_-]?)?grad(?:ient)?s?(?:[_-]\d+(?:\.\d+)?)?(?:[_-]?(?:l2[_-]?)?norms?)?)(?=[/_. -]|$)", re.IGNORECASE
)
LOSS = re.compile(r"(?:^|[/_. -])loss(?:es)?(?:[/_. -]|$)", re.IGNORECASE)
HELD_OUT = re.compile(r"(?:^|[/_.-])(?:val|valid(?:ation)?|dev|eval(?:uation)?|test)(?:[/_.-]|$)", re.IGNORECASE)
RATE = re.compile(r"(?:^|[/_.-])(?:lr|learning[_-]?rate)(?:[/_.-]|$)", re.IGNORECASE)
MEAN, SPREAD = re.compile(r"[/_.](?:mean|avg)$", re.IGNORECASE), re.compile(r"[/_.](?:std|stddev|sd)$", re.IGNORECASE)
OTHER = re.compile(
    r"[/_.](?:mean|avg|std|stddev|sd|var|variance|min|max|median|hist|histogram|sparsity|zeros?)(?=[/_.]|$)", re.IGNORECASE
)
NORM = re.compile(r"[/_.](?:l2|norm|l2[_-]norm|2[_-]norm|rms|value)$", re.IGNORECASE)
PARAMETER = re.compile(
    r"(.*?)[./](weight|bias|kernel|recurrent_kernel|gamma|beta|embeddings?|scale|"
    r"(?:weight|bias)_(?:ih|hh)(?:_l\d+(?:_reverse)?)?|(?:weight|bias)_[gvh]\w*|in_proj_(?:weight|bias))(?::0|_0)?"
)
# What stands where the name of a layer would: the gradient of all of them.
TOTALS = frozenset({"", "total", "all", "global", "overall", "sum", "model", "clipped", "unclipped", "before_clip", "after_clip"})
FRAME = frozenset({"train", "training", "trainer", "debug", "stats", "metrics", "monitor"})  # begin tags and mean nothing here


@dataclass(frozen=True)
class Place:
    """Whose gradient a tag is about: a layer and its parameter, if it names one; neither for all layers together."""

    layer: str
    parameter: str = ""


def place_of(tag: str) -> Place | None:
    """What a tag of a gradient is about; None if it is about something else, such as another statistic of a gradient."""
    if GRADIENT.search(tag) is None:
        return None
    left = NORM.sub("", GRADIENT.sub("/", tag))
    if OTHER.search(left):
        return None
    return _place(left)


def _place(left: str) -> Place:
    parts = [part for part in left.split("/") if part.strip("_. -")]
    while parts and parts[0].lower() in FRAME:
        parts = parts[1:]
    name = "/".join(parts).strip("/_. -")
    if name.lower() in TOTALS:
        return Place("")
    found = PARAMETER.fullmatch(name)
    return Place(found[1], found[2]) if found and found[1] else Place(name)


def by_pattern(pattern: str) -> Callable[[str], Place | None]:
    """What tags are about by a pattern of one's own, in which * stands for the layer or parameter, and ? for any letters."""
    parts = [".*?" if part == "?" else "(.+?)" if part == "*" else re.escape(part) for part in re.split(r"([*?])", pattern)]
    whole = re.compile("".join(parts))

    def place(tag: str) -> Place | None:
        found = whole.fullmatch(tag)
        if found is None:
            return None
        return _place(next((name for name in found.groups() if name), ""))

    return place


def base_of(tag: str, ending: re.Pattern[str]) -> str:
    """The tag without such an ending; nothing if it has none."""
    return ending.sub("", tag) if ending.search(tag) else ""


def main(tags: Iterable[str], lengths: Mapping[str, int]) -> str:
    """Of several tags for one thing the one that was written most often, then the shortest; nothing of none."""
    return min(tags, key=lambda tag: (-lengths[tag], len(tag), tag), default="")


def losses(tags: Iterable[str], lengths: Mapping[str, int]) -> dict[str, str]:
    """The tags of `loss`, `held_out` and `rate`, as far as there are any."""
    tags = [tag for tag in tags if GRADIENT.search(tag) is None]
    lost = [tag for tag in tags if LOSS.search(tag)] or [tag for tag in tags if "loss" in tag.lower()]
    found = {
        "loss": main([tag for tag in lost if not HELD_OUT.search(tag)], lengths),
        "held_out": main([tag for tag in lost if HELD_OUT.search(tag) and not tag.endswith("_vs_iterations")], lengths),
        "rate": main([tag for tag in tags if RATE.search(tag)], lengths),
    }
    return {column: tag for column, tag in found.items() if tag}

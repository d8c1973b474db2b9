"""The grammar of numbers: no text can say "1 samples"."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

TEXTS = Path("resources/translations/backprop_hi.ts")
COUNTED = """
    sample step epoch layer unit value weight bias parameter number line row column character word item operation phase pass array
    file figure network seed remedy class block letter neuron wire window second minute byte term panel finding difference branch
    edit node instruction matrix place
"""
IRREGULAR = {"bias": "biases", "pass": "passes", "remedy": "remedies", "class": "classes",
             "branch": "branches", "matrix": "matrices"}  # fmt: skip
PLURALS = {IRREGULAR.get(word, f"{word}s"): word for word in COUNTED.split()}
BETWEEN = "new|distinct|other|more|hidden|whole|floating-point|forward|time|training"
COUNT = re.compile(rf"\{{\w+[^}}]*\}}((?: (?:{BETWEEN}))? )({'|'.join(PLURALS)})\b")
# What is counted here is never one: what was asked for was too much, or fewer make no sense.
ALWAYS_MANY = {
    "a training step has {count} lines, too many to read.",
    "is longer than {most} characters.",
    "the array {name!r} has more than {most} numbers.",
    "the column has {count} distinct words, more than {most}.",
    "the data contain {count} numbers, more than a readable script can hold.",
    "the file has more than {most} rows.",
    "the file has {count} columns, more than {most}.",
    "the model has more than {most} parameters, too many to show.",
    "the output is the loss, so it must be one number; it has {units} units.",
    "there are more than {most} arrays.",
    "Up to {most} samples can be painted; there are {count}.",
    "In the first {count} epochs",
    "Train a copy for {count} epochs from the start, and report what goes wrong",
    "Reached so far: training step {furthest}; each has {length} operations.",
    "The gradient grows through time: ×{factor} per step back, ×{ratio} over {length} steps.",
    "The gradient vanishes through time: ×{factor} per step back, below a thousandth after {horizon} of {length} steps.",
    "Truncation lets gradients reach back only {window} of {length} time steps: anything further back cannot be learned.",
    "Units of {layer} have the same weights: of {units} units, only {distinct} differ. "
    "Equal units get the same gradient, so they stay equal.",
    "{count} items selected.",
    "{count} layers",
    "{count} values: see the heatmap.",
    "{length} time steps cannot be divided evenly into windows of {k1}.",
    "{rate} steps/s",
}


def texts():
    return {message.findtext("source") for message in ET.parse(TEXTS).getroot().iter("message")}


def without_singular(found):
    """The texts that count something in the plural and have no twin that says it of one."""

    def twin(words):
        return COUNT.sub(lambda match: match[0].removesuffix(match[2]) + PLURALS[match[2]], words)

    return {words for words in found if COUNT.search(words) and twin(words) not in found}


def test_a_plural_alone_is_noticed():
    assert without_singular({"{count} new samples.", "{n} layers/s", "{n} layer/s", "samples: {count}"}) == {"{count} new samples."}


def test_what_is_counted_can_be_said_of_one():
    assert without_singular(texts()) - ALWAYS_MANY == set()


def test_no_text_stands_among_the_exceptions_in_vain():
    assert ALWAYS_MANY - without_singular(texts()) == set()

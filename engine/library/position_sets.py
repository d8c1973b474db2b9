"""Rows of the data menu whose samples have positions, and the flowers that came with the digits."""

from __future__ import annotations

from engine.library import images, tokens
from engine.library.dataset import BINARY, CLASSES, SAMPLES, Dataset, noise, sequences
from engine.model.problem import text
from engine.model.setting import Setting

ENCODING = Setting(
    "encoding", text("Encoding"), tokens.ONE_HOT, text("Inputs as vectors with a single 1, or as class indices for an embedding."),
    choices=(tokens.ONE_HOT, tokens.NUMBER),
)  # fmt: skip
TOKENS = (
    sequences(64),
    Setting("length", text("Length"), 8, text("Tokens per sequence."), 2, 64, usual=(2, 16)),
    Setting("symbols", text("Symbols"), 8, text("Number of different tokens."), 2, 26, usual=(2, 10)),
    ENCODING,
)

POSITION_SETS = (
    Dataset(
        "digits", text("Digits"), text("Handwritten digits, images of 8 × 8 pixels."), images.digits, CLASSES,
        (
            Setting("samples", text("Samples"), 1500, text("Number of images to train on; the others are held out."), 10, 1796,
                    usual=(100, 1500)),
            Setting("classes", text("Classes"), 10, text("Number of classes: the digits from 0 up to one less than this."), 2, 10),
        ),
    ),
    Dataset(
        "bars", text("Bars"), text("A bright row or column in a noisy image: which of the two?"), images.bars, BINARY,
        (SAMPLES, Setting("size", text("Size"), 6, text("Pixels on each side."), 3, 32, usual=(3, 12)), noise(0.2)), endless=True,
    ),
    Dataset(
        "iris", text("Iris"), text("Four measurements of a flower identify its species."), images.iris, CLASSES,
        (Setting("samples", text("Samples"), 120, text("Number of flowers to train on; the others are held out."), 10, 149),),
    ),
    Dataset("reverse", text("Reverse"), text("The tokens in reverse order."), tokens.reverse, CLASSES, TOKENS, endless=True),
    Dataset("copy", text("Copy"), text("The same tokens again."), tokens.repeat, CLASSES, TOKENS, endless=True),
    Dataset("sort", text("Sort"), text("The tokens in alphabetical order."), tokens.ordered, CLASSES, TOKENS, endless=True),
    Dataset(
        "induction", text("Induction"), text("What followed this token when it was last seen?"), tokens.induction, CLASSES, TOKENS,
        endless=True,
    ),
    Dataset(
        "text", text("Text"), text("Each character of a text is predicted from all the characters before it in a window."),
        tokens.next_character, CLASSES,
        (
            Setting("text", text("Text"), "the cat sat on the mat. the dog sat on the log.", text("The text to learn.")),
            Setting("window", text("Window"), 16, text("Number of characters that the network sees at once."), 2, 64),
            ENCODING,
        ),
    ),
)  # fmt: skip

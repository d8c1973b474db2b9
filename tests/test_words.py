"""The words of window, lessons and documents: numbers have their grammar, and phrases that no native writes do not come back."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from engine.interchange.documents.examples import load
from engine.program.lower import lower

MOST_WORDS, MOST_MINUTES, WORDS_A_MINUTE = 22, 15, 180  # in a sentence, in a lesson, read by a learner
TEXTS = Path("resources/translations/backprop_hi.ts")
DEVANAGARI = re.compile("[\u0900-\u097f]")
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
    "the text must be longer than the window ({window} characters).",
    "{name}: a long run; 1 in {count} training steps was kept",
    "a training step has {count} lines, too many to read.",
    "is too long; the limit is {most} characters.",
    "the column has {count} distinct words; the limit is {most}.",
    "the data contain {count} numbers, more than a readable script can hold.",
    "the file has {count} columns; the limit is {most}.",
    "the output is the loss, so it must be one number; it has {units} units.",
    "a training step would have about {count} instructions; the limit is {most}.",
    "Computed with the compiled kernels, using {level} instructions.",
    "Up to {most} samples can be painted; there are {count}.",
    "Each was trained from the start for {steps} steps with {seeds} seeds;",
    "In the first {count} epochs",
    "Loss for each seed over {steps} training steps, as a fraction of a constant prediction's loss "
    "(dotted); grey: unchanged network",
    "Train a copy for {count} epochs from the start, and report what goes wrong",
    "Reached so far: training step {furthest}; each step has {length} operations.",
    "The gradient grows through time: ×{factor} per time step back, ×{ratio} over {length} time steps.",
    "The gradient vanishes through time: ×{factor} per time step back, below {limit} after {horizon} of {length} time steps.",
    "Truncation lets gradients reach back only {window} of {length} time steps: anything further back cannot be learned.",
    "{count} items selected.",
    "{count} layers",
    "{count} values: see the heatmap.",
    "{length} time steps cannot be divided evenly into windows of {k1}.",
    "{rate} steps/s",
    "gives {count} numbers, not one.",
    "holds {count} numbers; the limit in a lesson is {most}.",
    "the branch to {goal} does not rejoin the main path within {most} steps.",
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


# A word is one word in all of the Hindi. The table has the settled word, and the forms that it had before, which are wrong now.
SETTLED = json.loads(TEXTS.with_name("settled.json").read_text(encoding="utf-8"))
EVERYWHERE, LESSONS = SETTLED["everywhere"], {**SETTLED["everywhere"], **SETTLED["lessons"]}
NOT_PROSE = re.compile(r"\{\{.*?\}\}|`[^`]*`|\*\*[^*]*\*\*")  # values, code, and what is written on a button
LATIN_TITLES = {"Plots:frozen"}  # PyTorch's own word, a name in a key


def hindi():
    for context in ET.parse(TEXTS).getroot().iter("context"):
        for message in context.iter("message"):
            yield f"{context.findtext('name')}:{message.findtext('source')}", message.findtext("translation") or ""


def lesson_texts(language):
    """Every text of every lesson in that language, with its lesson."""

    def walk(part):
        if isinstance(part, dict) and isinstance(part.get("en"), str):
            yield part.get(language, part["en"])
        elif isinstance(part, (dict, list)):
            for each in part.values() if isinstance(part, dict) else part:
                yield from walk(each)

    for path in sorted(Path("resources/lessons").glob("*.json")):
        yield from ((path.stem, words) for words in walk(json.loads(path.read_text(encoding="utf-8"))))


def mixed(found, table=EVERYWHERE):
    return [(word, place, words) for place, words in found for word, other in table.items()
            if place not in LATIN_TITLES and re.search(other, words)]  # fmt: skip


def test_another_form_is_noticed():
    for words in (
        "ऐसी cell जो देखती है",
        "layer आगे देता है; layer देता है",
        "इस step का learning rate",
        "Panels",
        "सीमित संख्या",
        "यह ढेर है",
    ):
        assert mixed([("", words)])


def test_a_settled_word_of_the_hindi_has_no_other_form():
    assert mixed(hindi()) == []


def test_a_lesson_has_one_form_of_a_settled_word():
    prose = [(name, NOT_PROSE.sub("0", words)) for name, words in lesson_texts("hi")]
    assert mixed(prose, LESSONS) == []
    assert mixed([("", "दो weights"), ("", "gradient मिटता है"), ("", "नया error")], LESSONS)


def test_sentences_of_lessons_are_short_and_a_lesson_is_read_in_a_quarter_of_an_hour():
    long, count = [], Counter()
    for language in ("en", "hi"):
        for name, words in lesson_texts(language):
            bare = re.sub(r"\{\{.*?\}\}", "0", words)
            count[name, language] += len(bare.split())
            if language == "en":
                long += [each for each in re.split(r"(?<=[.?:!])\s+|\n", bare) if len(each.split()) > MOST_WORDS]
    assert long == []
    assert len(count) == 2 * len(list(Path("resources/lessons").glob("*.json")))
    assert {key: words for key, words in count.items() if words > MOST_MINUTES * WORDS_A_MINUTE} == {}


def test_titles_and_buttons_of_the_window_are_in_hindi():
    """What stands in bars, tabs and menus; names of mathematics and of PyTorch stay as they are in code."""
    kept = {"Commands…", "Sweep…", "Commands", "Watch"}
    bars = ("Actions", "Menus", "SteppingBar", "TimelinePanel", "Workbench", "CommandPalette")
    english = [
        place for place, words in hindi() if place.partition(":")[0] in bars and words not in kept and not DEVANAGARI.search(words)
    ]
    assert english == []


FUNCTIONS = {"max", "min", "exp", "tanh", "softmax", "sign", "clip", "huber", "cos"}


def test_formulas_in_words_are_in_hindi():
    """Lines of the program that say in words what they do, of examples that have most kinds of layers."""
    names = ("hello", "latch-lstm", "digits-cnn", "reverse-attention", "embedding", "batch-norm", "transformer-block")
    formulas = {instr.rule.formula for name in names for instr in lower(load(name)).code}
    worded = {formula for formula in formulas if set(re.findall("[A-Za-z]{3,}", re.sub(r"{\w+}", "", formula))) - FUNCTIONS}
    assert len(worded) > 10
    known = {place.removeprefix("Engine:"): words for place, words in hindi() if place.startswith("Engine:")}
    assert [formula for formula in sorted(worded) if not DEVANAGARI.search(known.get(formula, ""))] == []


# Phrases that a native reader stumbles over, and what is written instead. Each was once in a text.
STUMBLES = {
    r"\bgradient from above\b": "upstream gradient",
    r"\b(?:double|right) click": "double-click, right-click",
    r"\d %": "97%",
    r"\bhow much is\b": "what is, compute",
    r"\bin step \S+,? the\b": "at step 12 the loss is",
    r"\bput aside as\b": "moved to",
    r"\bopposite order\b": "reverse order",
    r"\b(?:is|are|was|were) told (?!apart)|\bstays? told\b": "is reported",
    r"\b(?:is|are) said (?!about)": "is reported, is shown",
    r"\bstands? (?:still|next to|beside|before|behind|first|above|below|here|there|in)\b": "is, comes, has stalled",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\bdoes not know the\b|\bknows? nothing of\b": "does not depend on",
    r"\blines? with gaps\b": "rows with gaps",
    r"\bstep width\b": "step size",
    r"\btaken (?:at|of) the\b": "evaluated at the",
    r"\b(?:that|what) is no\b(?! \w+er\b)": "that is not a",
    r"(?<!is )\bpossible to\b|\ballows? to\b": "lets you",
    r"\bso many\b": "this many, as many",
    r"\bwithout need\b": "needlessly",
    r"\b(?:summariz|(?<!un)recogniz|cancel(?:ed|ing)\b)": "British spelling",
}
NOT_ENGLISH = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def stumbles(found):
    """The phrases among these texts that a native would put another way, each with what is written instead."""
    prose = {words: NOT_ENGLISH.sub("", words) for words in found}
    return [(match[0], better, words[max(0, match.start() - 40) : match.end() + 40]) for words in prose.values()
            for other, better in STUMBLES.items() for match in re.finditer(other, words, re.IGNORECASE)]  # fmt: skip


def test_a_phrase_that_no_native_writes_is_noticed():
    for words in (
        "The gradient from above arrives.",
        "About 8 %.",
        "In step 12 the loss is 3.",
        "Each problem is told with its place.",
        "Compute it. How much is that?",
    ):
        assert stumbles([words])
    assert not stumbles(["Two units are told apart.", "Rows with gaps", "`12 %`", "the loss at step 12"])


def test_no_text_has_a_phrase_that_no_native_writes():
    assert stumbles(texts() | {words for _, words in lesson_texts("en")}) == []


def test_no_document_has_a_phrase_that_no_native_writes():
    pages = [*map(Path, ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")), *Path("docs").glob("*.md")]
    assert stumbles({page.read_text(encoding="utf-8") for page in pages}) == []

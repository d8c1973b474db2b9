"""A lesson as a page: it judges as the program does, by answers that were recorded, and gives nothing away before."""

import json
import re
from html import unescape

import pytest
from tiers import sample

from engine.lessons import recorded
from engine.lessons.bench import Bench
from engine.lessons.judge import UNREADABLE, judge, number_of
from engine.lessons.lesson import Choose, Factors, Fill, Number, Order, Pick, Place, Sign
from engine.lessons.numbers import typed
from engine.lessons.reading import load
from gui.export.share.lesson import lesson_page
from gui.export.share.page import LARGEST
from gui.panels.lesson.prose import markup

TYPED = ("−0,032", "3/4", "1e-12", "10^-12", "4.4 × 10^-4", "10⁻¹²", "5 %", "०.५", ".5", "-.5e3", "1/0", "abc", "", "1.2,3",
         "1,2,3", "--1", "10**-3", "2·10^3", "1 000", "7/2/2", "9" * 61)  # fmt: skip
SHARED = ("one-neuron", "circuit", "by-hand")


def recording(page):
    """What the script of a page is given."""
    return json.loads(re.search(r'id="recording">(.*?)</script>', page, re.DOTALL)[1])


@pytest.fixture(scope="module")
def pages(qapp, tmp_path_factory):
    """Built-in lessons as files, each written when it is first asked for."""
    folder = tmp_path_factory.mktemp("lessons")

    def page(name):
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(lesson_page(load(name), "en"), encoding="utf-8")
        return path

    return page


def test_prose_is_escaped():
    assert markup("**a** `b` <i> ①\nc", 'class="accent"') == '<b>a</b> <code>b</code> &lt;i&gt; <span class="accent">①</span><br>c'


@pytest.mark.parametrize("name", sample(list(SHARED), len(SHARED), often=2))
def test_a_page_has_every_step_and_fits(pages, name):
    page = pages(name).read_text(encoding="utf-8")
    data, lesson = recording(page), load(name)
    assert [step["id"] for step in data["lesson"]["steps"]] == [step.id for step in lesson.steps]
    assert all(step["text"]["hi"] and step["before"] is not None for step in data["lesson"]["steps"])
    assert len(page.encode()) < LARGEST / 4


def test_before_the_answer_a_veiled_value_can_be_read_nowhere(pages):
    data, lesson = recording(pages("one-neuron").read_text(encoding="utf-8")), load("one-neuron")
    place, step = next(
        (place, step) for place, step in enumerate(lesson.steps) if step.stage.veil and isinstance(step.question, Number)
    )
    program = Bench(lesson).asking(step).program
    pc = program.writer[program.names[step.stage.veil[0]]]
    before, after = (data["parts"][data["lesson"]["steps"][place][name]]["moments"] for name in ("before", "after"))
    assert {data["pool"][moment["values"][pc]] for moment in before if isinstance(moment.get("values"), list)} == {""}
    last = {}
    for moment in after:
        values = moment.get("values", {})
        last |= dict(enumerate(values)) if isinstance(values, list) else {int(key): value for key, value in values.items()}
    assert data["pool"][last[pc]]


def readable(data, part):
    """All that a page shows at the moments of a part: texts, and what is written in its drawings and matrices."""
    pool, found = data["pool"], []
    for moment in data["parts"][part]["moments"]:
        for shown in (value for key, value in moment.items() if key not in ("now", "focus")):
            numbers = [shown] if isinstance(shown, int) else shown if isinstance(shown, list) else shown.values()
            found += [pool[number] for number in numbers]
    texts = [each if isinstance(each, str) else f"{each[0]} {each[3] or ''}" for each in found]
    return unescape(re.sub(r"<[^>]*>", " ", "\n".join(texts)))


def says(words, value):
    """Whether a number stands there, rounded to three digits or more."""
    written = "|".join(re.escape(f"{abs(value):.{digits}g}") for digits in (3, 4, 5, 6))
    return re.search(rf"(?<![\d.])({written})", words) is not None


@pytest.mark.parametrize("asked", ["z", "w5", "w1"])
def test_what_a_later_step_asks_for_is_not_on_the_page_until_it_is_answered(pages, asked):
    data, lesson = recording(pages("by-hand").read_text(encoding="utf-8")), load("by-hand")
    step, steps = lesson.step(asked), data["lesson"]["steps"]
    value = number_of(step.question.answer, Bench(lesson).asking(step))
    place = next(place for place, each in enumerate(steps) if each["id"] == asked)
    parts = [part for earlier in steps[:place] for part in (earlier["before"], earlier["after"]) if part is not None]
    assert not [part for part in (*parts, steps[place]["before"]) if says(readable(data, part), value)]
    assert says(readable(data, steps[place]["after"]), value), "else the test would see nothing"


def test_no_phase_is_named_while_phases_are_put_in_order(pages):
    data = recording(pages("one-neuron").read_text(encoding="utf-8"))
    first = data["lesson"]["steps"][0]
    assert first["question"]["kind"] == "order"
    assert "Forward" not in readable(data, first["before"])


@pytest.mark.long
def test_before_the_answer_no_mistake_is_named(pages):
    data = recording(pages("gradient-check").read_text(encoding="utf-8"))
    asking = [step["before"] for step in data["lesson"]["steps"] if step["kind"] == "ask"]
    said = [data["pool"][moment["said.en"]] for part in asking for moment in data["parts"][part]["moments"] if "said.en" in moment]
    assert any("Layer y: how steep is its activation at this point?" in words for words in said)
    assert not [words for words in said if "deliberate mistake" in words]
    assert "deliberate mistake" not in json.dumps([run["lines"] for run in data["runs"].values()])


@pytest.mark.long
def test_lines_to_be_picked_are_called_as_in_the_listing(pages):
    data = recording(pages("bug-hunts").read_text(encoding="utf-8"))
    step = next(step for step in data["lesson"]["steps"] if step["id"] == "line")
    listed = [words.partition(" = ")[0] for words, _, pc in data["runs"]["slope"]["lines"]["en"] if pc >= 0]
    titles = [title for _, title in step["question"]["options"]]
    assert "f′[y]" in titles
    assert set(titles) <= set(listed)


def wrong_and_right(step, values):
    """Answers to a question, as the program and as the page take them: right ones, those of its rules, and one more."""
    asked = step.question
    match asked:
        case Number():
            near = [number_of(rule.given, values) for rule in step.feedback if rule.test == "near"]
            return [(str(value),) * 2 for value in (number_of(asked.answer, values), *near, 12345.678)] + [("abc", "abc")]
        case Sign():
            return [(sign, sign) for sign in "+-0"]
        case Choose():
            return [([option.id],) * 2 for option in asked.options]
        case Order():
            ids = [card.id for card in asked.cards]
            return [(list(order),) * 2 for order in (*asked.right, ids, ids[::-1])]
        case Factors():
            ids = [tile.id for tile in asked.tiles]
            return [(list(order),) * 2 for order in (asked.right, ids, ids[:1], ids[::-1])]
        case Fill():
            right = [str(number_of(blank.answer, values)) for blank in asked.blanks]
            return [(right, right), ((zero := ["0", *right[1:]]), zero), ((words := ["x", *right[1:]]), words)]
        case Pick():
            return [([Place(*name.split(" ", 1))], [name]) for name, _ in recorded.question(step, values, str)["options"]]
    return []


@pytest.mark.long
class TestInChromium:
    @pytest.mark.parametrize("name", sample(list(SHARED), None, often=len(SHARED)))
    def test_every_answer_has_the_verdict_and_the_sentence_of_the_program(self, browser, pages, name):
        lesson, path = load(name), pages(name)
        bench = Bench(lesson)
        browser.open(path)
        for place, step in enumerate(lesson.steps):
            values = bench.asking(step) if step.question else None
            for answer, theirs in wrong_and_right(step, values) if step.question else ():
                verdict = judge(step, answer, bench.asking(step))
                said = browser.run(
                    f"(v => [v.right, v.rule ? v.rule.is : null])(judge(lesson.steps[{place}].question, {json.dumps(theirs)}))"
                )
                expected = None if verdict.verdict == UNREADABLE else verdict.right
                assert said[0] == expected, (step.id, answer)
                if expected is False:
                    assert (said[1] or "") == (verdict.rule.misconception if verdict.rule else ""), (step.id, answer)
        assert browser.requests[-1] == path.as_uri()

    def test_numbers_are_read_as_the_program_reads_them(self, browser, pages):
        browser.open(pages("circuit"))
        for words in TYPED:
            assert browser.run(f"typed({json.dumps(words)})") == typed(words), words

    def test_the_program_is_not_in_sight_while_its_phases_are_put_in_order(self, browser, pages):
        browser.open(pages("one-neuron"))
        browser.run("open(0)")
        seen = "['program', 'phases'].map(name => getComputedStyle(document.getElementById(name)).display !== 'none')"
        assert browser.run(seen) == [False, False]
        browser.run("settle(null)")
        assert browser.run(seen) == [True, True]

    @pytest.mark.parametrize(("width", "touch", "language"), [(360, True, "hi"), (1366, False, "en")], ids=["phone", "desktop"])
    def test_a_lesson_is_played_to_its_end(self, browser, pages, width, touch, language):
        lesson, bench = load("one-neuron"), Bench(load("one-neuron"))
        browser.look(width, 740, touch=touch)
        browser.open(pages("one-neuron"))
        if language == "hi":
            browser.click("#language", touch)
        delta = next(place for place, step in enumerate(lesson.steps) if isinstance(step.question, Number))
        browser.run(f"open({delta})")
        step = lesson.steps[delta]
        wrong = number_of(next(rule.given for rule in step.feedback if rule.test == "near"), bench.asking(step))
        browser.run("document.querySelector('#lesson input').focus()")
        browser.type(str(wrong))
        browser.click("#lesson .first", touch)
        assert browser.run("document.querySelector('#lesson .next').disabled")
        assert browser.run("document.querySelector('#lesson .say')") is not None
        right = number_of(step.question.answer, bench.asking(step))
        browser.run("document.querySelector('#lesson input').focus()")
        browser.type(str(right))
        browser.click("#lesson .first", touch)
        assert not browser.run("document.querySelector('#lesson .next').disabled")
        assert str(right) in browser.text("#lesson [role=status]")
        why = browser.text("#lesson .why")
        browser.click("#language", touch)
        assert browser.text("#lesson .why") != why, "what was said is said in the other language"
        browser.click("#language", touch)
        for _ in range(len(lesson.steps)):
            browser.run("finished.add(step().id)")
            browser.run("drawCard()")
            browser.click("#lesson .next", touch)
            assert browser.run("document.documentElement.scrollWidth") <= width
        assert browser.run("over")
        assert browser.complaints == []

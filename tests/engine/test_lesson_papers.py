"""Worksheets and their keys, answers of a class, and what a learner has done."""

import json
import re
import subprocess
import sys

import pytest
from tiers import parts

from engine import ExperimentError
from engine.headless import commands
from engine.interchange.documents.attempts_file import Attempt, append, read, read_folder
from engine.lessons import lesson as model
from engine.lessons import progress, reading
from engine.lessons.bench import Bench
from engine.lessons.judge import judge
from engine.lessons.sheet import sheet
from engine.lessons.shelf import due_in
from engine.lessons.summary import summary
from engine.lessons.variation import asked_again, other_numbers, varied


def plain(page):
    """The visible words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]))


ASKING = [name for name in reading.LESSONS if name not in ("races", "draw")]


class TestSheets:
    @pytest.mark.parametrize(("name", "language"), list(zip(ASKING, ("en", "hi") * 7, strict=False)))
    def test_the_key_answers_every_question_of_the_sheet_and_the_sheet_none(self, name, language):
        lesson = reading.load(name)
        pages = [sheet(lesson, language, key=key) for key in (False, True)]
        count = sum(1 for _ in lesson.asked())
        assert all(f"<b>{count}.</b>" in page and f"<b>{count + 1}.</b>" not in page for page in pages)
        assert "{{" not in pages[0] + pages[1]
        assert "–" not in plain(pages[0])  # nothing is left uncomputed
        assert "http" not in re.sub(r"base64,[^']+", "", pages[0])
        wrong = {"en": "Wrong answers to expect", "hi": "संभावित ग़लत उत्तर"}[language]
        assert (wrong in pages[0], wrong in pages[1]) == (False, True)

    @pytest.mark.parametrize("part", parts(10))
    def test_thirty_seeds_give_thirty_sheets_each_with_its_own_key(self, part):
        """The first number of the key is the answer of the lesson on the numbers of the sheet."""
        lesson = reading.load("by-hand")
        step = lesson.step("w5")
        for seed in range(3 * part, 3 * part + 3):
            other = varied(lesson, seed)
            values = Bench(other).asking(step)
            key = plain(sheet(lesson, "en", seed, key=True))
            answer = re.search(r"4\. ∂E/∂w₅ = ([−\d.]+)", key)[1]
            assert judge(step, answer, values).right
            assert key != plain(sheet(lesson, "en", seed + 1, key=True))
            asked = re.search(r"4\. Multiply them: ([−\d. ·]+)\. What", plain(sheet(lesson, "en", seed)))
            factors = [float(part.replace("−", "-")) for part in asked[1].split("·")]
            assert judge(step, repr(factors[0] * factors[1] * factors[2]), values).right

    def test_what_is_computed_on_paper_has_its_formulas_and_samples(self):
        hand = plain(sheet(reading.load("by-hand"), "en"))
        assert "z[h] = W[i→h] · i + b[h] a[h] = σ(z[h]) z[o] =" in hand
        assert "a[o] = σ(z[o]) L = ½ · 1 · Σ (a[o] − y*)²" in hand
        assert "# i[0] i[1] y*[0] y*[1] 1 0.05 0.1 0.01 0.99" in hand
        assert hand.count("a[o] = σ(z[o])") == 1, "told once, as long as the network is the same"
        xor = plain(sheet(reading.load("xor"), "hi"))
        assert "# x[0] x[1] y* 1 0 0 0 2 0 1 1 3 1 0 1 4 1 1 0" in xor
        circuit = plain(sheet(reading.load("circuit"), "en"))
        assert "# one 1 1" in circuit, "no target has a part in this loss"
        assert "# x" not in plain(sheet(reading.load("depth"), "en")), "too much for paper"

    def test_other_numbers_are_as_short_and_of_the_same_sign(self):
        main = reading.load("circuit").experiments["main"]
        assert other_numbers(main, 0) is main
        for seed in range(1, 20):
            found = {name: value[0][0] for name, value in other_numbers(main, seed).parameters.items()}
            assert found["one->x.weight"] < 0 < found["one->y.weight"]
            assert all(value == int(value) != 0 for value in found.values())
        line = reading.load("training-loop").experiments["main"]
        assert len({str(other_numbers(line, seed).parameters) for seed in range(30)}) > 25

    def test_a_question_comes_again_on_the_numbers_that_its_author_gave_or_on_others(self):
        lesson = reading.load("circuit")
        assert asked_again(lesson, lesson.later[0], 1).parameters["one->x.weight"] == [[3.0]]
        bare = model.Later("f")
        assert asked_again(lesson, bare, 1).parameters != asked_again(lesson, bare, 2).parameters

    def test_the_command_writes_html_without_qt_and_pdf_with_it(self, tmp_path, capsys):
        page, paper = tmp_path / "sheet.html", tmp_path / "key.pdf"
        code = ("import sys; from main import main; status = main(sys.argv[1:]); "
                "sys.exit(9 if any(name.startswith('PySide6') for name in sys.modules) else status)")  # fmt: skip
        ran = subprocess.run(
            [sys.executable, "-c", code, "lesson", "sheet", "circuit", "--lang", "hi", "--out", str(page)], check=False
        )
        assert ran.returncode == 0
        assert "नाम" in page.read_text(encoding="utf-8")
        command = [sys.executable, "main.py", "lesson", "sheet", "circuit", "--seed", "3", "--key", "--out", str(paper)]
        here = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
        ran = subprocess.run(command, check=False, capture_output=True, env=here)
        assert ran.returncode == 0, ran.stderr
        assert paper.read_bytes().startswith(b"%PDF")
        assert len(paper.read_bytes()) > 5000
        assert commands.run(["lesson", "sheet", "circuit", "--out", str(tmp_path / "sheet.docx")], None) == 2
        assert commands.run(["lesson", "sheet", "races", "--out", str(page)], None) == 2
        told = capsys.readouterr().err
        assert "can only be written as .html or .pdf" in told
        assert "this lesson asks no questions" in told


def attempt(step="delta", number=1, verdict="right", answer="1", misconception=""):
    return Attempt("one-neuron", "abc", step, number, "number", answer, "−0.032", verdict, misconception, 0, 2.5, "0.1.0")


CLASS = [
    [attempt()],
    [attempt(verdict="wrong", answer="−0.2", misconception="M2"), attempt(number=2)],
    [attempt(verdict="wrong", answer="−0.2", misconception="M2"), attempt(number=2, verdict="wrong", answer="7, or so"),
     attempt(number=3, verdict="shown"), attempt("still", verdict="not understood", answer="nothing")],
]  # fmt: skip


class TestReport:
    def test_a_class_is_summarized_by_question(self, tmp_path, capsys):
        for number, learner in enumerate(CLASS):
            for each in learner:
                append(tmp_path / f"{number}.csv", [each])
        assert read_folder(tmp_path) == CLASS
        found = summary(CLASS)
        assert [(each.step, each.learners, each.at_once, each.solved, each.shown) for each in found] == [
            ("delta", 3, 1, 2, 1),
            ("still", 0, 0, 0, 0),
        ]
        assert (found[0].wrong, found[0].times, found[0].misconception) == ("−0.2", 2, "M2")
        assert commands.run(["lesson", "report", str(tmp_path)], None) == 0
        assert "most common wrong answer: −0.2 (2 learners) – the gradient is the error" in capsys.readouterr().out
        assert commands.run(["lesson", "report", str(tmp_path), "--json"], None) == 0
        assert json.loads(capsys.readouterr().out)[0]["at_once"] == 1

    def test_answers_keep_their_commas_quotes_and_lines(self, tmp_path):
        path = tmp_path / "answers.csv"
        odd = attempt(answer='“a”, "b"\nc')
        append(path, [odd])
        append(path, [odd])
        assert read(path) == [odd, odd]

    @pytest.mark.parametrize(("content", "words"), [
        ("a,b\n", "not a record of answers"), ("", "not a record of answers"),
        (",".join(Attempt.__dataclass_fields__) + "\nonly,three,parts\n", "csv:2: the line cannot be read"),
        (",".join(Attempt.__dataclass_fields__) + "\na,b,c,one,d,e,f,g,h,0,1,v\n", "csv:2: the line cannot be read"),
    ])  # fmt: skip
    def test_what_is_no_record_is_refused_with_its_line(self, tmp_path, content, words):
        (tmp_path / "x.csv").write_text(content, encoding="utf-8")
        with pytest.raises(ExperimentError, match=re.escape(words)):
            read_folder(tmp_path)

    def test_an_empty_folder_says_so(self, tmp_path, capsys):
        assert commands.run(["lesson", "report", str(tmp_path)], None) == 2
        assert "no .csv file in this folder" in capsys.readouterr().err


class TestProgress:
    def test_steps_are_done_until_they_are_rewritten(self):
        lesson = reading.load("circuit")
        done = progress.Progress()
        assert done.state(lesson) == progress.NEW
        for step in lesson.steps[:2]:
            done = done.with_step(lesson, step, 0)
        assert (done.state(lesson), done.steps_done(lesson)) == (progress.HALF, {"forward", "f"})
        document = json.loads(reading.FOLDER.joinpath("lessons", "circuit.json").read_text(encoding="utf-8"))
        document["steps"][0]["text"]["en"] += " Again."
        corrected = reading.parse(json.dumps(document))
        assert done.steps_done(corrected) == {"f"}
        for step in corrected.steps:
            done = done.with_step(corrected, step, 0)
        assert done.state(corrected) == progress.DONE

    def test_a_question_comes_after_one_seven_and_thirty_days_and_rests_when_known_twice_in_a_row(self):
        lesson = reading.load("circuit")
        days = lesson.later[0].after_days
        done = progress.Progress().with_step(lesson, lesson.step("f"), 100).with_step(lesson, lesson.step("f"), 100)
        assert (done.due(100), [card.step for card in done.due(101)]) == ((), ["f"])
        done = done.recalled(done.due(101)[0], True, 101, days)
        assert (done.due(107), [card.step for card in done.due(108)]) == ((), ["f"])
        done = done.recalled(done.due(108)[0], False, 108, days)
        assert [card.step for card in done.due(109)] == ["f"]
        done = done.recalled(done.due(109)[0], True, 109, days)
        assert (done.due(138), [card.step for card in done.due(139)]) == ((), ["f"])
        done = done.recalled(done.due(139)[0], True, 139, days)
        assert done.due(10_000) == ()

    def test_five_at_a_time_the_longest_waiting_first(self):
        cards = tuple(progress.Card("a", str(number), 50 - number) for number in range(9))
        assert [card.step for card in progress.Progress(cards=cards).due(60)] == ["8", "7", "6", "5", "4"]

    def test_the_first_page_counts_what_is_due_without_the_engine(self, tmp_path):
        cards = [progress.Card("l", f"s{number}", 10 + number % 3, row=number % 4) for number in range(12)]
        path = tmp_path / "progress.json"
        path.write_text(progress.dumps(progress.Progress(cards=tuple(cards))), encoding="utf-8")
        for today in (9, 10, 11, 12):
            assert due_in(path, today) == len(progress.Progress(cards=tuple(cards)).due(today))
        path.write_text("{", encoding="utf-8")
        assert due_in(path, 12) == due_in(tmp_path / "none.json", 12) == 0

    def test_it_survives_its_file_and_a_damaged_one_is_refused(self):
        lesson = reading.load("circuit")
        done = progress.Progress().with_step(lesson, lesson.step("f"), 100)
        assert progress.loads(progress.dumps(done)) == done
        assert progress.loads(progress.dumps(done)).steps_done(lesson) == {"f"}
        for damaged in ("", "[]", progress.dumps(done).replace('"due": 101', '"due": -1'), progress.dumps(done)[:-9]):
            with pytest.raises(ExperimentError):
                progress.loads(damaged)

"""A stretch of a run as one page: what stands in it is what the window shows, and it fits, and it asks nothing of the network."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog

from engine.interchange.documents.examples import load
from engine.model.problem import ExperimentError
from engine.runtime.debugger import Debugger
from engine.runtime.stepping import PHASE, after, before
from gui.canvas.panel import CanvasPanel
from gui.dialogs.share_page import SharePage
from gui.export.page import svg_with_letters
from gui.export.share.making import Cost, copy_of, cost, last_fitting, make
from gui.export.share.markup import markup
from gui.export.share.page import LARGEST
from gui.export.share.stretch import Stretch, ways
from gui.look import theme as themes
from gui.look.i18n import language, speaking
from gui.look.sentences import loss_words, place_words, told
from gui.panels.program import brief
from gui.session.session import Session

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&quot;\u2028"


def recording(page):
    """What the script of a page is given."""
    return json.loads(re.search(r'id="recording">(.*?)</script>', page, re.DOTALL)[1])


@pytest.fixture(scope="module")
def shared(qapp, tmp_path_factory):
    """Two steps of XOR by operations, from the second one on, as a file."""
    experiment = load("xor")
    page = make(experiment, Debugger(experiment), Stretch(2, 3, "op"), "en")
    path = tmp_path_factory.mktemp("page") / "xor.html"
    path.write_text(page, encoding="utf-8")
    return experiment, page, path


class TestStretch:
    def test_moments_end_where_units_end_and_ways_lead_where_stepping_leads(self):
        program = Debugger(load("xor")).program
        length = len(program)
        times = Stretch(2, 3, PHASE).times(program)
        assert times[0] == length
        assert times[-1] == 3 * length
        assert Stretch(2, 3, PHASE).count(program) == len(times) == 9
        times = Stretch(1, 2, "op").times(program)
        over, back = ways(program, times)[PHASE]
        assert all(times[over[i]] == min(2 * length, after(program, t, PHASE)) for i, t in enumerate(times))
        assert all(times[back[i]] == before(program, t, PHASE) for i, t in enumerate(times))

    def test_what_does_not_fit_is_refused_with_what_would(self, qapp, monkeypatch):
        experiment = load("xor")
        monkeypatch.setattr("gui.export.share.making.LARGEST", 150_000)
        with pytest.raises(ExperimentError, match=r"count: 121.*of 0.15 MB.*Training steps 1 to \d+ fit"):
            make(experiment, Debugger(experiment), Stretch(1, 30, PHASE), "en")
        assert last_fitting(Debugger(experiment).program, Stretch(4, 30, PHASE), 9) == 5
        for wrong in (Stretch(3, 2, PHASE), Stretch(0, 2, PHASE), Stretch(1, 1, "time")):
            with pytest.raises(ExperimentError):
                make(experiment, Debugger(experiment), wrong, "en")

    @pytest.mark.long
    def test_the_estimate_is_near_what_is_written_and_cancelling_writes_nothing(self, qapp, shared):
        experiment, page, _ = shared
        debugger = Debugger(experiment)
        debugger.run(5)
        found = cost(experiment, copy_of(experiment, debugger), Stretch(2, 4, "op"))
        assert debugger.place == (4, len(debugger.program)), "the user's own debugger stays where it stands"
        assert found.of(41) == pytest.approx(len(page.encode()), rel=0.35)
        assert Cost(1000.0, 100.0).most == (LARGEST - 1000) // 100
        asked = []
        assert make(experiment, Debugger(experiment), Stretch(1, 9, "op"), "en", progress=lambda *at: asked.append(at)) is None
        assert asked == [(1, 181)]


class TestAsking:
    def test_the_dialog_refuses_what_does_not_fit_and_a_link_chooses_what_does(self, qtbot):
        program, asked = Debugger(load("xor")).program, []

        def measure(stretch):
            asked.append(stretch.granularity)
            return Cost(100_000.0, 10_000.0)  # 190 moments fit

        dialog = SharePage(program, 2, "op", measure, themes.THEMES[themes.LIGHT])
        qtbot.addWidget(dialog)
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        assert "moments: 21." in dialog.told.text()
        assert "about 0.3 MB; the limit is 2 MB" in dialog.told.text()
        assert save.isEnabled()
        dialog.last.setValue(20)
        assert not save.isEnabled()
        links = re.findall(r"href='([^']+)'", dialog.told.text())
        assert links == ["last:10", "by:phase"]
        dialog.told.linkActivated.emit("by:phase")
        assert save.isEnabled()
        assert dialog.stretch() == Stretch(2, 20, "phase")
        assert asked == ["op", "phase"], "each step size is measured once"
        dialog.first.setValue(30)
        assert dialog.stretch().last == 30, "the last step follows the first"

    def test_the_menu_writes_a_page_and_the_window_stays_where_it_stands(self, app, window, settle, tmp_path, monkeypatch):
        app.open_example("one-neuron")
        window.session.go(25)
        settle()
        monkeypatch.setattr(SharePage, "exec", lambda _: QDialog.DialogCode.Accepted)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "steps.html"), ""))
        window.actions_by_id["file.share"].trigger()
        data = recording((tmp_path / "steps.html").read_text(encoding="utf-8"))
        length = len(window.session.debugger.program)
        assert len(data["parts"][0]["moments"]) == length + 1, "the training step that is shown, by operations"
        assert data["parts"][0]["moments"][-1]["place.en"] != data["parts"][0]["moments"][0]["place.en"]
        assert window.session.debugger.t == 25

    def test_the_command_writes_a_page_and_says_what_is_wrong(self, tmp_path):
        path = tmp_path / "steps.html"

        def share(*words):
            return subprocess.run([sys.executable, "main.py", "share", "one-neuron", *words], capture_output=True, text=True)

        assert share(str(path), "--lang", "hi", "--by", "phase").returncode == 0
        assert len(recording(path.read_text(encoding="utf-8"))["parts"][0]["moments"]) == 5
        wrong = share(str(tmp_path / "steps.pdf"))
        assert wrong.returncode == 2
        assert "written as .html" in wrong.stderr


class TestWhatStandsInIt:
    def test_numbers_and_sentences_are_those_of_the_window_in_both_languages(self, shared):
        experiment, page, _ = shared
        data, debugger, session = recording(page), Debugger(experiment), Session()
        session.open(experiment)
        session.resume(debugger)
        pool, state = data["pool"], {}
        for place, moment in enumerate(data["parts"][0]["moments"]):
            values = state.get("values", [])
            state |= moment
            if isinstance(state["values"], dict):
                state["values"] = [state["values"].get(str(i), value) for i, value in enumerate(values)]
            session.go(len(debugger.program) + place)
            for speech in ("en", "hi"):
                with speaking(speech):
                    now = session.now
                    assert pool[state[f"said.{speech}"]] == told(debugger.program, now, experiment.network)
                    assert pool[state[f"place.{speech}"]] == place_words(debugger, now)
                    assert pool[state[f"loss.{speech}"]] == loss_words(debugger)
            assert [pool[i] for i in state["values"]] == [brief(debugger.read(instr.out)) for instr in debugger.program.code]
        assert language() == "en"
        session.deleteLater()

    def test_a_name_from_a_file_ends_no_script_and_becomes_no_markup(self, qapp, shared):
        experiment = replace(shared[0], title=HOSTILE, description=HOSTILE)
        page = make(experiment, Debugger(experiment), Stretch(1, 1, "step"), "en")
        assert page.count("</script>") == 2, "that of the data and that of the script"
        assert "<img" not in page
        assert "alert(1)" in page
        assert recording(page)["title"]["en"] == HOSTILE

    def test_the_policy_allows_this_script_and_nothing_else(self, shared):
        page = shared[1]
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy
        addresses = set(re.findall(r"https?://[^\s\"'<\\]+", page))
        assert addresses <= {"http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg"}
        assert len(page.encode()) < LARGEST

    def test_markup_keeps_words_and_roles_and_drops_the_rest(self):
        theme = themes.THEMES[themes.LIGHT]
        source = f"<p style='color:{theme.muted}'>a &lt; b</p><a href='0' style='color:{theme.gradient}'>−1</a><img src=x>❶<video>x"
        assert markup(source, theme) == '<p class="muted">a &lt; b</p><span class="gradient">−1</span>x'


class Words(HTMLParser):
    """The texts of a drawing."""

    def __init__(self, source):
        super().__init__()
        self.found = []
        self.feed(source)

    def handle_data(self, data):
        self.found.append(data)


@pytest.mark.long
class TestInChromium:
    @pytest.mark.parametrize(("width", "height", "touch"), [(360, 740, True), (1366, 768, False)], ids=["phone", "desktop"])
    def test_stepping_back_scrubbing_and_languages(self, browser, shared, width, height, touch):
        experiment, _, path = shared
        debugger = Debugger(experiment)
        length = len(debugger.program)
        browser.look(width, height, touch=touch)
        browser.requests.clear()
        browser.open(path)
        assert browser.run("document.documentElement.scrollWidth") <= width, "nothing lies beside the screen"
        assert re.fullmatch(f"Step 1 · .+ · {length} of {length} · epoch 1", browser.text("#place"))
        browser.run("document.activeElement.blur()")
        for key, t in (
            ("ArrowDown", 1),
            ("F11", 2),
            ("ArrowLeft", 0),
            ("F10", 4),
            ("ArrowLeft", 0),
            ("ArrowRight", 4),
            ("ArrowDown", 5),
            ("ArrowUp", length),
            ("End", 2 * length),
        ):
            browser.press(key)
            debugger.go(length + t)
            assert browser.text("#loss") == loss_words(debugger)
            values = browser.run(
                "[...document.querySelectorAll('#lines li')].filter(l => l.dataset.pc >= 0).map(l => l.lastChild.textContent)"
            )
            assert values == [brief(debugger.read(instr.out)) for instr in debugger.program.code], key
        for button, t in (("begin", 0), ("over", 4), ("into", 5), ("back", 4), ("out", length)):
            browser.click(f"[data-go={button}]", touch)
            debugger.go(length + t)
            step, pc = debugger.place
            assert browser.text("#place").startswith(f"Step {step + 1} "), button
            assert f" {pc} of {length} " in browser.text("#place"), button
        browser.run(
            "(s => { s.value = 7; s.dispatchEvent(new Event('input', {bubbles: true})); })(document.getElementById('moment'))"
        )
        assert f" 7 of {length} " in browser.text("#place")
        browser.click("#language", touch)
        assert browser.run("document.documentElement.lang") == "hi"
        assert f"{length} में से 7" in browser.text("#place")
        assert browser.run("document.querySelector('[data-go=over]').ariaLabel") == "एक चरण आगे"
        browser.click("#language", touch)
        assert browser.requests == [path.as_uri()]
        assert browser.complaints == []

    def test_the_drawing_and_the_formula_have_the_texts_of_the_window(self, browser, shared, qtbot):
        experiment, _, path = shared
        debugger = Debugger(experiment)
        session = Session()
        session.open(experiment)
        session.resume(debugger)
        canvas = CanvasPanel(session)
        qtbot.addWidget(canvas)
        canvas.resize(1200, 420)
        canvas.show()
        browser.open(path)
        for _ in range(12):
            browser.press("ArrowDown")
        session.go(len(debugger.program) + 12)
        picture = canvas.picture()
        source = svg_with_letters(QSizeF(picture.width, picture.height), canvas.theme, "", picture.paint)
        theirs = browser.run("[...document.querySelectorAll('#canvas text')].map(t => t.textContent)")
        assert theirs == [word for word in Words(source).found if word.strip()]
        assert browser.run("document.querySelectorAll('#symbols math').length") == 1
        assert browser.run("document.getElementById('canvas').getAttribute('aria-label')").startswith("Just done")
        shown = browser.run("[...document.querySelectorAll('#matrices td')].map(c => c.textContent)")
        assert len(shown) == 8 + 4 + 4 + 1
        assert all(re.fullmatch(r"−?[\d.]+(·10\S+)?", word) for word in shown)

    def test_whatever_can_be_used_has_a_name_and_motion_is_left_out_where_it_is_not_wanted(self, browser, shared):
        browser.look(360, 740, still=True)
        browser.open(shared[2])
        assert browser.run("getComputedStyle(document.getElementById('scroll')).scrollBehavior") == "auto"
        nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
        named = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]}
        used = {(role, name) for role, name in named if role in ("button", "slider", "combobox", "image", "region")}
        assert all(name for _, name in used), used
        assert {"button", "slider", "combobox", "image", "region"} == {role for role, _ in used}
        browser.look(360, 740)
        assert browser.run("getComputedStyle(document.getElementById('scroll')).scrollBehavior") == "smooth"

    def test_dark_and_light_differ_and_the_person_can_choose(self, browser, shared):
        browser.look(1366, 768, dark=True)
        browser.open(shared[2])
        ground = "getComputedStyle(document.body).backgroundColor"
        dark = browser.run(ground)
        browser.click("#theme")
        assert browser.run(ground) != dark
        browser.look(1366, 768, dark=False)
        browser.open(shared[2])
        assert browser.run(ground) != dark

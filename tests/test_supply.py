"""What the program asks for and contains: bounds on both sides, a bill of materials that names all of it."""

import sys
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("hatchling")

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import audit  # noqa: E402
import sbom  # noqa: E402

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
BY_DATE = {"distributed"}  # its versions are dates, so there is no major that breaks
ANSWER = """{"dependencies": [
    {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}, {"name": "b", "skip_reason": "unknown"}
]}"""


def test_every_package_that_runs_with_the_program_has_both_bounds():
    for need in audit.asked_for():
        signs = {part.operator for part in need.specifier}
        assert ">=" in signs, need.name
        assert "<" in signs or need.name in BY_DATE, need.name


def test_pillow_begins_where_its_advisories_end():
    (pillow,) = (need for need in audit.asked_for() if need.name == "pillow")
    assert not any(pillow.specifier.contains(version) for version in ("10.0.0", "10.2.0", "11.2.1", "12.1.0"))


def test_the_bill_names_what_is_asked_for_and_what_is_bundled():
    bill = sbom.bill()
    names = {component["name"].lower() for component in bill["components"]}
    assert {Requirement(line).name.lower() for line in PROJECT["dependencies"]} <= names
    folders = {prop["value"] for component in bill["components"] for prop in component["properties"] if "folder" in prop["name"]}
    licensed = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("resources/*/LICENSE*")}
    assert licensed <= folders
    refs = [component["bom-ref"] for component in bill["components"]]
    assert len(refs) == len(set(refs))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == sbom.version()


def test_the_audit_says_what_it_does_not_know(monkeypatch):
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: type("Done", (), {"stdout": ANSWER, "stderr": ""}))
    assert audit.advisories() == (["a 1: CVE-1, mended in 2"], ["b"], 1)
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: type("Done", (), {"stdout": "", "stderr": "no net"}))
    assert audit.advisories() == ([], ["everything: no net"], 0)


def test_an_audit_that_could_judge_nothing_does_not_say_that_nothing_is_known(monkeypatch, capsys):
    monkeypatch.setattr(audit.importlib.util, "find_spec", lambda name: name)
    monkeypatch.setattr(audit, "advisories", lambda: ([], ["numpy", "onnx"], 0))
    audit.main()
    said = capsys.readouterr().out
    assert "none known" not in said
    assert "Not judged, because the index says nothing of them: numpy, onnx" in said

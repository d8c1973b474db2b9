"""Keep the Hindi translation in step with the sources.

python tools/translations.py update   # collect strings, then build the .qm
python tools/translations.py check    # fail if a string is missing, unfinished, stale, or built by an f-string
"""

from __future__ import annotations

import ast
import json
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
TS = ROOT / "resources" / "translations" / "backprop_hi.ts"
QM = TS.with_suffix(".qm")
MO = TS.parent / "hi" / "LC_MESSAGES" / "backprop.mo"  # what the command line reads, by gettext
SOURCES = sorted([*ROOT.glob("engine/**/*.py"), *ROOT.glob("gui/**/*.py")])
# Standard texts of Qt that our dialogs show; Qt itself ships no Hindi.
EDIT_MENU = ["&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All"]
QT_TEXTS = {
    "QLineEdit": EDIT_MENU,
    "QWidgetTextControl": EDIT_MENU,
    "QAbstractSpinBox": ["&Select All", "&Step up", "Step &down"],
    "QMessageBox": ["Show Details...", "Hide Details..."],
    "QPlatformTheme": ["OK", "Save", "&Save", "Cancel", "&Cancel", "Discard", "&Discard", "Close", "&Close", "&Yes", "&No"],
    "QFileDialog": ["Look in:", "File &name:", "Files of type:", "&Open", "&Save", "Directory:"],
}


# What Python's argparse says, under the names that it looks up.
ARGPARSE = [
    "usage: ", "positional arguments", "options", "show this help message and exit", "%(prog)s: error: %(message)s\n",
    "the following arguments are required: %s", "unrecognized arguments: %s", "expected one argument",
    "expected at least one argument", "argument %(argument_name)s: %(message)s", "not allowed with argument %s",
    "invalid choice: %(value)r (choose from %(choices)s)", "invalid %(type)s value: %(value)r",
    "ambiguous option: %(option)s could match %(matches)s", "ignored explicit argument %r",
]  # fmt: skip
MARKS = ("text", "said")  # the first of these is translated later, the second at once


def engine_texts() -> list[str]:
    """Every literal that the engine marks with text() or says, and what the examples say of themselves."""
    found: dict[str, None] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
                literal = node.args[0]
                if isinstance(literal, ast.Constant):
                    found[str(literal.value)] = None
                elif node.func.id == "text" or isinstance(literal, ast.JoinedStr):
                    sys.exit(f"{path}:{node.lineno}: {node.func.id}() needs a literal string")
    for path in sorted(ROOT.glob("resources/examples/*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        found.update(dict.fromkeys((document["title"], document["description"])))
    return list(found)


def forbidden_f_strings() -> list[str]:
    """Places where a translation is built by an f-string, or stands inside one: lupdate sees neither."""
    places = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _translates(node):
                places += [f"{path}:{node.lineno}" for argument in node.args if isinstance(argument, ast.JoinedStr)]
            elif isinstance(node, ast.JoinedStr):
                places += [f"{path}:{inner.lineno}" for inner in ast.walk(node) if _translates(inner)]
    return places


def _translates(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("tr", "translate")


def collect(target: Path) -> None:
    """Run lupdate over the window's sources and a list of the engine's texts."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"QT_TRANSLATE_NOOP('Engine', {text!r})" for text in engine_texts()]
        others = {**QT_TEXTS, "argparse": ARGPARSE}
        lines += [f"QT_TRANSLATE_NOOP({context!r}, {text!r})" for context, texts in others.items() for text in texts]
        listed = Path(folder) / "engine_texts.py"
        listed.write_text("\n".join(lines), encoding="utf-8")
        sources = [str(path) for path in SOURCES if path.parts[-2] != "engine" and "gui" in path.parts]
        _tool("lupdate", *sources, str(listed), "-locations", "none", "-no-obsolete", "-ts", str(target))


def _tool(name: str, *arguments: str) -> None:
    tool = Path(PySide6.__file__).parent / name
    done = subprocess.run([str(tool), *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def messages(path: Path) -> dict[tuple[str, str], str | None]:
    """(context, source) -> translation, None if unfinished."""
    found: dict[tuple[str, str], str | None] = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            done = translation.get("type") is None and bool(translation.text)
            found[context.findtext("name", ""), message.findtext("source", "")] = translation.text if done else None
    return found


def catalogue(path: Path) -> bytes:
    """The engine's texts and those of argparse as a message catalogue of gettext ("The Format of GNU MO Files")."""
    pairs = {source: words for (context, source), words in messages(path).items() if context in ("Engine", "argparse") and words}
    pairs[""] = "Language: hi\nContent-Type: text/plain; charset=UTF-8\n"
    table, strings, at = [], b"", 28 + 16 * len(pairs)
    for column in (sorted(pairs), [pairs[key] for key in sorted(pairs)]):
        for text in column:
            content = text.encode()
            table.append(struct.pack("<II", len(content), at + len(strings)))
            strings += content + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(table) + strings


def update() -> None:
    collect(TS)
    _tool("lrelease", str(TS), "-qm", str(QM))
    MO.parent.mkdir(parents=True, exist_ok=True)
    MO.write_bytes(catalogue(TS))
    left = [key for key, value in messages(TS).items() if value is None]
    print(f"{len(messages(TS))} strings, {len(left)} unfinished")


def check() -> int:
    problems = [f"f-string in a translation: {place}" for place in forbidden_f_strings()]
    known = messages(TS)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / TS.name
        fresh.write_bytes(TS.read_bytes())
        collect(fresh)
        wanted = messages(fresh)
        compiled = Path(folder) / QM.name
        _tool("lrelease", str(TS), "-qm", str(compiled))
        if compiled.read_bytes() != QM.read_bytes():
            problems.append("the .qm file is older than the .ts file")
        if not MO.exists() or MO.read_bytes() != catalogue(TS):
            problems.append("the .mo file is older than the .ts file")
    problems += [f"not translated: {context}: {source}" for (context, source), value in wanted.items() if value is None]
    problems += [f"stale: {context}: {source}" for context, source in known if (context, source) not in wanted]
    print("\n".join(problems) or f"{len(known)} strings, all translated")
    if problems:
        print("run: python tools/translations.py update")
    return 1 if problems else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    elif sys.argv[1:] == ["check"]:
        sys.exit(check())
    else:
        sys.exit(__doc__)

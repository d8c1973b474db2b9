"""Tables as other programs write them: recognised, warned about, or refused by what they are."""

import datetime
import gzip
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import Experiment, ExperimentError, Network
from engine.headless import commands
from engine.interchange.documents import experiment_file
from engine.interchange.tables import csv_data, sources
from engine.interchange.tables.csv_data import look
from engine.interchange.tables.form import CsvForm, detect
from engine.interchange.tables.proposal import propose, roles_of, settings_of
from engine.interchange.tables.sources import content_of
from engine.library.columns import DATES, FILL, LEAVE_OUT, NUMBERS, WORDS, csv_table
from engine.model.language import said, speak
from engine.program.fitting import fit_to_data, with_room

DATA = Path(__file__).resolve().parents[1] / "data"


def seen(words, encoding="utf-8"):
    content = words.encode(encoding)
    return look(content, detect(content))


def roles(words):
    return dict(propose(seen(words)).roles)


# numbers, words, dates, gaps ---------------------------------------------------------------------

MARKED = [
    ("1,234.5\n12\n-3,000", [1234.5, 12, -3000], ","),
    ("1.234,50\n12,5\n-3.000,1", [1234.5, 12.5, -3000.1], ". ,"),
    ("$12.50\n-$3\n$1,200", [12.5, -3, 1200], "$ ,"),
    ("12 %\n3.5 %\n100%", [12, 3.5, 100], "%"),
    ("€ 5\n7 €\n€ 1 000", [5, 7, 1000], "€ ␣"),
    ("1\u202f234\n5\u00a0678\n9", [1234, 5678, 9], "␣"),
    ("12,34,567\n1,00,000\n5", [1234567, 100000, 5], ","),
    ("\u22121.5\n2\n3", [-1.5, 2, 3], ""),
    ("1,250.5\n(1,234.5)\n7", [1250.5, -1234.5, 7], "( ) ,"),
    ("$5\n($1,200.50)\n$(3)", [5, -1200.5, -3], "$ ( ) ,"),
    ("1.250,5\n(1.234,5)\n( 7 )", [1250.5, -1234.5, -7], "( ) . ,"),
    ("2 %\n(3 %)\n-", [2, -3, None], "% ( )"),
]


@pytest.mark.parametrize(("words", "values", "marks"), MARKED)
def test_numbers_with_marks(words, values, marks):
    lines = "\n".join(f'"{field}";{number}' for number, field in enumerate(words.split("\n")))
    columns = look(f"v;n\n{lines}\n".encode(), CsvForm(delimiter=";"))
    assert [None if number != number else number for number in columns.column("v").tolist()] == values
    assert columns.fact("v").marks == marks


@pytest.mark.parametrize(
    "words", ["12 %\n13\n14", "$5\n€6\n$7", "1,23,4\n5\nx", "0,512\n1,234\nx", "$\n%\n5 %", "1$2\n3\n4", "(-1)\n2\n3", "1\n2\n()"]
)
def test_what_is_no_number_with_marks(words):
    lines = "\n".join(f'"{field}";a' for field in words.split("\n"))
    column = look(f"v;n\n{lines}\n".encode(), CsvForm(delimiter=";"))
    assert column.fact("v").kind == WORDS or column.fact("v").faults


def test_a_comma_in_every_number_is_a_decimal_mark_where_it_cannot_part_thousands():
    assert seen('v;n\n"0,512";1\n"1,234";2\n').column("v").tolist() == [0.512, 1.234]


def test_a_field_of_many_digits_is_judged_at_once():
    """Where digits can be divided in many ways, judging 100,000 of them would take minutes."""
    assert seen("v,n\n" + "7" * 100_000 + "x,1\n").fact("v").kind == WORDS


@pytest.mark.parametrize(
    "day",
    ["2024-05-01", "2024-05-01 12:30:00", "2024-05-01T12:30:00Z", "01.05.2024", "5/1/24", "1-May-2024", "May 1, 2024", "12:30"],
)
def test_dates_are_seen_and_not_used(day):
    columns = seen(f'when,v,y\n"{day}",1.5,2\n"{day}",2.5,4\n')
    assert columns.fact("when").kind == DATES
    assert propose(columns).roles == {"when": "unused", "v": "input", "y": "target"}


def test_versions_and_telephones_are_words():
    assert seen("v,n\n1.2.3.4,1\n555-1234-99999,2\n").fact("v").kind == WORDS


def test_gaps_have_a_place_and_a_choice():
    lines = ["a,b,y", *(f"{i},{'red' if i % 2 else 'blue'},{2 * i}" for i in range(8)), ",red,1", "5,NA,2", "9,red,?"]
    content = "\n".join(lines).encode()
    columns = look(content, detect(content), "f.csv")
    assert [columns.fact(name).gaps for name in "aby"] == [1, 1, 1]
    assert str(columns.fact("b").gap).startswith("f.csv:11, 2: the column 'b' has no value here")
    chosen = {"rows": columns, "inputs": ["a", "b"], "targets": ["y"]}
    with pytest.raises(ExperimentError, match=r"f.csv:10, 1[\s\S]*f.csv:11, 2[\s\S]*f.csv:12, 3"):
        csv_table(0, **chosen)
    assert csv_table(0, **chosen, gaps=LEAVE_OUT).samples == 8
    filled = csv_table(0, **chosen, gaps=FILL)
    assert filled.samples == 10, "a target that is missing is not made up"
    assert filled.inputs[8, 0] == pytest.approx(np.mean([*range(8), 5]))
    assert filled.inputs[9].tolist() == [5, 0, 1], "red is the most frequent"
    assert csv_table(0, rows=columns, inputs=["b"], targets=["y"], gaps=LEAVE_OUT).samples == 9, "a is not used"


def test_the_mean_that_fills_is_of_the_training_samples():
    content = ("x,y\n" + "".join(f"{i if i % 10 else ''},{i}\n" for i in range(100))).encode()
    columns = look(content, detect(content))
    table = csv_table(3, rows=columns, inputs=["x"], targets=["y"], gaps=FILL, held_out=0.5)
    whole = table.targets[:, 0] % 10 != 0
    assert np.allclose(table.inputs[~whole, 0], table.inputs[whole, 0].mean())
    left = table.held_out.targets[:, 0] % 10 == 0
    assert np.allclose(table.held_out.inputs[left, 0], table.inputs[whole, 0].mean())


def test_faults_count_only_where_they_are_used():
    columns = seen("a,b,y\n1,2,3\n2,x,4\n3,5,6\n")
    assert len(columns.fact("b").faults) == 1
    assert csv_table(0, rows=columns, inputs=["a"], targets=["y"]).samples == 3
    with pytest.raises(ExperimentError, match="'x' in column 'b' is not a number"):
        csv_table(0, rows=columns, inputs=["a", "b"], targets=["y"])


def test_windows_1252_is_found_out_and_utf_8_with_a_flaw_is_not():
    words = "größe;ort\n1,5;Köln\n2,5;Zürich\n"
    assert detect(words.encode("cp1252")) == CsvForm("cp1252", ";", ",")
    assert detect(words.encode() + b"\xe4;x\n").encoding == "utf-8-sig"
    late = "a;b\n" + "1;2\n" * 400_000 + "3;Köln\n"
    assert detect(late.encode("cp1252")).encoding == "cp1252", "however late the first letter is"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (",0,1,2\n0,5,6,7\n1,8,9,1\n", ("column 1", "0", "1", "2")),
        ("0,1,2\n5.5,6,7\n8,9,1\n", ("0", "1", "2")),
        ('"a","b"\n"1",2,3\n"2",4,5\n', ("column 1", "a", "b")),
        ("a,b\n1,2,\n3,4,\n", ("a", "b")),
        (",a,b\n0,1,\n1,2,3\n", ("column 1", "a", "b")),
        (
            "150,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,1\n",
            (*(f"column {i}" for i in range(1, 5)), "target"),
        ),
        ("178,3,one,two\n1,2,3,0\n4,5,6,1\n", ("column 1", "column 2", "column 3", "target")),
        ("1,²,a\n1,2,3\n", ("1", "²", "a")),
    ],
)
def test_headers_of_pandas_and_r(words, names):
    assert seen(words).names == names


# what stands above a table -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("sep=;\r\nx;y\r\n1,5;2\r\n2,5;3\r\n", ("x", "y")),
        ("# exported 2024\n# unit: cm\nx,y\n1,2\n3,4\n", ("x", "y")),
        ("# exported, 2024\nx,y\n1,2\n3,4\n", ("x", "y")),
        ("#chrom\tstart\tend\nchr1\t5\t6\nchr2\t7\t8\n", ("#chrom", "start", "end")),
        ("Sales report 2024,,\n,,\nx,y,z\n1,2,a\n3,4,b\n", ("x", "y", "z")),
        ("Sales report 2024\n\nx;y;z\n1;2;a\n3;4;b\n", ("x", "y", "z")),
        ("#,x,y\n1,5,a\n2,7,b\n", ("#", "x", "y")),
    ],
)
def test_what_stands_above_a_table_is_no_part_of_it(words, names):
    columns = seen(words)
    assert (columns.names, columns.samples) == (names, 2)


@pytest.mark.parametrize(
    ("words", "samples"), [("#ff0000,1\n#00ff00,2\n#0000ff,3\n", 3), ("5,,\n6,7,8\n9,1,2\n", 3), (",,x\n1,2,3\n4,5,6\n", 2)]
)
def test_what_only_looks_like_a_remark_or_a_title_stays(words, samples):
    assert seen(words).samples == samples


@pytest.mark.parametrize("delimiter", [" ", ",", ";"])
def test_names_in_a_remark_as_numpy_writes_them(tmp_path, delimiter):
    values = np.random.default_rng(0).normal(size=(60, 3))
    np.savetxt(tmp_path / "a.csv", values, delimiter=delimiter, header=delimiter.join(("width", "height", "price")))
    columns = csv_data.read(tmp_path / "a.csv")
    assert columns.names == ("width", "height", "price")
    assert (values == np.array([columns.column(name) for name in columns.names]).T).all()


def test_a_fault_below_a_remark_has_its_own_line(tmp_path):
    (tmp_path / "a.csv").write_text("# a remark\n\n# another\nx,y\n1,2\nthree,4\n5,6\n")
    with pytest.raises(ExperimentError, match=r"a\.csv:6, 1: the field 'three' in column 'x'"):
        csv_data.read(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "words",
    [
        "size,size,look\nlength,price,colour\n1,2,a\n3,4,b\n",
        ",size,size\n,length,price\nid,,\n0,1,2\n1,3,4\n",
        "x,y,z\ncm,kg,-\n1,2,3\n4,5,6\n",
    ],
)
def test_two_lines_of_names_are_told_as_such(words):
    with pytest.raises(ExperimentError) as caught:
        csv_data.parse(words.encode(), detect(words.encode()))
    assert "file:2: this line holds words above columns of numbers" in str(caught.value)
    assert "a single line" in str(caught.value)


def test_numbers_in_devanagari_digits():
    columns = seen("लंबाई,मूल्य,रंग\n१.५,२००,लाल\n२.२५,१,२००,हरा\n".replace("१,२००", '"१,२००"'))
    assert columns.column("लंबाई").tolist() == [1.5, 2.25]
    assert columns.column("मूल्य").tolist() == [200, 1200]
    assert columns.fact("रंग").kind == WORDS
    assert seen("x,y\nकमरा १,1\nकमरा २,2\n").column("x").tolist() == ["कमरा १", "कमरा २"]


def test_a_file_of_a_mark_of_byte_order_alone_is_empty():
    with pytest.raises(ExperimentError, match="the file is empty"):
        csv_data.parse(b"\xef\xbb\xbf", CsvForm())


def test_a_table_of_one_column_says_what_is_missing(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("value\n1\n2.5\n3\n")
    assert commands.run(["run", str(tmp_path / "a.csv"), "--lang", "en"], None) == 2
    assert "at least one input and one target" in capsys.readouterr().err


# proposals ---------------------------------------------------------------------------------------


def table(*names, rows=60, **columns):
    """A table of so many rows; each column is given by what it holds in a row."""
    made = [[str(columns[name](i)) for name in columns] for i in range(rows)]
    return "\n".join([",".join(names or columns), *map(",".join, made)]) + "\n"


PROPOSED = [
    ({"": lambda i: i, "x": lambda i: i * 0.37, "target": lambda i: i % 3}, ["unused", "input", "class"]),
    ({"Unnamed: 0": lambda i: i, "x": lambda i: i * 0.37, "y": lambda i: i % 2}, ["unused", "input", "target"]),
    ({"x": lambda i: i + 1, "y": lambda i: 2.5 * i}, ["input", "target"]),
    ({"x": lambda i: i * 0.5, "quality": lambda i: 3 + i % 6}, ["input", "target"]),
    ({"x": lambda i: i * 0.5, "label": lambda i: 3 + 2 * (i % 4)}, ["input", "class"]),
    ({"species": lambda i: "ab"[i % 2], "x": lambda i: i * 0.5}, ["class", "input"]),
    ({"who": lambda i: f"Name {i}", "town": lambda i: "abc"[i % 3], "y": lambda i: i * 0.5}, ["unused", "category", "target"]),
    ({"x": lambda i: i * 0.5, "when": lambda i: f"2024-01-{1 + i % 28:02d}"}, ["target", "unused"]),
]


@pytest.mark.parametrize(("columns", "wanted"), PROPOSED, ids=[" ".join(columns) for columns, _ in PROPOSED])
def test_roles_that_are_proposed(columns, wanted):
    assert list(roles(table(**columns)).values()) == wanted


def test_classes_of_numbers_are_one_output_each():
    columns = seen(table(x=lambda i: i * 0.5, target=lambda i: i % 3))
    settings = settings_of(propose(columns).roles, columns)
    assert settings == {"inputs": ["x"], "targets": ["target"], "classes": ["target"]}
    made = csv_table(0, rows=columns, **settings)
    assert made.target_names == ("0", "1", "2")
    assert made.targets[:4].argmax(axis=1).tolist() == [0, 1, 2, 0]
    assert roles_of(settings, columns) == {"x": "input", "target": "class"}


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"a": lambda i: i % 2, "b": lambda i: i // 2 % 2}, False),
        ({"a": lambda i: i % 7 / 7, "b": lambda i: i % 12 - 6}, True),
        ({"a": lambda i: 100 * (i % 7)}, True),
        ({"a": lambda i: 6 + i % 3 / 3}, True),
        ({"a": lambda i: 5}, False),
    ],
)
def test_inputs_are_standardised_where_their_scales_differ(columns, wanted):
    assert propose(seen(table(**columns, y=lambda i: i * 0.5))).standardise is wanted


def test_lines_are_filled_only_where_too_many_would_be_lost():
    few, many = (table(a=lambda i, n=n: "" if i % n == 0 else i, y=lambda i: i * 0.5) for n in (20, 3))
    assert propose(seen(few)).gaps == LEAVE_OUT
    assert propose(seen(many)).gaps == FILL
    assert propose(seen(few)).held_out == 0.2
    assert propose(seen(table(a=lambda i: i, y=lambda i: i, rows=20))).held_out == 0.0


def test_columns_with_few_values_are_not_used():
    words = table(a=lambda i: i if i % 3 == 0 else "", b=lambda i: i * 0.5, y=lambda i: i * 0.5)
    assert roles(words) == {"a": "unused", "b": "input", "y": "target"}
    columns = seen(table(a=lambda i: "" if i % 2 else i, y=lambda i: i if i % 2 else ""))
    with pytest.raises(ExperimentError, match="data.a: the column is empty in all rows that are used"):
        csv_table(0, rows=columns, inputs=["a"], targets=["y"], gaps=FILL)


# what holds a table ------------------------------------------------------------------------------

PLAIN = b"a,b\n1,2\n3,4\n"


def archive(**entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("_csv", ".csv"), content)
    return buffer.getvalue()


def test_packed_tables(tmp_path):
    for name, content in (("a.csv.gz", gzip.compress(PLAIN)), ("b.csv.gz", gzip.compress(PLAIN[:8]) + gzip.compress(PLAIN[8:])),
                          ("pieces.csv.gz", gzip.compress(b"") * 500 + gzip.compress(PLAIN)),
                          ("c.zip", archive(data_csv=PLAIN, readme="x")), ("wrong.csv", gzip.compress(PLAIN))):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        assert content_of(tmp_path / name).content == PLAIN, name


def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 1 << 20)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(bytes(50 << 20)))
    with pytest.raises(ExperimentError, match="unpacked, it is larger than 1 MiB"):
        content_of(path)
    for broken in (gzip.compress(PLAIN)[:20], b"\x1f\x8bnothing"):
        path.write_bytes(broken)
        with pytest.raises(ExperimentError, match="cannot be unpacked"):
            content_of(path)


SPARSE = b"""# of three kinds
1 1:0.5 4:-1e-3
2

-1.5 2:7 3:+.25 4:1 # the last
"""


def test_rows_of_libsvm_are_the_table_that_they_stand_for(tmp_path):
    path = tmp_path / "a.libsvm"
    path.write_bytes(gzip.compress(SPARSE))
    columns = look(content_of(path).content, detect(content_of(path).content))
    assert columns.names == ("target", "x1", "x2", "x3", "x4")
    assert np.array(columns.values).T.tolist() == [[1, 0.5, 0, 0, -1e-3], [2, 0, 0, 0, 0], [-1.5, 0, 7, 0.25, 1]]
    path.write_bytes(b"+1\t0:3 2:1\n-1 1:2\n")
    assert content_of(path).content == b"target,x0,x1,x2\n+1,3,0,1\n-1,0,2,0\n"


@pytest.mark.parametrize(
    "words",
    [
        "1 12:30 09:15\n",
        "a 1:2\n",
        "1 2:3 2:4\n",
        "1 2 3\n4 5 6\n",
        "1 2:\n",
        "1 1:2 x\n",
        "1 qid:3 1:2\n",
        "1 1:" + "1" * 60_000 + "x\n",
    ],
)
def test_what_is_no_libsvm_stays_as_it_is(tmp_path, words):
    path = tmp_path / "a.txt"
    path.write_text(words * 3)
    assert content_of(path).content == (words * 3).encode()


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"1 1:2\n" * 30 + b"1 3:x\n", ":31: this line is not a target with features"),
     (b"1 1:2\n" * 30 + b"1 3:1e999\n", ":31: this line is not a target with features"),
     (b"1 1:2\n1 1000:1\n", "1001 columns; the limit is 1000"),
     (b"1 999:1\n" * 2000, "with its zeros written out, it is larger than 1 MiB")],
)  # fmt: skip
def test_rows_of_libsvm_that_are_wrong_or_too_many_are_refused(tmp_path, monkeypatch, content, told):
    monkeypatch.setattr(sources, "MOST_BYTES", 1 << 20)
    path = tmp_path / "a.svm"
    path.write_bytes(content)
    with pytest.raises(ExperimentError, match=told):
        content_of(path)


KINDS = [
    (b"\x89PNG\r\n\x1a\n", "this file is PNG"),
    (b"%PDF-1.7 ...", "this file is PDF"),
    (b"PAR1....", r"this file is Parquet.*pandas.read_parquet\('a.csv'\)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "this file is XLS .*Save it as .xlsx"),
    (b"  <!DOCTYPE html><html>", "this file is HTML.*download the file itself"),
    (b'{"a": [1, 2]}', "this file is JSON"),
    (b"\x80\x04\x95abc", r"this file is pickle[\s\S]*safetensors"),
    (b"@RELATION iris\n", "this file is ARFF"),
    (archive(**{"net/data.pkl": b"x"}), r"this file is PyTorch \(pickle\)[\s\S]*torch.load\('a.csv'"),
    (archive(a="x", b="y"), "this file is ZIP.*Unpack"),
]


@pytest.mark.parametrize(("content", "words"), KINDS, ids=[words[:28] for _, words in KINDS])
def test_other_files_are_told_as_what_they_are(tmp_path, content, words):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(ExperimentError, match=words):
        content_of(path)


def test_a_workbook_without_the_package_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    path = tmp_path / "a.xlsx"
    path.write_bytes(archive(**{"xl/workbook.xml": b"<x/>"}))
    with pytest.raises(ExperimentError, match=r"openpyxl.*not installed.*pip install"):
        content_of(path)


def test_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path, book = tmp_path / "a.xlsx", openpyxl.Workbook()
    book.active.append(["only a note"])
    sheet = book.create_sheet("Data")
    rows = [[i / 4, "a, b", datetime.date(2024, 5, 1), None if i == 2 else 0.5] for i in range(5)]
    for row in (["Measured in May"], [], ["length", "kind", "day", "share"], *rows):
        sheet.append(row)
    book.save(path)
    source = content_of(path)
    assert (source.sheets, source.sheet) == (("Sheet", "Data"), "Data")
    columns = look(source.content, detect(source.content), "a.xlsx")
    assert columns.names == ("length", "kind", "day", "share")
    assert columns.column("length").tolist() == [i / 4 for i in range(5)]
    assert [fact.kind for fact in columns.facts] == [NUMBERS, WORDS, DATES, NUMBERS]
    assert str(columns.fact("share").gap).startswith("a.xlsx:6, 4:"), "the row of the sheet"
    with pytest.raises(ExperimentError, match="there is no sheet 'Other'"):
        content_of(path, "Other")
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(ExperimentError, match="archive is incomplete|cannot be read"):
        content_of(path)


# the command line --------------------------------------------------------------------------------


def ran(capsys, *arguments):
    status = commands.run(list(map(str, arguments)), None)
    return status, capsys.readouterr()


@pytest.mark.parametrize("name", ["iris.csv", "wine.csv", "cancer.csv.gz"])
def test_one_command_trains_on_what_pandas_wrote(capsys, name):
    status, told = ran(capsys, "run", DATA / "tables" / name)
    assert status == 0, told.err
    share = float(told.out.split("held-out loss")[1].split(", ")[1].split("%")[0])
    assert share >= 95
    assert "targets: target" in told.err
    assert ("not used: column 1" in told.err) is (name != "wine.csv")


def test_options_of_a_table(capsys, tmp_path):
    path, saved = DATA / "tables" / "iris.csv", tmp_path / "a.json"
    status, told = ran(capsys, "run", path, "--target", "petal width (cm)", "--without", "column 1", "--as-class", "target",
                       "--held-out", 0, "--no-standardise", "--steps", 3, "--save", saved)  # fmt: skip
    assert status == 0, told.err
    assert "held-out" not in told.out
    assert '"classes": [\n   "target"\n  ]' in saved.read_text()
    status, told = ran(capsys, "run", saved, "--steps", 1)
    assert status == 0, told.err
    assert ran(capsys, "run", path, "--target", "colour")[1].err.strip().endswith("target.")
    status, told = ran(capsys, "diagnose", path, "--target", "target", "--epochs", 3)
    assert (status, "Traceback" in told.err) == (0, False)


def test_an_experiment_keeps_what_becomes_of_gaps(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b,kind\n1,2,0\n3,,1\n5,6,2\n")
    content = path.read_bytes()
    columns = look(content, detect(content))
    choice = csv_data.choice_of(path, detect(content), columns, ["a", "b"], ["kind"], classes=["kind"], gaps=FILL)
    blank = with_room(Experiment(network=Network()), columns.samples)
    experiment = fit_to_data(replace(blank, data=choice), True)
    assert experiment.network.outputs()[0].units == 3
    experiment_file.write(experiment, tmp_path / "a.json")
    assert experiment_file.read(tmp_path / "a.json") == experiment


def test_what_became_of_gaps_is_told_in_the_language_that_is_spoken(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "hi")
    speak("hi")
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "".join(f"{i},{i if i % 10 else ''}\n" for i in range(40)))
    told = ran(capsys, "run", path, "--target", "a", "--gaps", "leave-out", "--steps", 1)[1].err
    assert said(LEAVE_OUT) in told
    assert LEAVE_OUT not in told

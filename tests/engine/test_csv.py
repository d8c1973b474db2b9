"""CSV files: the format is detected, numbers are strict, every fault is reported with line and column, and large ones are quick."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, ExperimentError, load
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.moment.predict import Predictor
from engine.insight.study.validation import Validation
from engine.interchange.documents import experiment_file
from engine.interchange.tables import csv_data
from engine.interchange.tables.csv_data import parse
from engine.interchange.tables.form import CsvForm, detect
from engine.interchange.tables.rows import MOST_TOLD, Cancelled
from engine.library.dataset import BINARY, CLASSES, REGRESSION
from engine.library.datasets import task_of
from engine.program.check import load_table

FORMS = [
    (b"a,b\n1,2\n3,4\n", CsvForm()),
    (b"1,2\n3,4\n", CsvForm(header=False)),
    (b"a;b\n1,5;2\n3,25;4\n", CsvForm(delimiter=";", decimal=",")),
    (b"1,5;2,5\n3,5;4\n", CsvForm(delimiter=";", decimal=",", header=False)),
    (b"a\tb\r\n1\t2\r\n", CsvForm(delimiter="\t")),
    (b"a b\n1 2\n3  4\n", CsvForm(delimiter=" ")),
    (b"a|b\n1|2\n", CsvForm(delimiter="|")),
    ("größe,b\n1,2\n".encode(), CsvForm()),
    ("\ufeffa,b\n1,2\n".encode(), CsvForm()),
    ("a;b\n1;2\n".encode("utf-16"), CsvForm("utf-16", ";")),
    ("a,b\n1,2\n".encode("utf-16-le"), CsvForm("utf-16-le")),
    (b'name,"a, b"\n"x ""y""",2\nz,3\n', CsvForm()),
    (b"5.1,3.5,setosa\n4.9,3.0,virginica\n", CsvForm(header=False)),
    (b"kind\nred\nblue\nred\n", CsvForm()),
    (b"2020,1\n2021,2\n", CsvForm(header=False)),
]


@pytest.mark.parametrize(("content", "form"), FORMS)
def test_the_form_is_found_out(content, form):
    assert detect(content) == form


def test_columns_are_numbers_or_words():
    columns = parse(b'name,v,"a, b"\n"x ""y""",1.5,2\nz,-3e-2,.5\n', CsvForm())
    assert columns.names == ("name", "v", "a, b")
    assert columns.words == {"name"}
    assert columns.column("name").tolist() == ['x "y"', "z"]
    assert columns.column("v").tolist() == [1.5, -0.03]
    assert parse(b"a;b\n1,5;2\n", CsvForm(delimiter=";", decimal=",")).column("a").tolist() == [1.5]


BAD = [
    (b"", "the file is empty"),
    (b"  \n\n", "the file is empty"),
    (b"a,b\n", "no rows"),
    (b"a,b\n1,2\n3\n4,5\n6,7,8\n", r":3: fields in this line: 1; in the first line: 2[\s\S]*:5: fields in this line: 3"),
    (b"a,b\n1,2\n3,x\n", r":3, 2: the field 'x' in column 'b' is not a number"),
    (b"a,b\n1,2\n\n3,nan\n", r":4, 2: the column 'b' has no value here"),
    (b"a,b\n1,2\n3,inf\n", r":3, 2: the field 'inf'"),
    (b"a,b\n1,2\n3,1e400\n", r":3, 2: the field '1e400'"),
    (b"a,b\n1,2\n3,1_000\n", r":3, 2: the field '1_000'"),
    ("a,b\n1,2\n3,４\n".encode(), r":3, 2: the field"),
    (b"a,b\n1,2\n3,\n", r":3, 2: the column 'b' has no value here; missing values in all: 1. Fill it in"),
    (b"a,b\n1,2\n3,0x10\n", r":3, 2: the field '0x10'"),
    (b"a,b\n1,2\n3,--4\n", r":3, 2: the field '--4'"),
    (b'a,b\n1,"2\n3,4\n', r"cannot be read: .*quotation mark"),
    (b'a,b\n1,"2"x\n', r":2: this line cannot be read"),
    (b"a,a\n1,2\n", r":1: the column name 'a' occurs more than once"),
    (b"a,b\n1,\x00\n", r":2: it contains a null byte"),
    ("a,b\nä€ü,2\n".encode() + b"\xe4,3\n", r":3: the text is not valid UTF-8.*encoding"),
    (b"w\nred\n\nblue\n", None),
    (b'a,b\n"1\n1",2\n3,x\n', r":3, 1: the field .*not a number|:4, 2"),
    (b"a;b\n1,5;2\n1.5;2,0\n", r":3, 1: the field '1.5'"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", r"not valid UTF-8|null byte"),
    (b",".join(b"%d" % i for i in range(1200)) + b"\n" + b",".join(b"1" for _ in range(1200)), "1200 columns; the limit is 1000"),
]


@pytest.mark.parametrize(("content", "words"), BAD, ids=[str(content[:24]) for content, _ in BAD])
def test_a_fault_is_told_with_its_line_and_column(content, words):
    form = CsvForm(delimiter=";", decimal=",") if b";" in content else detect(content)
    if words is None:
        assert parse(content, form).column("w").tolist() == ["red", "blue"]
        return
    form = replace(form, header=not content.startswith(b"\x89"))
    with pytest.raises(ExperimentError, match=words):
        parse(content, form, "file")


def test_a_blank_among_words_is_told():
    with pytest.raises(ExperimentError, match="file:3, 1"):
        parse(b"w,v\nred,1\n ,2\n", CsvForm())


def test_many_faults_are_told_at_once_but_not_all():
    content = b"a,b\n" + b"x1,2\n" * 50
    with pytest.raises(ExperimentError) as caught:
        parse(b"a,b\n" + b"1,2\n" * 50 + b"1,x\n" * 50, CsvForm())
    assert len(caught.value.problems) == MOST_TOLD
    assert parse(content, CsvForm()).words == {"a"}


def test_reading_can_be_called_off_and_tells_how_far_it_is():
    content = b"a,b\n" + b"1,2\n" * 100_000
    seen = []

    def stop(done, total):
        seen.append(done / total)
        return len(seen) < 3

    for extra in (b"", b'"3",4\n'):  # the quick and the slow way
        seen.clear()
        with pytest.raises(Cancelled):
            parse(content + extra, CsvForm(), progress=stop)
        assert seen == sorted(seen)
        assert 0.3 < seen[-1] < 0.9


def test_both_ways_read_the_same():
    rng = np.random.default_rng(0)
    rows = [",".join(f"{value:.17g}" for value in row) for row in rng.normal(size=(500, 3)) * 10.0 ** rng.integers(-8, 8, (500, 3))]
    plain = "a,b,c\n" + "\n".join(rows)
    quoted = plain.replace(rows[7], ",".join(f'"{field}"' for field in rows[7].split(",")))
    one, other = (parse(text.encode(), CsvForm()) for text in (plain, quoted))
    for a, b in zip(one.values, other.values, strict=True):
        assert a.tobytes() == b.tobytes()
    assert one != other
    assert one == parse(plain.encode(), CsvForm())


IRIS = b"length,width,kind\n" + b"".join(b"%d.5,%d,%s\n" % (i, 2 * i, (b"setosa", b"other", b"third")[i % 3]) for i in range(30))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "iris.csv").write_bytes(IRIS)
    return tmp_path


def choice(folder, targets=("kind",), **settings):
    path = folder / "data" / "iris.csv"
    return csv_data.choice_of(path, detect(IRIS), csv_data.read(path), ("length", "width"), targets, **settings)


def test_roles_scale_and_split(folder):
    experiment = replace(load("xor"), data=choice(folder, standardise=True, held_out=0.2))
    table, problems = load_table(experiment)
    assert not problems
    assert table.samples == 24
    assert table.held_out.samples == 6
    assert table.target_names == ("other", "setosa", "third")
    assert np.abs(table.inputs.mean(axis=0)).max() < 1e-12
    assert np.abs(table.inputs.std(axis=0) - 1).max() < 1e-12
    assert not {tuple(row) for row in table.inputs} & {tuple(row) for row in table.held_out.inputs}
    assert task_of("csv", table) == CLASSES
    again = load_table(replace(experiment, seed=1))[0]
    assert not np.array_equal(table.inputs, again.inputs)


def test_the_task_is_seen_in_the_targets():
    columns = parse(b"x,y,z\n1,0,2.5\n2,1,3\n", CsvForm())
    for target, task in (("y", BINARY), ("z", REGRESSION)):
        table = load_table(
            replace(load("xor"), data=Choice("csv", {"rows": columns, "path": "p", "inputs": ["x"], "targets": [target]}))
        )[0]
        assert task_of("csv", table) == task


def test_a_column_that_is_not_there(folder):
    _, problems = load_table(replace(load("xor"), data=choice(folder, targets=("colour",))))
    assert "no column 'colour'" in str(problems[0])


def test_an_experiment_keeps_the_way_to_its_file(folder):
    experiment = replace(load("xor"), data=choice(folder, targets=("length",)))
    path = folder / "a.json"
    experiment_file.write(experiment, path)
    assert '"path": "data/iris.csv"' in path.read_text()
    assert str(folder) not in path.read_text()
    assert experiment_file.read(path) == experiment
    moved = folder.rename(folder.with_name("elsewhere"))
    assert load_table(experiment_file.read(moved / "a.json"))[0].samples == 30


def test_a_missing_file_is_told(folder):
    path = folder / "a.json"
    experiment_file.write(replace(load("xor"), data=choice(folder, targets=("length",))), path)
    (folder / "data" / "iris.csv").unlink()
    with pytest.raises(ExperimentError, match="there is no file .*same folder as the experiment"):
        experiment_file.read(path)


def test_the_remedy_for_unscaled_columns_is_a_setting(folder):
    before = replace(load("xor"), data=choice(folder, targets=("length",)))
    after = REMEDIES["standardise"].edit(before)
    assert after.data.settings["standardise"] is True
    assert REMEDIES["standardise"].edit(after) is None
    debugger = Debugger(replace(after, loss=Choice("mse")))
    debugger.run(5)
    assert np.isfinite(debugger.series.view("loss")).all()


def test_a_million_rows():
    values = np.arange(1_000_000)
    content = b"a,b\n" + b"\n".join(b"%d,%d.25" % (i, -i) for i in range(1_000_000))
    columns = parse(content, detect(content))
    assert (columns.column("a") == values).all()
    assert (columns.column("b") == np.where(values, -values - 0.25, 0.25)).all()


def test_held_out_samples_are_measured_along_the_run(folder):
    experiment = replace(
        load("xor"),
        data=choice(folder, ("width",), held_out=0.3, standardise=True),
        loss=Choice("mse"),
        optimizer=Choice("sgd", {"learning_rate": 1e-4}),
    )
    debugger, table = Debugger(experiment), load_table(experiment)[0]
    debugger.run(50)
    found = {step: score.loss for step, score in Validation(experiment).scores(debugger)}
    step = max(found)
    debugger.go(step * len(debugger.program))
    predicted = Predictor(experiment, table.held_out.inputs)(debugger.learned())
    assert found[step] == pytest.approx(((predicted - table.held_out.targets) ** 2).mean(), rel=1e-12)
    assert min(found) == 0
    assert 10 < len(found) <= 122

"""Pictures of a folder or of an archive as data: what becomes of them, what is refused, and that nothing is executed."""

import io
import json
import os
import pickle
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from engine import Choice, Debugger, Experiment, ExperimentError, load
from engine.insight.moment.held_out import HeldOut
from engine.interchange.documents.experiment_file import read as read_experiment
from engine.interchange.documents.experiment_file import write
from engine.interchange.documents.kinds import is_pictures, is_trace
from engine.interchange.pictures import folder as folders
from engine.interchange.pictures.data import choice_of, opened, read
from engine.library.pictures import scaled
from engine.program.check import check, load_table
from engine.program.fitting import fit_to_data, reads_pictures, with_picture_network
from main import main


def picture(path, values, **more):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(values, np.uint8)).save(path, **more)


def bars(folder, count=30, side=8):
    """Bright rows and bright columns, in a subfolder each."""
    rng = np.random.default_rng(1)
    for number in range(count):
        for name in ("across", "down"):
            values = rng.integers(0, 60, (side, side))
            place = int(rng.integers(side))
            values[(place, slice(None)) if name == "across" else (slice(None), place)] = 255
            picture(folder / name / f"{number:02}.png", values)
    return folder


def refused(path):
    with pytest.raises(ExperimentError) as caught:
        read(path)
    return [str(problem) for problem in caught.value.problems]


def test_each_subfolder_is_a_class_and_every_pixel_a_position(tmp_path):
    pictures = read(bars(tmp_path))
    assert (pictures.names, pictures.samples, pictures.shapes()) == (("across", "down"), 60, {(8, 8): 60})
    table = load_table(Experiment(data=choice_of(tmp_path, pictures)))[0]
    assert (table.grid, table.target_names, table.samples, table.held_out.samples) == ((8, 8), ("across", "down"), 48, 12)
    wanted = {tuple(image.ravel() / 255) for image in pictures.images}
    assert {tuple(row) for row in (*table.inputs, *table.held_out.inputs)} == wanted


def test_a_small_network_is_drawn_that_learns_them_and_the_file_keeps_the_path(tmp_path):
    choice = choice_of(bars(tmp_path / "bars"), read(tmp_path / "bars"))
    experiment = with_picture_network(Experiment(data=choice))
    assert not reads_pictures(replace(load("xor"), data=choice))
    assert fit_to_data(experiment, suggest=True) == experiment
    debugger, score = Debugger(experiment), HeldOut.of(experiment)
    debugger.run(200)
    assert score(debugger.learned()).right == 1.0
    path = tmp_path / "own.json"
    write(experiment, path)
    assert json.loads(path.read_text())["data"] == {"name": "pictures", "path": "bars", "size": 0, "colour": False}
    again = read_experiment(path)
    assert again == experiment
    assert np.array_equal(check(again).table.inputs, check(experiment).table.inputs)


def test_colours_transparency_depth_and_turned_photographs(tmp_path):
    red = np.zeros((4, 6, 3), np.uint8)
    red[..., 0] = 255
    picture(tmp_path / "a" / "red.png", red)
    Image.fromarray(np.zeros((4, 6, 4), np.uint8), "RGBA").save(tmp_path / "a" / "clear.png")
    Image.fromarray(np.full((4, 6), 65535, np.uint16)).save(tmp_path / "a" / "deep.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    picture(tmp_path / "b" / "turned.jpg", np.zeros((6, 4)), exif=exif)
    pictures = read(tmp_path)
    assert pictures.coloured()
    assert pictures.shapes() == {(4, 6): 4}
    table = load_table(Experiment(data=choice_of(tmp_path, pictures, held_out=0.0)))[0]
    assert table.inputs.shape == (4, 3 * 24)
    clear, deep, bright, _ = table.inputs
    assert (clear == 1).all()
    assert (deep == 1).all()
    assert (bright[:24] == 1).all()
    assert (bright[24:] == 0).all()
    grey = load_table(Experiment(data=choice_of(tmp_path, pictures, colour=False, held_out=0.0)))[0]
    assert np.allclose(grey.inputs[2], 0.299)


def test_scaling_takes_the_mean_over_the_area():
    rng = np.random.default_rng(2)
    images = rng.uniform(size=(3, 2, 12, 8))
    assert np.allclose(scaled(images, (6, 4)), images.reshape(3, 2, 6, 2, 4, 2).mean(axis=(3, 5)))
    for grid in ((5, 7), (12, 8), (20, 3)):
        assert np.allclose(scaled(images, grid).mean(axis=(2, 3)), images.mean(axis=(2, 3)))


def test_pictures_of_several_sizes_need_one_and_no_more_room_than_there_is(tmp_path, monkeypatch):
    picture(tmp_path / "a" / "1.png", np.zeros((4, 6)))
    picture(tmp_path / "b" / "2.png", np.ones((300, 200)) * 200)
    pictures = read(tmp_path)
    assert max(max(shape) for shape in pictures.shapes()) == 128
    assert choice_of(tmp_path, pictures).settings["size"] == 28
    _, problems = load_table(Experiment(data=choice_of(tmp_path, pictures, size=0)))
    assert "2 different sizes" in str(problems[0])
    table = load_table(Experiment(data=choice_of(tmp_path, pictures, size=5, held_out=0.0)))[0]
    assert table.inputs.shape == (2, 25)
    monkeypatch.setattr("engine.library.pictures.MOST_NUMBERS", 49)
    _, problems = load_table(Experiment(data=choice_of(tmp_path, pictures, size=5, held_out=0.1)))
    assert "would take" in str(problems[0])
    assert np.allclose(table.inputs[1], 200 / 255)


def test_train_and_test_folders_say_what_is_held_out_and_pictures_alone_are_their_own_targets(tmp_path):
    bars(tmp_path / "set" / "train", 6)
    bars(tmp_path / "set" / "test", 2)
    table = load_table(Experiment(data=choice_of(tmp_path, read(tmp_path / "set"))))[0]
    assert (table.samples, table.held_out.samples) == (12, 4)
    choice = choice_of(tmp_path, read(tmp_path / "set" / "train" / "down"))
    experiment = with_picture_network(Experiment(data=choice))
    checked = check(experiment)
    assert np.array_equal(checked.targets, checked.table.inputs)
    assert not checked.warnings


def test_pictures_without_a_class_beside_classes_are_left_out(tmp_path):
    bars(tmp_path / "set" / "train", 3)
    for number in range(4):
        picture(tmp_path / "set" / "test" / f"{number}.png", np.full((8, 8), number))
    pictures = read(tmp_path / "set")
    assert (pictures.samples, pictures.kept.any()) == (6, False)
    table = load_table(Experiment(data=choice_of(tmp_path, pictures)))[0]
    assert (table.samples, table.held_out.samples) == (5, 1)


def test_pictures_that_would_all_be_held_out_are_trained_on(tmp_path):
    (tmp_path / "train" / "across").mkdir(parents=True)
    bars(tmp_path / "test", 3)
    pictures = read(tmp_path)
    assert (pictures.samples, pictures.kept.any()) == (6, False)
    assert check(with_picture_network(Experiment(data=choice_of(tmp_path, pictures)))).table.samples == 5


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_class_may_have_any_name_that_a_folder_may_have(tmp_path):
    bars(tmp_path, 1)
    os.rename(tmp_path / "down", os.fsencode(tmp_path) + b"/caf\xe9")
    assert read(tmp_path).names == ("across", "caf\\xe9")


def test_of_many_pictures_a_share_is_drawn_by_the_seed(tmp_path):
    pictures = read(bars(tmp_path))
    tables = [load_table(Experiment(data=choice_of(tmp_path, pictures, samples=20), seed=seed))[0] for seed in (1, 1, 2)]
    assert [table.samples + table.held_out.samples for table in tables] == [20] * 3
    assert np.array_equal(tables[0].inputs, tables[1].inputs)
    assert not np.array_equal(tables[0].inputs, tables[2].inputs)


def test_what_is_wrong_in_a_folder_is_told_file_by_file(tmp_path):
    assert "no pictures" in refused(tmp_path)[0]
    bars(tmp_path, 2)
    (tmp_path / "down" / "broken.png").write_bytes((tmp_path / "down" / "00.png").read_bytes()[:60])
    (tmp_path / "across" / "text.jpg").write_text("no picture")
    told = refused(tmp_path)
    assert len(told) == 2
    assert "text.jpg" in told[0]
    assert "broken.png" in told[1]
    only = tmp_path / "only"
    bars(only, 2)
    for path in (only / "down").iterdir():
        path.unlink()
    assert "one class" in refused(only)[0]


def test_a_picture_that_unpacks_to_far_more_than_it_is_is_refused_unread(tmp_path, monkeypatch):
    header = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(header, "PNG")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "bomb.png").write_bytes(header.getvalue())
    assert len(header.getvalue()) < 100_000
    told = refused(tmp_path)[0]
    assert "bomb.png" in told
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    bars(tmp_path, 3)
    assert "limit is 3" in refused(tmp_path)[0]
    monkeypatch.setattr(folders, "MOST_FILES", 100)
    (tmp_path / "a" / "bomb.png").unlink()
    monkeypatch.setattr(folders, "MOST_BYTES", 100)
    assert "memory" in refused(tmp_path)[0]


def test_images_of_an_archive_in_the_orders_that_are_usual(tmp_path):
    rng, path = np.random.default_rng(3), tmp_path / "set.npz"
    images, labels = rng.integers(0, 256, (10, 5, 4), np.uint8), np.arange(10) % 3
    np.savez(path, images=images, labels=labels)
    pictures = read(path)
    assert (pictures.names, pictures.shapes()) == (("0", "1", "2"), {(5, 4): 10})
    assert np.array_equal(np.stack(pictures.images)[..., 0], images)
    assert np.array_equal(pictures.classes, labels)
    np.savez_compressed(
        path, x_train=images, y_train=np.array(["cat", "dog"] * 5), x_test=images[:2], y_test=np.array(["dog", "cat"])
    )
    pictures = read(path)
    assert pictures.names == ("cat", "dog")
    assert pictures.kept.sum() == 2
    colours = rng.uniform(size=(10, 3, 5, 4)).astype(np.float32)
    np.savez(path, arr_0=colours, arr_1=np.eye(2)[labels % 2])
    pictures = read(path)
    assert np.array_equal(pictures.images[4], np.moveaxis(colours[4].astype(float), 0, -1))
    table = load_table(Experiment(data=choice_of(path, pictures, held_out=0.0)))[0]
    assert np.array_equal(table.inputs, colours.reshape(10, -1).astype(float))
    np.savez(path, images=images > 99)
    assert set(np.unique(read(path).images[0])) <= {0, 255}
    assert read(path).names == ()
    np.savez(path, images=images, labels=1_000_001 + np.arange(10) % 2)
    assert read(path).names == ("1000001", "1000002")


@pytest.mark.parametrize(("kind", "depth"), [("<u2", 16), (">u2", 16), ("<i4", 12), (">i8", 10), (">f4", 0)])
def test_numbers_of_any_depth_and_order_of_bytes(tmp_path, kind, depth):
    """Whole numbers become 0 to 1 as bytes do, by the bits of the largest; others are used as they are."""
    values = np.random.default_rng(4).integers(0, 2 ** (depth or 8), (10, 5, 4))
    values[0, 0, 0] = 2 ** (depth or 8) - 1
    np.savez(tmp_path / "set.npz", images=values.astype(kind), labels=(np.arange(10) % 2).astype(">i4"))
    pictures = read(tmp_path / "set.npz")
    assert np.array_equal(np.stack(pictures.images)[..., 0], values / (2**depth - 1) if depth else values)
    assert pictures.classes.tolist() == [0, 1] * 5


def test_a_folder_without_pictures_is_told_as_that(tmp_path, capsys):
    (tmp_path / "cat").mkdir()
    (tmp_path / "cat" / "a.tiff").write_bytes(b"II*\0")
    assert main(["run", str(tmp_path), "--lang", "en"]) == 2
    assert "neither pictures nor a recorded run" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"weights": np.zeros((3, 3))}, "no array of images"),
        ({"images": np.zeros((4, 5))}, "images.reshape"),
        ({"images": np.zeros((4, 5, 5)), "labels": np.array(["a", "b"] * 2, object)}, "array.astype(str)"),
        ({"images": np.zeros((4, 300, 5))}, "limit is 128"),
        ({"images": np.zeros((4, 5, 5)), "labels": np.zeros(3)}, "labels have the shape"),
        ({"images": np.zeros((4, 5, 5)), "labels": np.zeros(4)}, "one class"),
        ({"images": np.full((4, 5, 5), np.nan)}, "finite"),
        ({"images": np.zeros((1_000_001, 1, 1), np.uint8)}, "1000001 pictures"),
    ],
)
def test_archives_that_hold_no_images_are_told_what_is_missing(tmp_path, arrays, words):
    np.savez(tmp_path / "set.npz", **arrays)
    assert words in refused(tmp_path / "set.npz")[0]


class Harmful:
    def __reduce__(self):
        return os.mkdir, ("harmful",)


def test_nothing_in_an_archive_is_executed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    np.savez("own.npz", images=np.array([Harmful(), Harmful()], object))
    assert "Python objects" in refused(tmp_path / "own.npz")[0]
    with zipfile.ZipFile("other.npz", "w") as archive:
        archive.writestr("images.npy", pickle.dumps(Harmful()))
    assert "damaged" in refused(tmp_path / "other.npz")[0]
    assert not (tmp_path / "harmful").exists()


def test_folders_are_known_by_what_is_in_them(tmp_path):
    assert not is_pictures(tmp_path)
    assert is_trace(tmp_path)
    bars(tmp_path / "set", 1)
    assert is_pictures(tmp_path / "set")
    assert not is_trace(tmp_path / "set")
    assert is_pictures("digits.npz")
    (tmp_path / "set" / "manifest.json").write_text("{}")
    assert is_trace(tmp_path / "set")
    assert not is_pictures(tmp_path / "set")
    bars(tmp_path / "logs", 1)
    (tmp_path / "logs" / "events.out.tfevents.1").touch()
    assert is_trace(tmp_path / "logs")


def test_one_command_trains_on_a_folder(tmp_path, capsys):
    bars(tmp_path / "bars")
    assert main(["run", str(tmp_path / "bars"), "--steps", "150", "--held-out", "0.25", "--lang", "en", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["held_out"]["right"] == 1.0
    assert "pictures: 60 of 60; 8 × 8 pixels in grey; classes: across, down; held out: 15" in err


def test_settings_that_do_not_fit_are_told_alone(tmp_path, capsys):
    bars(tmp_path / "bars", 1)
    assert main(["run", str(tmp_path / "bars"), "--pixels", "1000", "--lang", "en"]) == 2
    assert capsys.readouterr().err.splitlines() == ["data.size: must be between 0 and 128; it is 1000."]


def test_options_that_have_no_use_are_refused(tmp_path, capsys):
    bars(tmp_path / "bars", 1)
    (tmp_path / "own.csv").write_text("a,b\n1,2\n3,4\n5,6\n")
    for what, given, named in (
        (tmp_path / "bars", ["--target", "a", "--no-standardise"], "--target, --standardise"),
        (tmp_path / "own.csv", ["--pixels", "0", "--no-colour"], "--pixels, --colour"),
        ("xor", ["--held-out", "0", "--without", "a"], "--without, --held-out"),
    ):
        for verb in ("run", "diagnose"):
            assert main([verb, str(what), *given, "--lang", "en"]) == 2
            assert capsys.readouterr().err.strip().splitlines() == [f"{what}: these options have no effect here: {named}."]


def test_an_archive_that_is_not_there_is_told_as_that(tmp_path):
    assert refused(tmp_path / "set.npz") == [f"{tmp_path / 'set.npz'}: there is no such file. Check the name."]
    choice = Choice("pictures", {"path": "a" * 999})
    with pytest.raises(ExperimentError, match="there is no file"):
        opened(choice, tmp_path)


def test_a_missing_folder_is_told_when_the_experiment_is_opened(tmp_path):
    path = tmp_path / "own.json"
    write(with_picture_network(Experiment(data=choice_of(bars(tmp_path / "bars", 3), read(tmp_path / "bars")))), path)
    (tmp_path / "bars").rename(tmp_path / "moved")
    with pytest.raises(ExperimentError, match="no file"):
        read_experiment(path)
    alone = Experiment(data=Choice("pictures", {"path": "bars"}))
    assert "could not be read" in str(load_table(alone)[1][0])

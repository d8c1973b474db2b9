"""Classes are found in targets of every form, and outputs are read as the loss reads them."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, load
from engine.insight.moment.classes import classes, read
from engine.insight.moment.predict import around
from engine.interchange.documents import experiment_file
from engine.library.samples import Table
from engine.model.experiment import CLASS_NAMES
from engine.program.check import load_table

X = np.zeros((3, 2))


def table(targets, **names):
    return Table(X[: len(targets)], np.array(targets, float), **names)


@pytest.mark.parametrize(
    ("data", "loss", "units", "names", "numbers"),
    [
        (table([[0], [1], [1]]), "bce", 1, ("class 0", "class 1"), [0, 1, 1]),
        (table([[0], [1], [1]], target_names=("y",)), "mse", 1, ("y = 0", "y = 1"), [0, 1, 1]),
        (table([[0], [1], [1]], class_names=("setosa", "virginica")), "mse", 1, ("setosa", "virginica"), [0, 1, 1]),
        (table([[0], [1]], class_names=("", "virginica", "one too many")), "mse", 1, ("class 0", "virginica"), [0, 1]),
        (table([[0, 1], [1, 0]], target_names=("red", "blue")), "cross_entropy", 2, ("red", "blue"), [1, 0]),
        (
            table([[0, 1], [1, 0]], target_names=("red", "blue"), class_names=("rose",)),
            "cross_entropy",
            2,
            ("rose", "blue"),
            [1, 0],
        ),
        (table([[2], [0], [-100]]), "cross_entropy", 3, ("class 0", "class 1", "class 2"), [2, 0, np.nan]),
    ],
)
def test_classes_of_a_table(data, loss, units, names, numbers):
    found = classes(data, loss, units)
    assert found.names == names
    np.testing.assert_array_equal(found.of_samples, numbers)


@pytest.mark.parametrize(
    "data",
    [
        Choice("spiral", {"samples": 20, CLASS_NAMES: ["left", "right"]}),
        Choice("table", {"inputs": [[0.0], [1.0]], "targets": [[0.0], [1.0]], CLASS_NAMES: ["", "on"]}),
    ],
    ids=lambda data: data.name,
)
def test_names_that_the_user_gave_go_into_the_file_and_change_no_number(data):
    experiment = replace(load("bce-net"), data=data)
    again = experiment_file.parse(experiment_file.dumps(experiment))
    assert again.data == data
    found, problems = load_table(again)
    assert not problems
    assert found.class_names == tuple(data.settings[CLASS_NAMES])
    bare = Choice(data.name, {name: value for name, value in data.settings.items() if name != CLASS_NAMES})
    assert experiment.same_numbers(replace(experiment, data=bare))


def test_names_that_are_no_words_are_refused():
    _, problems = load_table(replace(load("xor"), data=Choice("xor", {CLASS_NAMES: [1, 2]})))
    assert [problem.where for problem in problems] == ["data.class_names"]


@pytest.mark.parametrize("targets", [[[0.5], [1]], [[1, 1], [0, 1]], [[0, 0], [0, 1]]])
def test_other_targets_are_no_classes(targets):
    assert classes(table(targets), "mse", len(targets[0])) is None


def test_logits_become_probabilities_and_other_outputs_stay():
    logits = np.array([[62.0], [-800.0], [800.0], [0.0]])
    np.testing.assert_allclose(read("bce_with_logits", logits)[:, 0], [1, 0, 1, 0.5], atol=1e-12)
    np.testing.assert_array_equal(read("bce", logits), logits)
    shares = read("cross_entropy", np.array([[1000.0, 0.0, 0.0], [1.0, 2.0, 3.0]]))
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    np.testing.assert_allclose(shares[1], np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum())


def test_a_single_sample_has_a_sensible_range_around_it():
    low, high = around(np.array([[0.1, 3.0]]), 0.25)
    np.testing.assert_allclose((low, high), ([-0.65, 2.25], [0.85, 3.75]))
    low, high = around(np.array([[0.1, 3.0], [0.1, 5.0]]), 0)
    np.testing.assert_allclose((low, high), ([-0.9, 3.0], [1.1, 5.0]))

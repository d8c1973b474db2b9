"""Experiment files: round trips, and every kind of bad input told with place and mend."""

import json
from dataclasses import replace

import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Wire, load, lower
from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import EXAMPLES, example
from engine.interchange.documents.schema import schema
from resources import FOLDER


@pytest.mark.parametrize("name", EXAMPLES)
def test_round_trip(name, tmp_path):
    path = tmp_path / "a.json"
    experiment_file.write(example(name), path)
    again = experiment_file.read(path)
    assert again == example(name)
    first = path.read_bytes()
    experiment_file.write(again, path)
    assert path.read_bytes() == first


def test_the_published_schema_is_the_one_in_use():
    assert json.loads(FOLDER.joinpath("schema/experiment.schema.json").read_text()) == schema()


def document(**changes) -> dict:
    result = experiment_file.document_of(example("xor"))
    result.update(changes)
    return result


def problems(content) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    with pytest.raises(ExperimentError) as caught:
        lower(experiment_file.parse(text))
    return str(caught.value)


def test_contract_example():
    """The file of the contract, word for word."""
    contract = """{
      "format": "backprop-explorer/experiment", "version": 1, "seed": 0,
      "network": {
        "nodes": [
          {"id": "x", "type": "input", "units": 2},
          {"id": "h", "type": "dense", "units": 4, "activation": "tanh", "initializer": "xavier_uniform"},
          {"id": "y", "type": "dense", "units": 1, "activation": "sigmoid"}
        ],
        "wires": [{"from": "x", "to": "h"}, {"from": "h", "to": "y", "kind": "weighted", "delay": 0}],
        "parameters": {"x->h.weight": [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8]], "h.bias": [0, 0, 0, 0]}
      },
      "data": {"name": "xor"}, "loss": {"name": "bce", "reduction": "mean"},
      "optimizer": {"name": "sgd", "learning_rate": 0.5},
      "training": {"batch_size": null, "shuffle": false, "clip": null, "truncate": null, "freeze": []}
    }"""
    debugger = Debugger(experiment_file.parse(contract))
    assert debugger.value("x->h.weight").tolist() == [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8]]


class TestBadInput:
    def test_unknown_key(self):
        words = problems(document(colour="red"))
        assert "colour" in words
        assert "Known names" in words

    def test_all_problems_at_once(self):
        bad = document(optimizer={"name": "sgd", "learning_rate": "fast"}, seed=-1)
        bad["network"]["nodes"][1]["units"] = 0
        words = problems(bad)
        assert "optimizer.learning_rate" in words
        assert "seed" in words
        assert "network.nodes[1].units" in words

    def test_unknown_name_lists_the_known_ones(self):
        words = problems(document(loss={"name": "hinge"}))
        assert "hinge" in words
        assert "cross_entropy" in words

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
    def test_nan(self, number):
        text = json.dumps(document()).replace('"seed": 0', f'"seed": {number}')
        assert number in problems(text)

    def test_numbers_beyond_the_range_of_doubles(self):
        assert "too large" in problems(json.dumps(document()).replace("0.5", "1e999"))

    def test_wrong_shape(self):
        bad = document()
        bad["network"]["parameters"] = {"h.bias": [1, 2]}
        words = problems(bad)
        assert "parameters.h.bias" in words
        assert "(4,)" in words

    @pytest.mark.parametrize(
        ("value", "place", "words"),
        [
            ([[1, 2], [3, "x"]], "[1][1]", 'must be of type number; it is "x". Write a number there, as in 0.25.'),
            ([[1, 2], [None, 3], [4, 5]], "[1][0]", "must be of type number; it is null. Write a number there, as in 0.25."),
            ([["a", "b"], ["c", "d"]], "[0][0]", 'must be of type number; it is "a". Write a number there, as in 0.25.'),
            ([1, "x"], "[1]", 'must be of type number; it is "x". Write a number there, as in 0.25.'),
            ("none", "", 'must be of type array; it is "none". Write a list in brackets there, as in [1, 2].'),
        ],
    )
    def test_a_damaged_weight_is_told_with_its_place_and_what_belongs_there(self, value, place, words):
        bad = document()
        bad["network"]["parameters"] = {"x->h.weight": value}
        assert problems(bad) == f"network.parameters.x->h.weight{place}: {words}"

    def test_of_several_kinds_of_values_all_are_named(self):
        bad = document()
        bad["network"]["nodes"][1] |= {"type": "conv", "kernel": "x", "padding": "sam"}
        words = problems(bad)
        assert 'kernel: must be one of: integer, array; it is "x".' in words
        assert 'padding: must be one of: integer, same, array; it is "sam".' in words
        bad["network"]["nodes"][1] |= {"kernel": 0}
        assert "kernel: must be at least 1; it is 0." in problems(bad)

    def test_ragged_parameter(self):
        bad = document()
        bad["network"]["parameters"] = {"x->h.weight": [[1, 2], [3]]}
        assert "parameters.x->h.weight" in problems(bad)

    def test_cycle_without_delay(self):
        bad = document()
        bad["network"]["wires"].append({"from": "h", "to": "h"})
        words = problems(bad)
        assert "h->h" in words
        assert "delayed" in words

    @pytest.mark.parametrize("rows", [[], [[]], [[1.0], [1.0, 2.0]], "no"])
    def test_empty_or_ragged_table(self, rows):
        words = problems(document(data={"name": "table", "inputs": rows, "targets": [[1.0]]}))
        assert "data" in words

    def test_keys_that_are_missing_are_told_once(self):
        assert problems({}) == "file: these keys are missing: format, version, network. Add what is missing."
        bad = document()
        for node in bad["network"]["nodes"]:
            del node["type"]
        assert problems(bad).count("the key type is missing.") == len(bad["network"]["nodes"])

    def test_missing_file(self):
        with pytest.raises(ExperimentError, match=r"nowhere\.json.*no such file"):
            load("nowhere.json")

    def test_broken_json_names_line_and_column(self):
        assert "file:2:1" in problems('{"format":\n}')

    def test_duplicate_key(self):
        assert "twice" in problems('{"format": 1, "format": 2}')

    def test_deep_nesting(self):
        assert "nested" in problems("[" * 100_000)

    def test_newer_version_is_refused_kindly(self):
        assert "version 7" in problems(document(version=7))

    def test_not_text(self, tmp_path):
        path = tmp_path / "x.json"
        path.write_bytes(b"\xff\xfe\x00\x01")
        with pytest.raises(ExperimentError, match="UTF-8"):
            load(path)

    def test_units_that_do_not_fit_the_data(self):
        bad = document()
        bad["network"]["nodes"][0]["units"] = 3
        words = problems(bad)
        assert "input units: 3" in words
        assert "features in the data: 2" in words

    def test_targets_outside_the_range_of_the_loss(self):
        words = problems(document(data={"name": "table", "inputs": [[1, 2]], "targets": [[-1]]}))
        assert "between 0 and 1" in words

    def test_unknown_parameter_and_freeze(self):
        bad = document()
        bad["network"]["parameters"] = {"z.bias": [1]}
        bad["training"]["freeze"] = ["q.bias"]
        words = problems(bad)
        assert "z.bias" in words
        assert "q.bias" in words

    def test_no_network(self):
        with pytest.raises(ExperimentError, match="empty"):
            lower(Experiment())

    def test_two_outputs(self):
        network = Network((Node("x", "input", 2), Node("a", "dense", 1), Node("b", "dense", 1)), (Wire("x", "a"), Wire("x", "b")))
        with pytest.raises(ExperimentError, match="a, b"):
            lower(Experiment(network))


def test_wires_of_layers_that_are_not_there_are_refused_when_the_file_is_read():
    """They cannot be drawn: the window would have nothing to show."""
    content = document()
    content["network"]["wires"] += [{"from": "gone", "to": "h"}, {"from": "h", "to": "lost"}]
    with pytest.raises(ExperimentError) as caught:
        experiment_file.parse(json.dumps(content))
    assert "network.wires.gone->h: there is no node 'gone'." in str(caught.value)
    assert "network.wires.h->lost: there is no node 'lost'." in str(caught.value)


def test_a_bad_pair_of_output_and_loss_draws_a_warning():
    from engine.program.check import check

    experiment = example("xor")
    assert check(experiment).warnings == ()
    warned = check(replace(experiment, loss=Choice("bce_with_logits"))).warnings
    assert len(warned) == 1
    assert "sigmoid" in str(warned[0])


def test_saving_keeps_the_old_file_when_the_disk_refuses(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    experiment_file.write(example("xor"), path)
    before = path.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.interchange.documents.safe_save.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        experiment_file.write(example("hello"), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]

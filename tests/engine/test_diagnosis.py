"""What is reported about sick and healthy networks, remedies and their prices, landscapes, differences, sweeps."""

import json
import os
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from tiers import long, sample

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire, load, lower
from engine.headless.commands import run as command
from engine.insight.diagnosis import checks
from engine.insight.diagnosis.advice import ADVICE
from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.finding import Finding, left_behind, main_error
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.remedies.proposals import applicable
from engine.insight.diagnosis.trial import Examination, Trial, examine, plan, ranked, run
from engine.insight.flow.depth import depth_profile
from engine.insight.flow.landscape import Landscape, Scan, filter_normalised, principal, single, trail
from engine.insight.study.difference import measures, settings
from engine.insight.study.families import Tower
from engine.insight.study.jobs import DASK, Jobs
from engine.insight.study.sweep import Grid, measure, phases, ratio_title
from engine.model.problem import ExperimentError


def cluster_library():
    """Dask is an optional extra; where the variable CI is set it must be there."""
    return import_module("distributed") if os.environ.get("CI") else pytest.importorskip("distributed")


NOTHING = SimpleNamespace(**dict.fromkeys(("figures", "phases", "trace", "report", "animation"), lambda *_: []))


def causes(experiment, epochs=12):
    return [finding.cause for finding in examine(Examination(experiment, epochs)) if finding.severity == "error"]


def mlp(activation="relu", start="he_normal", depth=4, **changes):
    tower = Tower(depth, 12, Choice(activation), Choice(start) if isinstance(start, str) else start, samples=80)
    return replace(
        tower.experiment(1),
        data=Choice("moons", {"samples": 80}),
        optimizer=Choice("adam", {"learning_rate": 0.01}),
        training=Training(batch_size=20, shuffle=True),
        **changes,
    )


class TestCauses:
    def test_a_healthy_network_is_left_in_peace(self):
        assert causes(mlp(), 30) == []

    @pytest.mark.parametrize(
        "name",
        [
            *("xor", "sine", "spiral", "healthy", "residual", "batch-norm", "hello", "sine-forecast", "embedding"),
            pytest.param("latch-lstm", marks=long),
        ],
    )
    def test_examples_that_learn_are_left_in_peace(self, name):
        assert causes(load(name), 20) == []

    def test_vanishing_by_depth_names_layers_and_factor(self):
        found = main_error(examine(Examination(load("vanishing"), 8)))
        assert found.cause == "vanishing by depth"
        assert found.layers[0] == "h1"
        assert "h20" not in found.layers
        assert 0.2 < float(found.args["factor"]) < 0.26
        assert found.step <= 2, "it is seen early"

    def test_vanishing_through_time(self):
        experiment = replace(
            load("latch-rnn"),
            network=load("latch-rnn").network.with_node(
                replace(load("latch-rnn").network.node("h"), initializer=Choice("orthogonal", {"gain": 0.3}))
            ),
            parameters={},
        )
        found = {finding.cause: finding for finding in examine(Examination(experiment, 12))}
        assert found["vanishing through time"].time is not None
        assert found["vanishing through time"].overcome == ("solved" in found)

    def test_weights_that_start_too_large(self):
        assert causes(mlp(start=Choice("he_normal", {"gain": 6.0}), depth=9))[0] == "initial scale"
        saturated = mlp("tanh", Choice("normal", {"std": 4.0}), 6)
        told = diagnose(facts(saturated), [Observer(saturated)(Debugger(saturated))])
        assert (told[0].cause, told[0].severity) == ("initial scale", "warning"), "it may still learn"
        assert set(told[0].layers) >= {"h2", "h3", "h4", "h5", "h6"}

    def test_dead_units(self):
        dead = {f"h{number}.bias": [-8.0] * 12 for number in range(1, 5)}
        assert causes(mlp(parameters=dead))[0] == "dead"

    def test_steps_too_large_and_too_small(self):
        assert causes(replace(mlp(), optimizer=Choice("sgd", {"learning_rate": 8.0})), 20)[0] in ("learning rate", "oscillation")
        assert causes(replace(mlp(), optimizer=Choice("sgd", {"learning_rate": 1e-7})), 20)[0] == "slow"

    def test_a_network_whose_output_is_the_loss_is_not_called_slow(self):
        """There is nothing to learn: so are circuits, and layers of a recorded run, looked at."""
        circuit = load("circuit")
        assert circuit.loss.name == "output"
        assert causes(replace(circuit, optimizer=Choice("sgd", {"learning_rate": 0.0})), 20) == []

    def test_inputs_badly_scaled(self):
        rng = np.random.default_rng(0)
        x = rng.normal(0, 300, (60, 2))
        table = {"inputs": x.tolist(), "targets": (x[:, :1] > 0).astype(float).tolist()}
        found = examine(Examination(replace(mlp(), data=Choice("table", table)), 1))
        assert found[0].cause == "input scale"
        assert found[0].step == 0

    def test_a_window_that_is_too_short(self):
        """Echo with lag 6 cannot be learned by a window of 5, and is by one of 10."""
        experiment = load("echo-truncated")
        short = replace(experiment, training=replace(experiment.training, truncate={"k1": 1, "k2": 3}))
        found = [f for f in examine(Examination(short, 30)) if f.cause == "short window"]
        assert found[0].remedies == ("window",)
        assert REMEDIES["window"].edit(short).training.truncate["k2"] == 6

    def test_what_was_overcome_keeps_its_own_moment(self):
        debugger, monitor = Debugger(load("hopeless")), Monitor(load("hopeless"))
        stuck, freed = 40 * len(debugger.program), 60 * len(debugger.program)
        for t in range(0, stuck + 1, stuck // 4):
            debugger.go(t)
            was = monitor.findings(debugger)
        assert [finding.severity for finding in was] == ["error"]
        assert monitor.overcome(debugger) == ()
        monitor.forget(1)
        debugger.go(freed)
        assert monitor.overcome(debugger) == (), "another future, in which this never was"

    def test_what_is_there_no_more_is_told_as_it_was_last_seen(self):
        bad = Finding("slow", "error", "slow", step=2, measured=20)
        present = (Finding("solved", "note", "solved"),)
        assert left_behind([bad, replace(bad, measured=30)], present) == (replace(bad, measured=30, overcome=True),)
        assert left_behind([bad], (bad,)) == ()
        assert left_behind(present, ()) == (), "what was no error was no problem"

    def test_every_cause_says_what_to_do_next(self):
        folder = Path(checks.__file__).parent
        named = {name for path in folder.glob("*.py") for name in re.findall(r"Finding\(\s*\"([^\"]+)\"", path.read_text())}
        assert named - set(ADVICE) == set()
        assert len(named) > 25

    def test_a_pair_that_does_not_match(self):
        experiment = mlp()
        output = experiment.network.node("y")
        wrong = experiment.with_network(experiment.network.with_node(replace(output, activation=Choice("relu"))))
        found = diagnose(facts(wrong), [Observer(wrong)(Debugger(wrong))])
        assert found[0].cause == "pair"
        assert REMEDIES["pair"].edit(wrong).network.node("y").activation.name == "sigmoid"

    def test_the_baseline_is_that_of_a_constant_answer(self):
        assert facts(load("xor")).baseline == pytest.approx(np.log(2), rel=1e-12)
        targets = np.sin(np.linspace(-np.pi, np.pi, 64))
        assert facts(load("sine")).baseline == pytest.approx(targets.var(), rel=1e-12)
        assert facts(load("embedding")).baseline < np.log(27)

    def test_an_observation_sees_all_the_data(self):
        """With minibatches the loss observed is that of the full batch at the same weights."""
        experiment = mlp()
        debugger = Debugger(experiment)
        debugger.run(7)
        whole = Debugger(replace(experiment, training=Training()), debugger.parameters())
        whole.run(1)
        assert Observer(experiment)(debugger).loss == pytest.approx(float(whole.value("loss")), rel=1e-12)

    def test_findings_of_the_past(self):
        debugger, monitor = Debugger(load("vanishing")), Monitor(load("vanishing"))
        monitor.findings(debugger)
        for _ in range(4):
            debugger.run(1)
            monitor.findings(debugger)
        assert main_error(monitor.findings(debugger)) is not None
        debugger.go(0)
        assert main_error(monitor.findings(debugger)) is None


class TestRemedies:
    @pytest.mark.parametrize(
        "name",
        sample(
            [
                "vanishing",
                "hopeless",
                "latch-rnn",
                "latch-lstm",
                "hello",
                "xor",
                "batch-norm",
                "residual",
                "echo-truncated",
                "sine-forecast",
            ],
            3,
        ),
    )
    def test_every_remedy_gives_a_network_that_runs(self, name):
        experiment = load(name)
        for name, after in applicable(experiment, tuple(REMEDIES)):
            debugger = Debugger(lower(after))
            debugger.run(1)
            assert not after.same_numbers(experiment), name

    def test_the_untreated_trial_is_the_plain_run(self):
        outcome = run(Trial("", load("xor"), 40))
        debugger = Debugger(load("xor"))
        debugger.run(40)
        assert outcome.losses.tolist() == debugger.series.view("loss").tolist()

    def test_ranking_is_by_loss_then_by_an_even_gradient(self):
        outcomes = [result for _, result in Jobs(run, plan(load("vanishing"), ("batch-norm", "relu-he", "adam"), 120))]
        best = ranked(outcomes)
        rounded = [float(f"{o.left:.2g}") for o in best]
        assert rounded == sorted(rounded)
        assert len(best) == len(outcomes)
        assert best[0].remedy == "batch-norm"
        assert {o.remedy for o in best} == {"", "batch-norm", "relu-he", "adam"}

    def test_prices(self):
        """BatchNorm's gradient grows on its way back; clipping raises nothing; a residual branch of 1 explodes, of .1 not."""
        tower = Tower()
        plain, clipped = tower.experiment(), REMEDIES["clip"].edit(tower.experiment())
        normed = REMEDIES["batch-norm"].edit(plain)
        first = {name: self.profile(e) for name, e in (("plain", plain), ("clip", clipped), ("norm", normed))}
        assert first["clip"].delta.tolist() == first["plain"].delta.tolist()
        assert first["plain"].ratio < 1e-11
        own = [d for name, d in zip(first["norm"].layers, first["norm"].delta, strict=True) if name.endswith("_norm")]
        assert own[0] / own[-1] > 10
        relu = Tower(activation=Choice("relu"), initializer=Choice("he_normal"))
        whole = self.profile(replace(relu, residual=True).experiment())
        small = self.profile(REMEDIES["residual"].edit(relu.experiment()))
        sizes = [[d for name, d in zip(p.layers, p.delta, strict=True) if name in ("h2", "h20")] for p in (whole, small)]
        assert sizes[0][0] / sizes[0][1] > 300
        assert 0.1 < sizes[1][0] / sizes[1][1] < 30

    def test_open_gates_let_an_untrained_cell_remember(self):
        nodes = (
            Node("x", "input", 1),
            Node("h", "lstm", 12, initializer=Choice("torch_default")),
            Node("y", "dense", 1, Choice("sigmoid")),
        )
        closed = Experiment(Network(nodes, (Wire("x", "h"), Wire("h", "y"))), Choice("latch", {"length": 40}), Choice("bce"))
        fading = [Observer(e)(Debugger(e)).fading[0] for e in (closed, REMEDIES["open-gates"].edit(closed))]
        assert fading[0] < 1e-6
        assert fading[1] > 1e-2

    def test_standardised_inputs(self):
        table = {"inputs": [[100.0, 5.0], [300.0, 5.0], [200.0, 8.0]], "targets": [[0.0], [1.0], [1.0]]}
        after = REMEDIES["standardise"].edit(replace(load("xor"), data=Choice("table", table)))
        x = np.array(after.data.settings["inputs"])
        assert x.mean(axis=0) == pytest.approx(0, abs=1e-12)
        assert x.std(axis=0) == pytest.approx(1)

    @staticmethod
    def profile(experiment):
        debugger = Debugger(experiment)
        debugger.run(1)
        return depth_profile(debugger)


class TestLandscape:
    def test_the_slope_of_a_slice_is_the_gradient(self):
        debugger = Debugger(load("xor"))
        debugger.run(30)
        centre, landscape = debugger.parameters(), Landscape(load("xor"))
        axis = replace(single(centre, "x->h.weight", (2, 1)), reach=1e-5)
        cut = landscape.slice(centre, (axis,), 3)
        slope = (cut.loss[0, 2] - cut.loss[0, 0]) / 2e-5
        debugger.run(1)
        assert cut.loss[0, 1] == pytest.approx(float(debugger.value("loss")), rel=1e-12)
        assert slope == pytest.approx(float(debugger.gradient("x->h.weight")[2, 1]), rel=1e-5)

    def test_random_directions_are_as_long_as_the_weights_row_by_row(self):
        """Li et al. 2018, and the second is made upright to the first."""
        debugger = Debugger(load("spiral"))
        centre = debugger.parameters()
        first, second = filter_normalised(debugger.program, centre)
        for name, value in centre.items():
            wanted = np.linalg.norm(value, axis=1) if value.ndim == 2 else np.zeros(len(value))
            found = np.linalg.norm(first.direction[name], axis=1) if value.ndim == 2 else np.abs(first.direction[name])
            assert found == pytest.approx(wanted, abs=1e-12)
        assert second.along(first.direction) == pytest.approx(0, abs=1e-12)

    def test_a_slice_in_pieces_is_the_whole_one_and_coarse_before(self):
        debugger = Debugger(load("xor"))
        debugger.run(30)
        centre, landscape = debugger.parameters(), Landscape(load("xor"))
        axes = filter_normalised(debugger.program, centre)
        whole, scan = landscape.slice(centre, axes, 17), Scan(landscape, centre, axes, 17)
        shares = []
        while scan.share < 1:
            scan.work(0)
            shares.append(scan.share)
        assert shares == [(number + 1) / 17**2 for number in range(17**2)], "one point at a time"
        assert np.array_equal(scan.slice().loss, whole.loss)
        scan = Scan(landscape, centre, axes, 17)
        while np.isnan(scan.slice().loss).any():
            scan.work(0)
        assert scan.share == pytest.approx((9**2 + 1) / 17**2), "every second point, and the first one between them"
        assert np.array_equal(scan.slice().loss[::2, ::2], whole.loss[::2, ::2])

    def test_the_main_directions_of_a_path_hold_more_of_it_than_any_others(self):
        debugger = Debugger(load("spiral"))
        debugger.run(200)
        path = [values for _, values in trail(debugger)]
        flat = np.array([np.concatenate([(values[name] - path[-1][name]).ravel() for name in path[-1]]) for values in path])
        best = (np.linalg.svd(flat, compute_uv=False)[:2] ** 2).sum()
        axes = principal(path)
        places = np.array([[axis.along({n: v[n] - path[-1][n] for n in v}) for axis in axes] for v in path])
        assert (places**2).sum() == pytest.approx(best, rel=1e-9)
        assert (np.abs(places) < [axis.reach for axis in axes]).all()
        assert principal(path[-1:]) == ()

    def test_the_path_goes_from_the_start_to_now(self):
        debugger = Debugger(load("xor"))
        start = debugger.parameters()
        debugger.run(500)
        path = trail(debugger, 20)
        assert path[0][0] == 0
        assert all(np.array_equal(path[0][1][name], value) for name, value in start.items())
        assert all(np.array_equal(path[-1][1][name], value) for name, value in debugger.parameters().items())
        middle, values = path[len(path) // 2]
        debugger.go(middle * len(debugger.program))
        assert all(np.array_equal(values[name], value) for name, value in debugger.parameters().items())


def test_dead_channels_of_a_convolution_are_counted_in_words():
    whole = load("digits-cnn")
    experiment = replace(whole, data=replace(whole.data, settings={**whole.data.settings, "samples": 100}))
    bias = [-50.0] * 9 + [0.0] * 3
    broken = replace(experiment, parameters={**experiment.parameters, "c1.bias": bias})
    run, known, look = Debugger(broken), facts(broken), Observer(broken)
    seen = [look(run)]
    run.run(3)
    seen.append(look(run))
    (finding,) = [found for found in diagnose(known, seen) if found.cause == "dead"]
    assert finding.message.format(**finding.args).startswith("Dead channels in c1: 9 of 12.")
    assert "leaky-relu" in finding.remedies
    assert not [found for found in diagnose(known, [Observer(experiment)(Debugger(experiment))]) if found.cause == "dead"]


def test_differences_of_two_experiments():
    mine = load("xor")
    theirs = replace(
        mine,
        optimizer=Choice("sgd", {"learning_rate": 2.0}),
        network=mine.network.with_node(replace(mine.network.node("h"), activation=Choice("relu"), position=(5.0, 5.0))),
    )
    assert settings(mine, mine) == ()
    assert [place for place, _, _ in settings(mine, theirs)] == ["h.activation", "optimizer"]
    a, b = Debugger(mine), Debugger(theirs)
    a.run(3)
    b.run(3)
    rows = {row.of or row.name: row for row in measures(a, b)}
    apart = np.linalg.norm(a.value("h.bias") - b.value("h.bias"))
    assert rows["h.bias"].difference == pytest.approx(apart, rel=1e-12)
    assert rows["loss"].mine == float(a.value("loss"))


class TestSweep:
    GRID = Grid(lengths=(2, 8, 14), scales=(0.5, 1.0, 2.0), activations=("tanh",), seeds=3)

    def test_small_scales_vanish_and_large_ones_explode(self):
        measured = [result for _, result in Jobs(measure, self.GRID.members())]
        assert len(measured) == 27
        diagram = phases(self.GRID, "tanh", measured)
        assert diagram[-1, 0] < -2
        assert diagram[-1, -1] > 0
        assert diagram[0, 0] > diagram[-1, 0]

    def test_through_time_the_linear_law_is_exact(self):
        """A linear rotation: the factor of each time step is the spectral radius."""
        for radius in (0.5, 1.0, 1.5):
            found = measure(Grid("time", (30,), (radius,), ("identity",), 1).members()[0])
            assert ratio_title(found.member.kind) == "gradient ratio, first to last time step"
            assert found.factor == pytest.approx(radius, rel=1e-10)

    def test_on_a_dask_cluster(self):
        """The same jobs on a cluster of its own give the same numbers."""
        distributed = cluster_library()
        with distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster:
            there = {number: found.row() for number, found in Jobs(measure, self.GRID.members(), DASK, cluster.scheduler_address)}
        here = {number: measure(member).row() for number, member in enumerate(self.GRID.members())}
        assert there == here

    def test_a_scheduler_that_does_not_answer(self, monkeypatch):
        cluster_library()
        monkeypatch.setattr("engine.insight.study.cluster.PATIENCE", 1.0)
        with pytest.raises(ExperimentError, match="tcp://127.0.0.1:9"):
            Jobs(measure, self.GRID.members(), DASK, "tcp://127.0.0.1:9")

    def test_calling_off_leaves_nothing_behind(self):
        jobs = Jobs(measure, self.GRID.members())
        jobs.cancel()
        assert jobs.finished
        assert len(list(Jobs(measure, self.GRID.members()[:3]))) == 3, "the next batch finds workers again"


class TestCommands:
    def test_diagnose(self, capsys):
        assert command(["diagnose", "vanishing", "--epochs", "5", "--json"], NOTHING) == 0
        found = json.loads(capsys.readouterr().out)["findings"][0]
        assert found["cause"] == "vanishing by depth"
        assert found["remedies"][0] == "relu-norm"
        assert float(found["evidence"]["factor per layer"]) < 0.3
        assert command(["diagnose", "xor", "--epochs", "5"], NOTHING) == 0
        told = capsys.readouterr().out
        assert "note: plateau" in told
        assert "error" not in told
        assert "next: Keep training" in told

    def test_a_trial_keeps_its_curves_and_says_what_did_not_help(self, capsys):
        """A line at its least-squares point: a hidden layer gains nothing beyond the spread."""
        case = Path(__file__).parent.parent / "data" / "cases" / "16-noise-floor.json"
        assert command(["diagnose", str(case), "--try", "60"], NOTHING) == 0
        told = capsys.readouterr().out
        assert "tried without success: A hidden layer" in told
        assert "none of these helps: no remedy lowers the loss by more than" in told
        assert "measured after step 300" in told
        outcome = run(Trial("", load(case), 300))
        assert len(outcome.curves) == 3
        assert all(len(curve.losses) == len(curve.steps) == 100 for curve in outcome.curves)
        assert outcome.curves[0].losses[-1] == pytest.approx(0.8003, rel=1e-3)

    @long
    def test_diagnose_and_try(self, capsys):
        assert command(["diagnose", "vanishing", "--epochs", "4", "--try", "60", "--json"], NOTHING) == 0
        remedies = json.loads(capsys.readouterr().out)["remedies"]
        losses = [float(f"{row['loss']:.2g}") for row in remedies]
        assert losses == sorted(losses)
        assert None in {row["remedy"] for row in remedies}

    def test_sweep(self, capsys, tmp_path):
        table = tmp_path / "sweep.csv"
        words = [
            "sweep",
            "--lengths",
            "2,6",
            "--scales",
            "0.5:1.5:0.5",
            "--activations",
            "tanh",
            "--seeds",
            "1",
            "--csv",
            str(table),
        ]
        assert command(words, NOTHING) == 0
        rows = table.read_text().splitlines()
        assert rows[0].startswith("kind,activation,length,scale,seed,ratio")
        assert len(rows) == 7
        for wrong in (
            ["--lengths", "two"],
            ["--scales", "0:1:0"],
            ["--activations", "tan"],
            ["--csv", str(tmp_path / "no" / "x.csv")],
        ):
            assert command(["sweep", *wrong], NOTHING) == 2
            assert "Traceback" not in capsys.readouterr().err


def test_whoever_comes_late_looks_at_the_remembered_past():
    experiment = load("vanishing")
    watched, debugger = Monitor(experiment), Debugger(experiment)
    pace = watched.known.pace
    for _ in range(60 // pace):
        debugger.run(pace)
        found = watched.findings(debugger)
    late = Monitor(experiment)
    assert late.findings(debugger) == (), "one look is too little"
    t, looks = debugger.t, 0
    while late.look_back(debugger):
        looks += 1
    assert debugger.t == t, "the run stands where it stood"
    assert 1 < looks < 10
    assert [finding.cause for finding in late.findings(debugger)] == [finding.cause for finding in found]
    early, begun = Monitor(load("exploding")), Debugger(load("exploding"))
    begun.run(2)
    assert early.findings(begun) == ()
    assert early.look_back(begun), "the start is always remembered"
    assert early.findings(begun), "what is wrong from the start is said at once"
    at_start = Monitor(experiment)
    assert not at_start.look_back(Debugger(experiment)), "before the first step there is no past"


def test_an_earlier_step_is_observed_as_it_was():
    experiment = load("xor")
    observer, debugger = Observer(experiment), Debugger(experiment)
    debugger.run(32)
    then = observer(debugger)
    debugger.run(100)
    again = observer.earlier(debugger, 32)
    assert (again.step, again.loss) == (then.step, then.loss)
    assert np.array_equal(again.delta, then.delta)
    assert (again.ratio, again.move) == (then.ratio, then.move)


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_equal_units_of_a_cell_are_found_in_all_its_gates(cell):
    nodes = (Node("x", "input", 1), Node("h", cell, 4, Choice("tanh" if cell == "rnn" else "identity")), Node("y", "dense", 1))
    wires = (Wire("x", "h"), Wire("h", "y"))
    data = Choice("sine_sequence", {"samples": 8, "length": 6})
    equal = Experiment(Network(nodes, wires), data, Choice("mse"), Choice("adam"), Training(equal_start=True))
    debugger = Debugger(equal)
    debugger.run(20)
    assert Observer(equal)(debugger).twins == (("h", 4, 1),)
    part = debugger.parameters()["h.weight_ih"]
    part[-1] += 1  # one gate of the last unit
    apart = replace(equal, parameters={name: v.tolist() for name, v in {**debugger.parameters(), "h.weight_ih": part}.items()})
    assert Observer(apart)(Debugger(apart)).twins == (("h", 4, 2),)


def test_the_vanishing_example_is_not_called_healthy_once_its_mean_gradient_cancels():
    assert "vanishing by depth" in causes(load("vanishing"), 30)

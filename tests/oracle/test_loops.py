"""Faults of a PyTorch loop, told from what the recorder wrote beside it."""

import os
import sys
from pathlib import Path

import pytest

from engine import ExperimentError
from engine.headless import commands
from engine.insight.diagnosis.advice import advice
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING
from engine.insight.trace.seen import unseen
from engine.insight.trace.trace import findings, observations, overcome
from engine.interchange.documents.trace_file import read_norms, read_trace

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources" / "recorder"))
from bpx_record import Recorder  # noqa: E402

nn = torch.nn
torch.set_num_threads(1)


class Net(nn.Module):
    def __init__(self, cut=False):
        super().__init__()
        self.one, self.two, self.out, self.cut = nn.Linear(4, 16), nn.Linear(16, 16), nn.Linear(16, 1), cut

    def forward(self, x):
        h = torch.tanh(self.one(x))
        return self.out(torch.tanh(self.two(h.detach() if self.cut else h)))


def loop(
    folder,
    model=None,
    steps=60,
    zero="before",
    step=True,
    data=None,
    optimizer=torch.optim.SGD,
    parameters=None,
    watch=None,
    **given,
):
    """A plain loop; `zero` says when gradients are set to zero."""
    torch.manual_seed(3)
    model = model or Net()
    if data is None:
        x = torch.randn(200, 4)
        data = x, torch.sin(x.sum(1, keepdim=True))
    criterion = nn.MSELoss()
    chosen = optimizer(parameters(model) if parameters else model.parameters(), **{"lr": 0.1, **given})
    with Recorder(model, chosen, criterion, str(folder)):
        for number in range(steps):
            if zero == "before":
                chosen.zero_grad()
            loss = criterion(model(data[0]), data[1])
            loss.backward()
            if zero == "between":
                chosen.zero_grad()
            if step:
                chosen.step()
            if watch:
                watch(number, model, chosen, criterion)
    return read_trace(folder)


def half_frozen(model):
    for layer in (model.one, model.two, model.out):
        layer.weight.requires_grad_(False)
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def flat_targets():
    x = torch.randn(200, 4)
    return x, torch.sin(x.sum(1))


FAULTS = {
    "no step": {"step": False},
    "unlike shapes": {"data": flat_targets()},
    "wrong sign": {"maximize": True},
    "zero_grad": {"zero": "never", "lr": 0.5},
    "cleared": {"zero": "between"},
    "detached": {"model": Net(cut=True)},
    "not in the optimizer": {"parameters": lambda model: [*model.one.parameters(), *model.out.parameters()]},
}
HEALTHY = {
    "plain": {}, "Adam": {"optimizer": torch.optim.Adam, "lr": 0.01}, "momentum": {"momentum": 0.9, "lr": 0.05},
    "zeros instead of None": {"watch": lambda n, model, chosen, criterion: chosen.zero_grad(set_to_none=False)},
    "decay": {"weight_decay": 0.1}, "a frozen layer": {"parameters": lambda model: model.one.requires_grad_(False) and [
        *model.two.parameters(), *model.out.parameters()]},
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Using a target size")
@pytest.mark.parametrize("cause", FAULTS)
def test_a_fault_of_the_loop_is_the_first_that_is_told(cause, tmp_path):
    first = findings(loop(tmp_path, **FAULTS[cause]))[0]
    assert first.cause == cause
    assert first.severity in (ERROR, WARNING)
    assert advice(first)
    assert str(first)


def test_a_run_without_a_step_counts_its_backward_passes(tmp_path):
    (found,) = findings(loop(tmp_path, step=False, steps=33))
    assert found.args == {"count": 33}


def test_adapters_that_both_begin_with_0_are_not_taken_for_gradients_that_were_cleared(tmp_path):
    """Nor is it told as the fault of what is frozen: nothing moves."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 3, bias=False), nn.Linear(3, 1, bias=False))
    model[0].requires_grad_(False)
    nn.init.zeros_(model[1].weight)
    nn.init.zeros_(model[2].weight)
    found = findings(loop(tmp_path, model=model, parameters=lambda model: [*model[1].parameters(), *model[2].parameters()]))
    assert not {"cleared", "frozen"} & {finding.cause for finding in found}
    assert found[0].severity == ERROR


def test_layers_called_within_a_transform_are_told_and_the_rest_is_recorded(tmp_path):
    torch.manual_seed(0)
    model, x = nn.Linear(4, 1), torch.randn(16, 4)
    chosen = torch.optim.SGD(model.parameters(), lr=0.1)

    def single(values, row):
        return torch.func.functional_call(model, values, (row,)).sum() ** 2

    each = torch.func.vmap(torch.func.grad(single), (None, 0))
    with Recorder(model, chosen, None, str(tmp_path)) as recorder:
        for _ in range(5):
            recorder.loss((model(x) ** 2).mean().detach())
            for name, gradient in each({name: p.detach() for name, p in model.named_parameters()}, x).items():
                model.get_parameter(name).grad = gradient.mean(0)
            chosen.step()
    trace = read_trace(tmp_path)
    assert len(trace.steps) == 5
    assert (trace.column("grad/weight" if "grad/weight" in trace.columns else "grad/.weight") > 0).all()
    assert any("torch.func" in line for line in trace.told.faults)
    assert not {"no step", "cleared"} & {finding.cause for finding in findings(trace)}


def test_the_places_are_named(tmp_path):
    assert findings(loop(tmp_path / "a", **FAULTS["detached"]))[0].layers == ("one",)
    assert findings(loop(tmp_path / "b", **FAULTS["not in the optimizer"]))[0].layers == ("two",)


def test_what_is_frozen_and_keeps_it_from_learning(tmp_path):
    found = [finding for finding in findings(loop(tmp_path, parameters=half_frozen, lr=1e-3)) if finding.cause == "frozen"]
    assert found[0].args == {"count": 3, "all": 6}


@pytest.mark.parametrize("name", HEALTHY)
def test_a_right_loop_has_none_of_them(name, tmp_path):
    causes = {finding.cause for finding in findings(loop(tmp_path, **HEALTHY[name]))}
    assert not causes & {*FAULTS, "frozen"}


def test_small_batches_whose_gradients_add_up_within_a_step_are_no_fault(tmp_path):
    torch.manual_seed(0)
    model, criterion, x = Net(), nn.MSELoss(), torch.randn(64, 4)
    chosen = torch.optim.SGD(model.parameters(), lr=0.1)
    with Recorder(model, chosen, criterion, str(tmp_path)):
        for _ in range(20):
            for part in x.split(16):
                (criterion(model(part), torch.sin(part.sum(1, keepdim=True))) / 4).backward()
            chosen.step()
            chosen.zero_grad()
    assert not {finding.cause for finding in findings(read_trace(tmp_path))} & {*FAULTS, "frozen"}


def test_a_pass_of_another_network_before_zero_grad_is_no_fault(tmp_path):
    """As in adversarial training: what its gradients leave is cleared before the pass that counts."""
    torch.manual_seed(0)
    model, criterion, x = Net(), nn.MSELoss(), torch.randn(64, 4)
    chosen = torch.optim.SGD(model.parameters(), lr=0.1)
    with Recorder(model, chosen, criterion, str(tmp_path)):
        for _ in range(20):
            model(x).mean().backward()
            chosen.zero_grad()
            criterion(model(x), torch.sin(x.sum(1, keepdim=True))).backward()
            chosen.step()
    assert not {finding.cause for finding in findings(read_trace(tmp_path))} & {*FAULTS, "frozen"}


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.mix, self.out = nn.Embedding(10, 8), nn.Linear(8, 8), nn.Linear(8, 10)
        self.out.weight = self.words.weight

    def forward(self, x):
        return self.out(torch.tanh(self.mix(self.words(x))))


def test_a_shared_weight_is_neither_frozen_nor_left_over(tmp_path):
    torch.manual_seed(0)
    model, criterion, x = Tied(), nn.CrossEntropyLoss(), torch.arange(10)
    chosen = torch.optim.SGD(model.parameters(), lr=1e-6)
    with Recorder(model, chosen, criterion, str(tmp_path)):
        for _ in range(30):
            chosen.zero_grad()
            criterion(model(x), (x + 1) % 10).backward()
            chosen.step()
    assert not {finding.cause for finding in findings(read_trace(tmp_path))} & {*FAULTS, "frozen"}


def test_without_zero_grad_a_loop_that_learns_is_warned(tmp_path):
    found = findings(loop(tmp_path, zero="never", lr=1e-3, steps=40))
    assert [finding.severity for finding in found if finding.cause == "zero_grad"] == [WARNING]


def test_a_fault_that_was_mended_on_the_way_is_told_as_overcome(tmp_path):
    def mend(number, model, chosen, criterion):
        if number == 30:
            chosen.param_groups[0]["maximize"] = False

    trace = loop(tmp_path, maximize=True, lr=1e-3, steps=400, watch=mend)
    assert "wrong sign" not in {finding.cause for finding in findings(trace)}
    assert [(f.cause, f.overcome) for f in overcome(trace) if f.cause == "wrong sign"] == [("wrong sign", True)]


def test_learned_by_heart_from_what_the_criterion_gave_in_eval(tmp_path, capsys):
    torch.manual_seed(5)
    x, y = torch.randn(12, 4), torch.randn(12, 1)
    more, others = torch.randn(200, 4), torch.randn(200, 1)
    seen = []

    def look(number, model, chosen, criterion):
        if number % 10 == 0:
            model.eval()
            with torch.no_grad():
                seen.append(float(criterion(model(more), others)))
            model.train()

    trace = loop(tmp_path, data=(x, y), steps=300, optimizer=torch.optim.Adam, lr=0.02, watch=look)
    assert [o.held_out for o in observations(trace)][-1] == pytest.approx(seen[-1], rel=1e-6)
    assert findings(trace)[0].cause == "by heart"
    assert commands.run(["diagnose", str(tmp_path)], None) == 0
    assert "by heart" in capsys.readouterr().out


def test_what_a_record_does_not_hold_is_said(tmp_path, capsys):
    path = tmp_path / "norms.csv"
    path.write_text("step,layer,norm\n" + "".join(f"{s},fc{i},{0.1 * i + 0.1}\n" for s in range(5) for i in range(3)))
    assert len(unseen(read_norms(path))) == 6
    path.write_text("step,layer,norm\n1,fc,1\n1e300,fc,1\n")
    with pytest.raises(ExperimentError, match="too large"):
        read_norms(path)
    (words,) = unseen(loop(tmp_path / "run"))
    assert "held-out" in str(words)
    assert commands.run(["diagnose", str(tmp_path / "run")], None) == 0
    assert f"not recorded, so not checked: {words}" in capsys.readouterr().out


class WithoutModuleList(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(4, 16), nn.Linear(16, 16)]
        self.out = nn.Linear(16, 1)

    def forward(self, x):
        for layer in self.layers:
            x = torch.tanh(layer(x))
        return self.out(x)


def test_layers_in_a_plain_list_are_not_registered(tmp_path):
    first = findings(loop(tmp_path, WithoutModuleList()))[0]
    assert first.cause == "not registered"
    assert "16 × 4" in str(first)
    assert "nn.ModuleList" in advice(first)


def test_parameters_before_the_inputs_belong_to_somebody_else(tmp_path):
    generator, critic = nn.Linear(4, 4), Net()
    optimizer = torch.optim.SGD(critic.parameters(), lr=0.1)
    with Recorder(critic, optimizer, folder=str(tmp_path)) as recorder:
        for _ in range(20):
            optimizer.zero_grad()
            recorder.loss(critic(generator(torch.randn(8, 4))).square().mean()).backward()
            optimizer.step()
    assert "not registered" not in {finding.cause for finding in findings(read_trace(tmp_path))}


def test_a_run_in_eval_mode_is_recorded_like_any_other(tmp_path):
    model = Net()
    model.eval()
    trace = loop(tmp_path, model)
    assert [layer.name for layer in trace.layers] == ["one", "two", "out"]
    assert [layer.activation for layer in trace.layers] == ["tanh", "tanh", ""]
    assert trace.column("delta/one").min() > 0


def test_an_evaluation_with_gradients_leaves_no_number_behind(tmp_path):
    def evaluate(number, model, *_):
        model.eval()
        model(torch.full((50, 4), 30.0))
        model.train()

    bare, seen = loop(tmp_path / "bare"), loop(tmp_path / "seen", watch=evaluate)
    for name in ("spread/one", "mean/two", "input/largest", "delta/one", "loss"):
        assert (bare.column(name) == seen.column(name)).all(), name


def test_a_norm_over_one_value_lets_nothing_pass(tmp_path):
    model = nn.Sequential(nn.Linear(4, 1), nn.LayerNorm(1), nn.Linear(1, 1))
    first = findings(loop(tmp_path, model))[0]
    assert (first.cause, first.layers, first.severity) == ("few values", ("1",), ERROR)
    wide = nn.Sequential(nn.Linear(4, 2), nn.LayerNorm(2), nn.Linear(2, 1))
    assert "few values" not in {finding.cause for finding in findings(loop(tmp_path / "wide", wide))}


class Rooted(nn.Module):
    """The square root of a sum of squares that is 0 for the first sample."""

    def __init__(self):
        super().__init__()
        self.one, self.two = nn.Linear(4, 16), nn.Linear(16, 1, bias=False)

    def forward(self, x):
        return torch.sqrt(self.two(torch.relu(self.one(x)) * (x.sum(1, keepdim=True) != 0)) ** 2)


def test_a_root_at_0_is_told_as_such_and_nothing_is_said_of_what_it_leaves(tmp_path):
    x = torch.randn(50, 4)
    x[0] = 0
    trace = loop(tmp_path, Rooted(), data=(x, torch.ones(50, 1)))
    (first, *rest) = findings(trace)
    assert (first.cause, first.layers, first.step, rest) == ("undefined operation", ("two",), 0, [])
    assert "sqrt" in advice(first)
    assert not first.remedies
    assert overcome(trace) == ()
    assert not any("gradients of the layers" in str(line) for line in unseen(trace))


def test_an_overflow_is_no_undefined_operation(tmp_path):
    causes = [finding.cause for finding in findings(loop(tmp_path, lr=1e6, steps=40))]
    assert "undefined operation" not in causes
    assert {"not finite", "learning rate"} & {*causes}


def test_a_run_that_learns_nothing_says_so_though_nothing_explains_it(tmp_path):
    torch.manual_seed(0)
    model, criterion = Net(), nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with Recorder(model, optimizer, criterion, str(tmp_path)):
        for _ in range(150):
            optimizer.zero_grad()
            x = torch.randn(64, 4)
            criterion(model(x), torch.sin(x.sum(1, keepdim=True))[torch.randperm(64)]).backward()  # no input has its own target
            optimizer.step()
    (found,) = findings(read_trace(tmp_path))
    assert (found.cause, found.severity) == ("nothing learned", NOTE)
    assert "belongs to its target" in advice(found)
    assert "nothing learned" not in {finding.cause for finding in findings(loop(tmp_path / "learns", steps=100))}


def test_the_parts_of_an_attention_are_called_with_it(tmp_path):
    model = nn.Sequential(nn.Unflatten(1, (4, 1)), nn.Linear(1, 8),
                          nn.TransformerEncoderLayer(8, 2, 16, 0.0, batch_first=True), nn.Flatten(), nn.Linear(32, 1))  # fmt: skip
    assert not any("never called" in str(line) for line in unseen(loop(tmp_path, model)))


def test_a_few_dead_units_do_not_hide_a_layer_that_is_cut_off(tmp_path):
    class Cut(nn.Module):
        def __init__(self):
            super().__init__()
            self.one, self.two, self.side, self.out = nn.Linear(4, 16), nn.Linear(16, 16), nn.Linear(4, 16), nn.Linear(16, 1)

        def forward(self, x):
            return self.out(torch.relu(self.two(torch.tanh(self.one(x)))) * 0 + torch.relu(self.side(x)))

    model = Cut()
    with torch.no_grad():
        model.side.bias[:9].fill_(-1e4)
    found = {finding.cause: finding for finding in findings(loop(tmp_path, model))}
    assert found["dead"].severity == NOTE
    assert found["cut off"].layers == ("one", "two")


class Ended(Net):
    """Its outputs, after something that has no gradient."""

    def __init__(self, end):
        super().__init__()
        self.end = end

    def forward(self, x):
        return self.end(super().forward(x))


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (torch.round, "exactly 0 in every layer"),
        (torch.sign, "exactly 0 in every layer"),
        (lambda y: y.detach().requires_grad_(), "not connected with the outputs"),
        (lambda y: torch.tensor(y.detach().numpy(), requires_grad=True), "not connected with the outputs"),
    ],
    ids=("round", "sign", "detach", "numpy"),
)
def test_a_loss_without_a_gradient_is_told_and_no_longer_steps_are_advised(tmp_path, end, words):
    x = torch.randn(200, 4)
    trace = loop(tmp_path, Ended(end), data=(x, 3 * torch.sin(x.sum(1, keepdim=True))))
    (first, *rest) = findings(trace)
    assert (first.cause, first.severity) == ("no gradient", ERROR)
    assert words in str(first)
    assert "slow" not in {finding.cause for finding in (*rest, *overcome(trace))}


def test_a_saturated_start_is_not_told_by_a_loss_that_is_low(tmp_path):
    model = Net()
    with torch.no_grad():
        for layer in (model.one, model.two):
            layer.weight.mul_(100)
        model.out.weight.mul_(0.01)
    data = torch.randn(200, 4), torch.randn(200, 1) * 2 + 3
    found = [*findings(trace := loop(tmp_path, model, data=data, lr=1e-5)), *overcome(trace)]
    start = next(finding for finding in found if finding.cause == "initial scale")
    assert "one, two are saturated before the first step" in str(start)
    assert "times" not in str(start)
    assert "×" not in str(start)


def test_a_frozen_or_solved_model_does_not_lack_a_gradient(tmp_path):
    x = torch.randn(50, 4)
    solved = Net()
    with torch.no_grad():
        solved.out.weight.zero_()
        solved.out.bias.zero_()
    for number, trace in enumerate((
        loop(tmp_path / "solved", solved, data=(x, torch.zeros(50, 1))),
        loop(tmp_path / "dead", nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1, bias=False), nn.ReLU()),
             data=(x.abs(), torch.ones(50, 1)), watch=lambda _, model, *__: model[2].weight.data.fill_(-1)),
    )):  # fmt: skip
        assert "no gradient" not in {finding.cause for finding in findings(trace)}, number


class Branch(nn.Module):
    """Two layers beside a skip wire, scaled by a norm at the end."""

    def __init__(self):
        super().__init__()
        self.stem, self.one, self.two, self.norm, self.out = (
            nn.Linear(4, 16), nn.Linear(16, 16), nn.Linear(16, 16), nn.BatchNorm1d(16), nn.Linear(16, 1)
        )  # fmt: skip
        nn.init.zeros_(self.norm.weight)

    def forward(self, x):
        h = torch.tanh(self.stem(x))
        return self.out(h + self.norm(self.two(torch.tanh(self.one(h)))))


def test_what_is_frozen_at_0_is_named_with_the_layers_that_it_cuts_off(tmp_path):
    model = Branch()
    model.norm.weight.requires_grad_(False)
    cut = next(finding for finding in findings(loop(tmp_path, model)) if finding.cause == "cut off")
    assert cut.layers == ("norm", "one", "two")
    assert "All weights of norm are 0 and frozen" in str(cut)
    learns = findings(loop(tmp_path / "learns", Branch()))
    assert "cut off" not in {finding.cause for finding in learns}, "a scale that begins with 0 and is trained opens by itself"


@pytest.mark.parametrize("function", [nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Mish(), nn.Hardswish()], ids=lambda f: str(f)[:9])
def test_units_of_smooth_functions_die_too(tmp_path, function):
    model = nn.Sequential(nn.Linear(4, 16), function, nn.Linear(16, 1))
    with torch.no_grad():
        model[0].bias[:14] = -20.0
    first = next(finding for finding in findings(loop(tmp_path, model)) if finding.cause == "dead")
    assert first.layers == ("0",)
    assert str(first).startswith("88% of the units in 0 are nearly 0")
    assert "leaky-relu" not in first.remedies
    small = nn.Sequential(nn.Linear(4, 16), function, nn.Linear(16, 1))
    with torch.no_grad():
        small[0].weight.mul_(1e-4)
        small[0].bias.zero_()
    assert "dead" not in {finding.cause for finding in findings(loop(tmp_path / "small", small, steps=12))}, "small is not dead"

"""What tags of event files mean."""

import pytest

from engine.interchange.documents.event_tags import Place, by_pattern, losses, place_of

TAGS = [
    ("grad_norm/fc1.weight", Place("fc1", "weight")),
    ("grad_2.0_norm/0.bias", Place("0", "bias")),
    ("grad_2_norm/encoder.layers.3.self_attn.in_proj_weight", Place("encoder.layers.3.self_attn", "in_proj_weight")),
    ("gradients/lstm.weight_ih_l0", Place("lstm", "weight_ih_l0")),
    ("fc1.weight.grad", Place("fc1", "weight")),
    ("fc1.weight/grad", Place("fc1", "weight")),
    ("train/grad_norm/conv1", Place("conv1")),
    ("Gradients/Dense/kernel", Place("Dense", "kernel")),
    ("grads/fc1/norm", Place("fc1")),
    ("grad_2.0_norm_total", Place("")),
    ("grad_norm", Place("")),
    ("train/grad_norm", Place("")),
    ("gradients/global_norm", Place("")),
    ("grads/fc1/mean", None),
    ("grads/fc1_std", None),
    ("loss", None),
    ("graduate/rate", None),
    ("fc1.weight", None),
]


@pytest.mark.parametrize(("tag", "place"), TAGS)
def test_whose_gradient_a_tag_is(tag, place):
    assert place_of(tag) == place


def test_a_pattern_of_ones_own():
    place = by_pattern("stats/*/g2")
    assert place("stats/fc1.weight/g2") == Place("fc1", "weight")
    assert place("stats/total/g2") == Place("")
    assert place("stats/g2") is None
    assert by_pattern("run?/g.*")("run17/g.conv") == Place("conv")


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        ({"train_loss_step": 50, "train_loss_epoch": 5, "val_loss": 5, "lr-Adam": 50}, ("train_loss_step", "val_loss", "lr-Adam")),
        ({"train/loss": 9, "eval/loss": 3, "train/learning_rate": 9}, ("train/loss", "eval/loss", "train/learning_rate")),
        ({"epoch_loss": 9, "validation/epoch_loss": 9, "epoch_learning_rate": 9, "validation/evaluation_loss_vs_iterations": 30},
         ("epoch_loss", "validation/epoch_loss", "epoch_learning_rate")),
        ({"Loss/train": 9, "Loss/test": 9, "accuracy": 9}, ("Loss/train", "Loss/test", None)),
        ({"accuracy": 9}, (None, None, None)),
    ],
)  # fmt: skip
def test_losses_and_rates(tags, wanted):
    found = losses(tags, tags)
    assert tuple(found.get(name) for name in ("loss", "held_out", "rate")) == wanted

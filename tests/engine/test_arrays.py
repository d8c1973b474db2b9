"""Arrays of other programs: every form that is read gives the same numbers, and what cannot be read is refused with its place."""

import io
import json

import numpy as np
import pytest
from safetensors.numpy import save_file

from engine.interchange.documents.arrays_file import csv_text, npz_bytes, read_arrays
from engine.interchange.documents.numbers_text import parse_text
from engine.model.problem import ExperimentError

W1 = np.array([[0.5, -1.25, 3e-7], [2.0, 0.125, -4.0]])
B1 = np.array([0.25, -8.0])
PRINTED = "dW1 = " + str(W1) + "\ndb1 = " + str(B1) + "\n"
TENSORS = (
    "fc.weight tensor([[ 5.0000e-01, -1.2500e+00,  3.0000e-07],\n        [ 2.0000e+00,  1.2500e-01, -4.0000e+00]],\n"
    "       dtype=torch.float64, grad_fn=<MmBackward0>)\nfc.bias: tensor([ 0.2500, -8.0000], requires_grad=True)\n"
)
BLOCKS = "W1\n0.5, -1.25, 3e-7\n2, 0.125, -4\n\nb1\n0.25, -8\n"
SPACED = "W1:\n0.5 -1.25 3e-7\n2 0.125 -4\nb1:\n0.25 -8\n"
REPR = f"W1 = {W1!r}\nb1 = np.{B1!r}\n"
DICT = repr({"W1": W1, "b1": B1})
FLOATS = "{'W1': array(" + str(W1.astype(np.float32).tolist()) + ", dtype=float32), 'b1': tensor([0.25, -8.], device='cuda:0')}"
LISTS = json.dumps({"W1": W1.tolist(), "b1": B1.tolist()})
TABLE = "name;row;col;value\n" + "".join(f"W1;{i};{j};{float(W1[i, j])!r}\n".replace(".", ",") for i, j in np.ndindex(2, 3)) + (
    "b1;0;;0,25\nb1;1;;-8\n"
)  # fmt: skip


@pytest.mark.parametrize("content", [PRINTED, TENSORS, BLOCKS, SPACED, REPR, DICT, LISTS, TABLE, csv_text({"W1": W1, "b1": B1})],
                         ids=["print", "tensors", "blocks", "spaces", "repr", "dict", "json", "table", "csv"])  # fmt: skip
def test_every_form_of_text_gives_the_arrays(content):
    first, second = parse_text(content)
    np.testing.assert_array_equal(first.values, W1)
    np.testing.assert_array_equal(second.values, B1)


def test_what_jax_and_cuda_print_is_read():
    first, second = parse_text(FLOATS)
    np.testing.assert_array_equal(first.values.astype(np.float32), W1.astype(np.float32))
    np.testing.assert_array_equal(second.values, B1)
    loss, late = parse_text("loss np.float64(0.25)\nb1: Array([0.25, -8.], dtype=float32)")
    assert loss.values.shape == ()
    np.testing.assert_array_equal(late.values, B1)


def test_files_give_the_arrays(tmp_path):
    np.savez(tmp_path / "a.npz", W1=W1, b1=B1.astype(np.float32))
    np.savez_compressed(tmp_path / "b.npz", W1=W1, b1=B1)
    save_file({"W1": W1, "b1": B1}, tmp_path / "c.safetensors")
    (tmp_path / "d.txt").write_text(PRINTED)
    (tmp_path / "e.npz").write_bytes(npz_bytes({"W1": W1, "b1": B1}))
    for path in sorted(tmp_path.iterdir()):
        found = {given.name.removeprefix("d"): given.values for given in read_arrays(path)}
        np.testing.assert_array_equal(found["W1"], W1)
        np.testing.assert_array_equal(found["b1"], B1)
    np.save(tmp_path / "W1.npy", np.asfortranarray(W1))
    np.testing.assert_array_equal(read_arrays(tmp_path / "W1.npy")[0].values, W1)


def test_digits_say_how_exactly_a_number_is_known():
    rounded, exact = parse_text("a\n0.333 0.25\nb\n0.33333333333333331 1e-3\n")
    assert (rounded.digits, exact.digits) == (3, 17)
    np.testing.assert_allclose(rounded.resolution, 0.0005)
    assert rounded.single
    assert not exact.single


def test_a_scalar_and_what_is_not_finite_are_read():
    loss, gradient = parse_text("loss = 0.25\ndb = [nan, -inf, 1.]\n")
    assert loss.values.shape == ()
    np.testing.assert_array_equal(gradient.values, [np.nan, -np.inf, 1])


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        ("", "text", "the text is empty"),
        ("W1\n0.5, oops\n", "text:2, 6", "not a number"),
        ("W1\n1 2\n3\n", "text:1", "are not all the same length"),
        ("W1 = [[1, 2], [3]]", "text:1", "are not all the same length"),
        ("W1 = [[1, 2], [3, 4]", "text:1", "not closed"),
        ("W1 = [[0.1 ... 0.2]]", "text:1", "is truncated"),
        ("W1\n1\nW1\n2\n", "text:3", "occurs twice"),
        ("name,row,col,value\nW,0,0,1\nW,1,1,1\n", "text", "2 of 4"),
        ("name,row,col,value\nW,0,0,x\n", "text:2", "not a number"),
        ('{"W": [[1], [2, 3]]}', "text: W", "not a list of numbers"),
        ('{"W": [1', "text:1:9", "not valid JSON"),
        ("d 0.25 -8.  ]\n", "text:1", "no opening bracket"),
        ("import os", "text:1, 8", "not a number"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(content, where, why):
    with pytest.raises(ExperimentError) as caught:
        parse_text(content)
    problem = caught.value.problems[0]
    assert problem.where == where
    assert why in str(problem)


def test_nothing_that_could_run_code_is_read(tmp_path):
    (tmp_path / "model.pt").write_bytes(b"x")
    with pytest.raises(ExperimentError, match="pickle"):
        read_arrays(tmp_path / "model.pt")
    np.savez(tmp_path / "objects.npz", W=np.array([{}], object))
    with pytest.raises(ExperimentError, match="Python objects"):
        read_arrays(tmp_path / "objects.npz")
    bomb = io.BytesIO()
    np.lib.format.write_array_header_1_0(bomb, {"descr": "<f8", "fortran_order": False, "shape": (1 << 40,)})
    (tmp_path / "bomb.npy").write_bytes(bomb.getvalue())
    with pytest.raises(ExperimentError, match="damaged"):
        read_arrays(tmp_path / "bomb.npy")

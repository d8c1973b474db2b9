"""What PyTorch's autograd gives for the exported script agrees in Compare with my gradients, as a file and as printed text."""

import os
import types

import pytest

from engine import Debugger, load
from engine.headless.compare import torch_names
from engine.insight.compare.comparing import compare
from engine.interchange.documents.arrays_file import read_arrays
from engine.interchange.models.pytorch_script import pytorch_script

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")


def written(folder, experiment, kind):
    """The gradients of the first step, in a safetensors file and in the text that print shows."""
    from safetensors.torch import save_file

    script = types.ModuleType("script")
    exec(compile(pytorch_script(experiment), "script.py", "exec"), script.__dict__)  # noqa: S102
    torch.set_default_dtype(torch.float32)
    model, _ = script.start()
    model = model.to(kind)
    inputs, targets = (data.to(kind) if data.is_floating_point() else data for data in (script.INPUTS, script.TARGETS))
    script.criterion(model(inputs), targets).backward()
    gradients = {name: parameter.grad.contiguous() for name, parameter in model.named_parameters()}
    save_file(gradients, folder / "gradients.safetensors")
    (folder / "gradients.txt").write_text("\n".join(f"{name} {values}" for name, values in gradients.items()), encoding="utf-8")
    return folder / "gradients.safetensors", folder / "gradients.txt"


@pytest.mark.parametrize("kind", [torch.float32, torch.float64], ids=["single", "double"])
@pytest.mark.parametrize("name", ["hello", "spiral", "batch-norm"])
def test_autograd_agrees(name, kind, tmp_path):
    experiment = load(name)
    for path in written(tmp_path, experiment, kind):
        result = compare(Debugger(experiment), experiment.network, read_arrays(path), torch_names(experiment))
        assert result.agrees, [(row.given, row.verdict, row.difference) for row in result.rows]
        assert not result.missing
        assert all(row.difference < 0.01 for row in result.rows)

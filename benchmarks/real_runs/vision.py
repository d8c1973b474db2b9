"""Trials on models of torchvision and timm."""

from __future__ import annotations

import torch
from torch import nn
from trial import Attach, images, loop, trial

VISION, TIMM = {"packages": ("torchvision",)}, {"packages": ("timm",)}


def adam(model: nn.Module, rate: float = 1e-3) -> torch.optim.Optimizer:
    return torch.optim.AdamW(model.parameters(), lr=rate)


def tv(name: str, **settings: object) -> nn.Module:
    from torchvision import models

    return getattr(models, name)(num_classes=10, **settings)


def timm_model(name: str, **settings: object) -> nn.Module:
    import timm

    return timm.create_model(name, num_classes=10, **settings)


@trial("ResNet-18", **VISION)
def resnet(attach: Attach) -> list[float]:
    return loop(attach, tv("resnet18"), images(), nn.CrossEntropyLoss(), steps=20)


@trial("MobileNetV3 small, Adam", **VISION)
def mobilenet(attach: Attach) -> list[float]:
    model = tv("mobilenet_v3_small")
    return loop(attach, model, images(), nn.CrossEntropyLoss(), adam(model), steps=20)


@trial("DenseNet-121", **VISION)
def densenet(attach: Attach) -> list[float]:
    return loop(attach, tv("densenet121"), images(count=8), nn.CrossEntropyLoss(), steps=8)


@trial("VGG-11 with BatchNorm, 64 pixels", **VISION)
def vgg(attach: Attach) -> list[float]:
    from torchvision import models

    features = models.vgg.make_layers([8, "M", 16, "M", 32, 32, "M"], batch_norm=True)
    model = nn.Sequential(
        features, nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(128, 64), nn.ReLU(), nn.Dropout(), nn.Linear(64, 10)
    )
    return loop(attach, model, images(size=64), nn.CrossEntropyLoss(), adam(model), steps=30)


@trial("ViT of torchvision, 3 blocks", **VISION)
def vit(attach: Attach) -> list[float]:
    from torchvision.models import VisionTransformer

    model = VisionTransformer(32, 8, 3, 2, 32, 64, num_classes=10)
    return loop(attach, model, images(), nn.CrossEntropyLoss(), adam(model), steps=30)


@trial("EfficientNet-B0, stochastic depth", **VISION)
def efficientnet(attach: Attach) -> list[float]:
    model = tv("efficientnet_b0", stochastic_depth_prob=0.3)
    return loop(attach, model, images(count=8), nn.CrossEntropyLoss(), adam(model), steps=12)


@trial("ResNet-18, inputs 0 to 255 without BatchNorm", "input scale", "not finite", "initial scale", **VISION)
def unscaled(attach: Attach) -> list[float]:
    model = tv("resnet18", norm_layer=lambda n: nn.Identity())
    return loop(attach, model, images(scale=60, shift=120), nn.CrossEntropyLoss(), adam(model, 1e-2), steps=20)


@trial("ResNet-18, a stage left out of the optimizer", "not in the optimizer", place="layer2", **VISION)
def left_out(attach: Attach) -> list[float]:
    model = tv("resnet18")
    held = [p for name, p in model.named_parameters() if "layer2" not in name]
    return loop(attach, model, images(), nn.CrossEntropyLoss(), torch.optim.SGD(held, lr=0.05), steps=15)


@trial("ResNet-18, frozen but for its head, then unfrozen", **VISION)
def unfrozen(attach: Attach) -> list[float]:
    model = tv("resnet18")
    for name, p in model.named_parameters():
        p.requires_grad_("fc" in name)

    def thaw(number: int) -> None:
        if number == 9:
            for p in model.parameters():
                p.requires_grad_(True)

    return loop(attach, model, images(), nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=0.05), steps=20, each=thaw)


@trial("ResNet-18, a residual branch whose scale is stuck at 0", "dead", "cut off", place="layer2.1", **VISION)
def dead_branch(attach: Attach) -> list[float]:
    model = tv("resnet18")
    nn.init.zeros_(model.layer2[1].bn2.weight)
    model.layer2[1].bn2.weight.requires_grad_(False)
    return loop(attach, model, images(), nn.CrossEntropyLoss(), steps=25)


@trial("ResNet-18, rate 30", "learning rate", "not finite", "initial scale", **VISION)
def resnet_rate(attach: Attach) -> list[float]:
    model = tv("resnet18")
    return loop(attach, model, images(), nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=30.0), steps=25)


@trial("ResNet-18, softmax before the criterion", "softmax twice", **VISION)
def softmax(attach: Attach) -> list[float]:
    model = nn.Sequential(tv("resnet18"), nn.Softmax(1))
    return loop(attach, model, images(), nn.CrossEntropyLoss(), steps=15)


@trial("timm ViT, 4 blocks, drop path", **TIMM)
def timm_vit(attach: Attach) -> list[float]:
    model = timm_model("vit_tiny_patch16_224", img_size=32, patch_size=8, embed_dim=48, depth=4, num_heads=3, drop_path_rate=0.3)
    return loop(attach, model, images(), nn.CrossEntropyLoss(), adam(model), steps=30)


@trial("timm ConvNeXt, 4 stages", **TIMM)
def convnext(attach: Attach) -> list[float]:
    model = timm_model("convnext_atto", depths=(1, 1, 2, 1), dims=(16, 32, 48, 64))
    return loop(attach, model, images(), nn.CrossEntropyLoss(), adam(model), steps=25)


@trial("timm MLP-Mixer", **TIMM)
def mixer(attach: Attach) -> list[float]:
    from timm.models.mlp_mixer import MlpMixer

    model = MlpMixer(num_classes=10, img_size=32, patch_size=8, num_blocks=3, embed_dim=48)
    return loop(attach, model, images(), nn.CrossEntropyLoss(), adam(model), steps=25)


@trial("timm ResNet-26 with a detach() after its second stage", "detached", place="layer1", **TIMM)
def timm_detached(attach: Attach) -> list[float]:
    model = timm_model("resnet26")
    model.layer2.register_forward_hook(lambda m, i, out: out.detach())
    return loop(attach, model, images(count=8), nn.CrossEntropyLoss(), steps=12)


@trial("timm ViT with saturated attention", "attention", place="blocks", **TIMM)
def saturated_attention(attach: Attach) -> list[float]:
    model = timm_model("vit_tiny_patch16_224", img_size=32, patch_size=8, embed_dim=48, depth=3, num_heads=3)
    with torch.no_grad():
        for block in model.blocks:
            block.attn.qkv.weight[:96] *= 400
    return loop(attach, model, images(), nn.CrossEntropyLoss(), adam(model, 1e-4), steps=40)


@trial("timm EfficientNet with AMP (bf16) and channels last", **TIMM)
def amp(attach: Attach) -> list[float]:
    model = timm_model("efficientnet_lite0", drop_path_rate=0.1).to(memory_format=torch.channels_last)
    forward = model.forward
    model.forward = lambda x: torch.autocast("cpu", torch.bfloat16)(forward)(x).float()
    return loop(attach, model, images(count=8), nn.CrossEntropyLoss(), adam(model), steps=10)

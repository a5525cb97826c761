"""Writes the average of a run's weights as a stock ONNX file: image in, logits out."""

from pathlib import Path

import torch
from torch import nn

from .cnn import CNN_SIZE, pretrained_cnn
from .vit import VIT_SIZE, student_vit

OPSET = 17


def average_of(network: str, run: Path) -> nn.Module:
    """The network with the average of a run's weights, ready to be asked."""
    net = pretrained_cnn() if network == "cnn" else student_vit()
    net.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True)["average"])
    return net.eval()


def export(network: str, run: Path, out: Path, size: int | None) -> None:
    """`size`: another input size for the ViT, whose position embedding is then resampled."""
    net = average_of(network, run)
    if network == "vit" and size is not None:
        net.set_input_size(img_size=size)
    size = size or (CNN_SIZE if network == "cnn" else VIT_SIZE)
    axes = {"input": {2: "height", 3: "width"}} if network == "cnn" else None
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        net,
        (torch.randn(1, 3, size, size),),
        str(out),
        opset_version=OPSET,
        dynamo=False,
        input_names=["input"],
        output_names=["logits"],
        dynamic_axes=axes,
    )
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")

"""Writes the average of a run's weights as a stock ONNX file: image in, logits out."""

from pathlib import Path

import torch
from torch import nn

from .distil import run_student
from .students import CNN_SIZE, VIT_SIZE, student_cnn, student_vit

OPSET = 17


class PlainVit(nn.Module):
    """The student as it is exported: its class logits from the mean of its patch tokens."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        net = self.net
        x = net.patch_embed(pixels)
        x = torch.cat([net.cls_token.expand(x.shape[0], -1, -1), x], dim=1) + net.pos_embed
        for block in net.blocks:
            x = block(x)
        x = torch.nn.functional.layer_norm(x[:, 1:], x.shape[-1:])
        return net.head(x.mean(dim=1))


def export(network: str, run: Path, out: Path) -> None:
    weights = torch.load(run / "checkpoint.pt", weights_only=True)["average"]
    if network == "cnn":
        net, size = student_cnn(), CNN_SIZE
        net.load_state_dict(weights)
    else:
        inner, size = student_vit(), VIT_SIZE
        inner.load_state_dict(weights)
        net = PlainVit(inner)
    net.eval()
    example = torch.randn(1, 3, size, size)
    if network == "vit":
        with torch.no_grad():
            difference = (net(example) - run_student(net.net, example)[2]).abs().max()
        if difference > 1e-3:
            raise ValueError(f"The exported form differs from the trained one by {difference:.2g}.")
    axes = {"input": {2: "height", 3: "width"}} if network == "cnn" else None
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        net, (example,), str(out), opset_version=OPSET, dynamo=False,
        input_names=["input"], output_names=["logits"], dynamic_axes=axes,
    )
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")

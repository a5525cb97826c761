"""Exports real torchvision and timm architectures with both of PyTorch's ONNX exporters.

    python testing/makeFixtures.py                 # the small files that are committed
    python testing/makeFixtures.py --full DIR      # the same exports whole, with random weights, to DIR

The committed files keep the graph as exported, but of every weight only its shape: the tests fill them with
seeded random numbers and run them. Needs torch, torchvision, timm, onnx and onnxscript.
"""

import argparse
import pathlib

import onnx
import timm
import torch
import torchvision

timm.layers.set_fused_attn(False)

CNNS = {
    "resnet50": torchvision.models.resnet50,
    "mobilenet_v3_large": torchvision.models.mobilenet_v3_large,
    "efficientnet_b0": torchvision.models.efficientnet_b0,
    "squeezenet1_1": torchvision.models.squeezenet1_1,
}
class ConvStem(torch.nn.Module):
    """Four strided convolutions in place of the one that embeds patches."""

    def __init__(self, img_size, patch_size, in_chans, embed_dim, **_):
        super().__init__()
        self.num_patches = (img_size // patch_size) ** 2
        self.grid_size = (img_size // patch_size, img_size // patch_size)
        widths = [in_chans, embed_dim // 8, embed_dim // 4, embed_dim // 2, embed_dim]
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [torch.nn.Conv2d(before, after, 3, 2, 1), torch.nn.BatchNorm2d(after), torch.nn.ReLU()]
        self.stem = torch.nn.Sequential(*layers, torch.nn.Conv2d(embed_dim, embed_dim, 1))

    def forward(self, x):
        return self.stem(x).flatten(2).transpose(1, 2)


VITS = {
    "vit_conv_stem": {},
    "deit_small_patch16_224": {},
    "vit_small_patch14_dinov2": {"img_size": 224},
    "vit_small_patch14_reg4_dinov2": {"img_size": 224},
}
# Opsets 13 to 20: the older exporter reaches 20, the newer one starts at 18.
EXPORTS = [("script", 13), ("script", 20), ("dynamo", 18), ("dynamo", 20)]
# Weights up to this many elements are kept: shapes, axes, scales and the like.
KEPT_ELEMENTS = 64


def build(name):
    torch.manual_seed(0)
    if name in CNNS:
        return CNNS[name](weights=None).eval()
    if name == "vit_conv_stem":
        parts = dict(embed_dim=64, depth=3, num_heads=2, num_classes=10, embed_layer=ConvStem)
        return timm.models.vision_transformer.VisionTransformer(img_size=224, patch_size=16, **parts).eval()
    return timm.create_model(name, pretrained=False, num_classes=10, **VITS[name]).eval()


def export(model, exporter, opset, path):
    image = torch.randn(1, 3, 224, 224)
    options = dict(input_names=["input"], output_names=["logits"], opset_version=opset)
    if exporter == "script":
        dynamic = {"input": {2: "height", 3: "width"}} if is_cnn(path) else None
        torch.onnx.export(model, (image,), path, dynamo=False, dynamic_axes=dynamic, **options)
    else:
        dynamic = {"x": {2: torch.export.Dim("height", min=64), 3: torch.export.Dim("width", min=64)}}
        dynamic = dynamic if is_cnn(path) and "squeezenet" not in str(path) else None
        torch.onnx.export(model, (image,), path, dynamo=True, external_data=False, dynamic_shapes=dynamic, **options)


def is_cnn(path):
    return any(name in str(path) for name in CNNS)


def strip_weights(path):
    """Keeps name, shape and type of large initializers and drops their values and all prose."""
    model = onnx.load(path)
    model.graph.doc_string = ""
    del model.graph.value_info[:]
    del model.metadata_props[:]
    del model.functions[:]
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    for tensor in model.graph.initializer:
        elements = 1
        for size in tensor.dims:
            elements *= size
        if tensor.data_type == onnx.TensorProto.FLOAT and elements > KEPT_ELEMENTS:
            tensor.ClearField("raw_data")
            tensor.ClearField("float_data")
        tensor.doc_string = ""
        del tensor.metadata_props[:]
    for node in model.graph.node:
        for item in node.attribute:
            if item.HasField("t") and item.t.data_type == onnx.TensorProto.FLOAT and len(item.t.raw_data) > 4096:
                raise ValueError(f"{path}: a large weight sits in a Constant node")
    onnx.save(model, path)


def fused_attention(path):
    """One transformer block with com.microsoft.Attention, as an optimiser leaves it."""
    node = onnx.helper.make_node(
        "Attention", ["tokens", "qkv", "bias"], ["out"], domain="com.microsoft", num_heads=2
    )
    conv = onnx.helper.make_node("Conv", ["input", "patch"], ["map"], kernel_shape=[16, 16], strides=[16, 16])
    reshape = onnx.helper.make_node("Reshape", ["map", "shape"], ["flat"])
    turn = onnx.helper.make_node("Transpose", ["flat"], ["tokens"], perm=[0, 2, 1])
    pool = onnx.helper.make_node("ReduceMean", ["out"], ["logits"], axes=[1], keepdims=0)
    zeros = lambda name, shape: onnx.helper.make_tensor(name, 1, shape, [0.0] * int(torch.tensor(shape).prod()))
    graph = onnx.helper.make_graph(
        [conv, reshape, turn, node, pool],
        "fused",
        [onnx.helper.make_tensor_value_info("input", 1, [1, 3, 32, 32])],
        [onnx.helper.make_tensor_value_info("logits", 1, [1, 8])],
        [
            zeros("patch", [8, 3, 16, 16]),
            zeros("qkv", [8, 24]),
            zeros("bias", [24]),
            onnx.helper.make_tensor("shape", 7, [3], [1, 8, 4]),
        ],
    )
    opsets = [onnx.helper.make_opsetid("", 17), onnx.helper.make_opsetid("com.microsoft", 1)]
    onnx.save(onnx.helper.make_model(graph, opset_imports=opsets, ir_version=8), path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", type=pathlib.Path)
    full = parser.parse_args().full
    folder = full or pathlib.Path(__file__).parent / "fixtures"
    folder.mkdir(parents=True, exist_ok=True)
    failed = []
    for name in [*CNNS, *VITS]:
        model = build(name)
        for exporter, opset in EXPORTS:
            path = folder / f"{name}.{exporter}{opset}.onnx"
            try:
                export(model, exporter, opset, path)
            except Exception as error:  # noqa: BLE001 - the list at the end says which exporter could not
                failed.append(f"{path.name}: {type(error).__name__}: {str(error)[:200]}")
                path.unlink(missing_ok=True)
                continue
            if not full:
                strip_weights(path)
            print(path.name, path.stat().st_size // 1000, "kB", flush=True)
    if not full:
        fused_attention(folder / "fused_attention.onnx")
    for line in failed:
        print("FAILED", line)


if __name__ == "__main__":
    main()

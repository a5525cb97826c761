"""The reference models as PyTorch modules, so that they run in bfloat16 and show what is inside."""

import onnx
import onnx.numpy_helper
import timm.layers
import torch
import torch.nn.functional as F
from timm.models.vision_transformer import VisionTransformer

from .photographs import shared_folder

GROUPS = 4
"""Attention and tokens are compared in this many groups of consecutive blocks."""


def _weights(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    return {item.name: torch.from_numpy(onnx.numpy_helper.to_array(item).copy()) for item in graph.initializer}


TEACHER_BATCH = 2


class TeacherVit:
    """ViT-Tiny/16 at 448 x 448."""

    def __init__(self):
        timm.layers.set_fused_attn(False)
        model = onnx.load(str(shared_folder() / "packs" / "reference" / "vit-448.onnx"))
        self.net = VisionTransformer(img_size=448, patch_size=16, embed_dim=192, depth=12, num_heads=3, num_classes=0)
        known = _weights(model.graph)
        state = {}
        for name, value in self.net.state_dict().items():
            key = name
            if name.startswith("blocks."):
                _, block, *rest = name.split(".")
                key = f"blocks_{block}_{'_'.join(rest[:-1])}.{rest[-1]}"
            given = known[key]
            is_linear = name.startswith("blocks.") and value.ndim == 2
            state[name] = given.T if is_linear else given
        self.net.load_state_dict(state)
        self.net.eval().requires_grad_(False)

    @torch.no_grad()
    def __call__(self, pixels: torch.Tensor) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """From [B, 3, 448, 448] in -1..1: for each group of blocks, mean attention [B, N, N] between patches
        (row-stochastic) and the tokens after it [B, N, D], layer-normalised."""
        # A few at a time: the attention of a whole batch would not stay in any cache.
        parts = [self._run(part) for part in pixels.split(TEACHER_BATCH)]
        attentions, tokens = zip(*parts)
        return [torch.cat(group) for group in zip(*attentions)], [torch.cat(group) for group in zip(*tokens)]

    def _run(self, pixels: torch.Tensor):
        return attention_and_tokens(self.net, self.net._pos_embed(self.net.patch_embed(pixels)), GROUPS)


def attention_and_tokens(net: VisionTransformer, x: torch.Tensor, groups: int):
    """Runs the blocks of a timm ViT on embedded tokens [B, 1 + N, D] with their attention in sight."""
    per_group = len(net.blocks) // groups
    attentions, tokens = [], []
    total = None
    for index, block in enumerate(net.blocks):
        attended, attention = _attend(block.attn, block.norm1(x))
        x = x + attended
        x = x + block.mlp(block.norm2(x))
        mean = attention.mean(dim=1)
        total = mean if total is None else total + mean
        if (index + 1) % per_group == 0:
            patches = total[:, 1:, 1:].float()
            attentions.append(patches / patches.sum(dim=-1, keepdim=True))
            tokens.append(F.layer_norm(x[:, 1:].float(), x.shape[-1:]))
            total = None
    return attentions, tokens


def _attend(attn, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    batch, count, width = x.shape
    qkv = attn.qkv(x).reshape(batch, count, 3, attn.num_heads, attn.head_dim).permute(2, 0, 3, 1, 4)
    query, key, value = qkv.unbind(0)
    weights = ((query * attn.scale) @ key.transpose(-2, -1)).softmax(dim=-1)
    mixed = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(batch, count, width)
    return attn.proj(mixed), weights


class TeacherCnn:
    """MobileNetV2 with 20 logistic outputs, run node by node: Conv, Clip, Add, then the pooled classifier."""

    def __init__(self):
        model = onnx.load(str(shared_folder() / "packs" / "reference" / "cnn-voc20.onnx"))
        self.weights = _weights(model.graph)
        for name, value in self.weights.items():
            if value.ndim == 4:
                self.weights[name] = value.to(torch.bfloat16).contiguous(memory_format=torch.channels_last)
        self.nodes = [node for node in model.graph.node if node.op_type != "Constant"]
        gemm = next(node for node in self.nodes if node.op_type == "Gemm")
        self.head = self.weights[gemm.input[1]]
        self.bias = self.weights[gemm.input[2]]

    @torch.no_grad()
    def __call__(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """From [B, 3, S, S] in -1..1: features [B, 1280, S/32, S/32] and the logit of each place [B, 20, S/32, S/32],
        whose mean is the logit of the image."""
        values = {"input": pixels.to(torch.bfloat16).contiguous(memory_format=torch.channels_last)}
        for node in self.nodes:
            first = values.get(node.input[0])
            if node.op_type == "Conv":
                values[node.output[0]] = self._conv(node, first)
            elif node.op_type == "Clip":
                values[node.output[0]] = first.clamp(0, 6)
            elif node.op_type == "Add":
                values[node.output[0]] = first + values[node.input[1]]
            else:
                features = first.float()
                return features, torch.einsum("bfhw,cf->bchw", features, self.head) + self.bias.view(1, -1, 1, 1)
        raise ValueError("The teacher has no pooling.")

    def _conv(self, node: onnx.NodeProto, x: torch.Tensor) -> torch.Tensor:
        given = {item.name: item for item in node.attribute}
        top, left, bottom, right = given["pads"].ints
        if (top, left) == (bottom, right):
            padding = (top, left)
        else:
            x, padding = F.pad(x, (left, right, top, bottom)), (0, 0)
        weight = self.weights[node.input[1]]
        bias = self.weights[node.input[2]].to(torch.bfloat16)
        return F.conv2d(x, weight, bias, list(given["strides"].ints), padding, groups=given["group"].i)

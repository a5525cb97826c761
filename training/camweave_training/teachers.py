"""The reference models as PyTorch modules, so that they run in bfloat16 and show what is inside."""

import onnx
import onnx.numpy_helper
import timm.layers
import torch
import torch.nn.functional as F
from timm.models.vision_transformer import VisionTransformer

from .shared_folder import shared_folder


def _weights(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    return {item.name: torch.from_numpy(onnx.numpy_helper.to_array(item).copy()) for item in graph.initializer}


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
    def __call__(self, pixels: torch.Tensor) -> tuple[torch.Tensor, list[tuple[torch.Tensor, torch.Tensor]]]:
        """From [B, 3, S, S] in -1..1: the embedded tokens [B, 1 + N, D], and of each block its attention
        [B, heads, 1 + N, 1 + N] and the tokens that leave it."""
        embedded = tokens = embed(self.net, pixels)
        blocks = []
        for block in self.net.blocks:
            tokens, attention = run_block(block, tokens)
            blocks.append((attention, tokens))
        return embedded, blocks


def embed(net: VisionTransformer, pixels: torch.Tensor) -> torch.Tensor:
    """Patches and class token with the position embedding, made smaller where the image is."""
    grid = pixels.shape[-1] // 16
    special, patches = net.pos_embed[:, :1], net.pos_embed[:, 1:]
    if patches.shape[1] != grid * grid:
        whole = int(patches.shape[1] ** 0.5)
        square = patches.reshape(1, whole, whole, -1).permute(0, 3, 1, 2)
        square = F.interpolate(square, size=(grid, grid), mode="bilinear", antialias=True, align_corners=False)
        patches = square.permute(0, 2, 3, 1).flatten(1, 2)
    x = torch.cat([net.cls_token.expand(len(pixels), -1, -1), net.patch_embed.proj(pixels).flatten(2).mT], dim=1)
    return x + torch.cat([special, patches], dim=1)


def run_block(block, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """One block of a timm ViT: the tokens that leave it, and its attention [B, heads, 1 + N, 1 + N]."""
    attn, seen = block.attn, block.norm1(x)
    batch, count, width = seen.shape
    qkv = attn.qkv(seen).reshape(batch, count, 3, attn.num_heads, attn.head_dim).permute(2, 0, 3, 1, 4)
    query, key, value = qkv.unbind(0)
    attention = ((query * attn.scale) @ key.transpose(-2, -1)).softmax(dim=-1)
    mixed = (attention.to(value.dtype) @ value).transpose(1, 2).reshape(batch, count, width)
    x = x + attn.proj(mixed)
    return x + block.mlp(block.norm2(x)), attention

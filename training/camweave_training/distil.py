"""What a student is asked to agree with."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import ResNet

from .photographs import Crops, normalise
from .replay import Replay
from .students import cnn_features
from .teachers import GROUPS, TeacherCnn, TeacherVit, attention_and_tokens

LEAST_SHARE = 0.5
"""Least share of a photograph that a crop must show for the photograph's labels to hold."""


def label_loss(logits: torch.Tensor, labels: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy over the labels that are 0 or 1, of the images that are `counted`."""
    weight = (labels >= 0).float() * counted[:, None]
    loss = F.binary_cross_entropy_with_logits(logits, labels.clamp(min=0), weight, reduction="sum")
    return loss / weight.sum().clamp(min=1)


class VitDistiller(nn.Module):
    """A student ViT beside its teacher: attention (KL, row by row) and tokens (mean square), group by group."""

    def __init__(self, student, with_attention: bool = True):
        super().__init__()
        self.student = student
        self.with_attention = with_attention
        self.to_teacher = nn.ModuleList(nn.Linear(192, 192) for _ in range(GROUPS))
        self.teacher = TeacherVit()
        self.replay: Replay | None = None

    def loss(self, crops: Crops, batch: int, size: int) -> dict[str, torch.Tensor]:
        """Takes a quarter of the batch fresh and the rest from what the teacher has seen before."""
        if self.replay is None or self.replay.grid != size // 16:
            self.replay = Replay(self.teacher, size // 16, crops.step)
        self.replay.add(*crops.next(batch // 4, with_jitter=False))
        pixels, labels, shares, wanted_attention, wanted_tokens = self.replay.batch(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            attention, tokens, logits = run_student(self.student, resize(normalise(pixels), size))
        kl, square = 0.0, 0.0
        for group in range(GROUPS):
            seen = (attention[group] + 1e-8).log()
            kl += F.kl_div(seen, wanted_attention[:, group], reduction="none").sum(-1).mean()
            square += F.mse_loss(self.to_teacher[group](tokens[group]), wanted_tokens[:, group])
        return {
            "labels": 0.1 * label_loss(logits, labels, (shares >= LEAST_SHARE).float()),
            "attention": kl * (1.0 if self.with_attention else 0.0),
            "tokens": 0.5 * square,
        }


def run_student(net, pixels):
    """Attention and tokens of each group, and the class logits."""
    grid = pixels.shape[-1] // 16
    special, patches = net.pos_embed[:, :1], net.pos_embed[:, 1:]
    if patches.shape[1] != grid * grid:
        whole = int(patches.shape[1] ** 0.5)
        square = patches.reshape(1, whole, whole, -1).permute(0, 3, 1, 2)
        square = F.interpolate(square, size=(grid, grid), mode="bilinear", antialias=True, align_corners=False)
        patches = square.permute(0, 2, 3, 1).flatten(1, 2)
    x = torch.cat([net.cls_token.expand(len(pixels), -1, -1), net.patch_embed(pixels)], dim=1)
    attention, tokens = attention_and_tokens(net, x + torch.cat([special, patches], dim=1), GROUPS)
    pooled = tokens[-1].mean(dim=1)
    return attention, tokens, net.head(pooled)


class CnnDistiller(nn.Module):
    """A student CNN beside its teacher: labels, probabilities, the logit of each place, and features."""

    def __init__(self, student: ResNet):
        super().__init__()
        self.student = student
        self.to_teacher = nn.Conv2d(student.fc.in_features, 1280, 1)
        self.teacher = TeacherCnn()

    def loss(self, crops: Crops, batch: int, size: int) -> dict[str, torch.Tensor]:
        pixels, labels, shares = crops.next(batch, with_jitter=True)
        seen = resize(normalise(pixels), size).contiguous(memory_format=torch.channels_last)
        wanted_features, wanted_places = self.teacher(seen)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            features = cnn_features(self.student, seen).float()
            guessed = self.to_teacher(features).float()
        places = torch.einsum("bfhw,cf->bchw", features, self.student.fc.weight) + self.student.fc.bias.view(1, -1, 1, 1)
        logits = places.mean(dim=(2, 3))
        wanted = torch.sigmoid(wanted_places.mean(dim=(2, 3)))
        return {
            "labels": label_loss(logits, labels, (shares >= LEAST_SHARE).float()),
            "probabilities": F.binary_cross_entropy_with_logits(logits, wanted),
            "places": 0.02 * F.mse_loss(places, wanted_places),
            "features": 1 - F.cosine_similarity(guessed, wanted_features, dim=1).mean(),
        }


def resize(pixels: torch.Tensor, size: int) -> torch.Tensor:
    if pixels.shape[-1] == size:
        return pixels
    return F.interpolate(pixels, size=(size, size), mode="bilinear", antialias=True, align_corners=False)

"""What a student is asked to agree with."""

import torch
from timm.models.vision_transformer import VisionTransformer
from torch import nn

from .label_loss import label_loss
from .photographs import Crops, normalise, resize
from .teachers import TeacherVit, embed, run_block

LEAST_SHARE = 0.5
"""Least share of a photograph that a crop must show for the photograph's labels to hold."""


class VitDistiller(nn.Module):
    """A student ViT beside its teacher, block by block: the attention of each head (KL) and the tokens that leave
    (mean square error over each channel's variance)."""

    def __init__(self, student: VisionTransformer, with_attention: bool = True):
        super().__init__()
        self.student = student
        self.with_attention = with_attention
        self.teacher = TeacherVit()

    def groups(self) -> list[dict]:
        """What learns, and its share of the rate."""
        return [{"params": list(self.student.parameters()), "share": 1.0}]

    def loss(self, crops: Crops, batch: int, size: int, done: float) -> dict[str, torch.Tensor]:
        """At first every block is given what the teacher's block was given, so that all learn at once and from good
        inputs; later more and more of them are given what the student's block before them says. A step has as many
        patches at every size."""
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


def forcing(done: float) -> float:
    """Share of blocks that are given the teacher's input, when `done` (0..1) of the training is."""
    return max(0.0, min(1.0, (0.5 - done) / 0.3))

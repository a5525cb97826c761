"""What image-level labels ask of logits."""

import torch
import torch.nn.functional as F


def label_loss(logits: torch.Tensor, labels: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy over the labels that are 0 or 1, of the images that are `counted`."""
    weight = (labels >= 0).float() * counted[:, None]
    loss = F.binary_cross_entropy_with_logits(logits, labels.clamp(min=0), weight, reduction="sum")
    return loss / weight.sum().clamp(min=1)

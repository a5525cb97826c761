"""What the ViT teacher said, kept for a while: it costs four times as much as a student's step."""

import random

import torch

from .photographs import jitter, normalise

KEPT_BYTES = 2_000_000_000


class Replay:
    """Crops with the teacher's attention and tokens. Every crop comes back a few times, mirrored and recoloured anew."""

    def __init__(self, teacher, grid: int, seed: int):
        self.teacher = teacher
        self.grid = grid
        self.random = random.Random(seed)
        self.generator = torch.Generator().manual_seed(seed)
        self.kept: list[tuple] = []
        groups = 4
        self.capacity = KEPT_BYTES // (3 * 448**2 + groups * 2 * (grid**4 + 192 * grid**2))

    def add(self, pixels, labels, shares) -> None:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            attention, tokens = self.teacher(normalise(pixels))
        attention = torch.stack([pool_attention(item, self.grid) for item in attention], dim=1).half()
        tokens = torch.stack([pool_tokens(item, self.grid) for item in tokens], dim=1).half()
        for item in zip((pixels * 255).byte(), labels, shares, attention, tokens):
            if len(self.kept) < self.capacity:
                self.kept.append(item)
            else:
                self.kept[self.random.randrange(self.capacity)] = item

    def batch(self, count: int):
        """Pixels [B, 3, 448, 448] in 0..1, labels, shares, attention [B, groups, N, N], tokens [B, groups, N, D]."""
        newest = list(range(len(self.kept)))[-count // 4 :]
        chosen = newest + [self.random.randrange(len(self.kept)) for _ in range(count - len(newest))]
        made = [self._mirrored(self.kept[i]) if self.random.random() < 0.5 else self.kept[i] for i in chosen]
        pixels, labels, shares, attention, tokens = (torch.stack(part) for part in zip(*made))
        return jitter(pixels.float() / 255, self.generator), labels, shares, attention.float(), tokens.float()

    def _mirrored(self, item):
        pixels, labels, share, attention, tokens = item
        order = torch.arange(self.grid**2).view(self.grid, self.grid).flip(1).flatten()
        return pixels.flip(2), labels, share, attention[:, order][:, :, order], tokens[:, order]


def pool_attention(attention: torch.Tensor, grid: int) -> torch.Tensor:
    """[B, N, N] on a finer grid to [B, grid^2, grid^2]: mean over the patches that look, sum over those looked at."""
    batch, count, _ = attention.shape
    pooled = pool_tokens(pool_tokens(attention, grid).transpose(1, 2), grid).transpose(1, 2)
    pooled = pooled * (count / grid**2)
    return pooled / pooled.sum(dim=-1, keepdim=True)


def pool_tokens(tokens: torch.Tensor, grid: int) -> torch.Tensor:
    """[B, N, D] on a finer grid to [B, grid^2, D]: mean over the area of each new patch."""
    batch, count, width = tokens.shape
    line = area_line(int(count**0.5), grid)
    square = tokens.reshape(batch, *line.shape[1:], line.shape[1], width)
    rows = torch.einsum("ij,bjkd->bikd", line, square)
    return torch.einsum("ij,bkjd->bkid", line, rows).reshape(batch, grid * grid, width)


def area_line(before: int, after: int) -> torch.Tensor:
    """[after, before]: each new cell as the mean of the old cells it covers."""
    line = torch.zeros(after, before)
    for i in range(after):
        low, high = i * before / after, (i + 1) * before / after
        for j in range(before):
            line[i, j] = max(0.0, min(high, j + 1) - max(low, j))
    return line / line.sum(dim=1, keepdim=True)

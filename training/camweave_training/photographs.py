"""Photographs with image-level labels, cropped at random."""

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from .held_back import is_held_back
from .shared_folder import shared_folder

CROP_SIZE = 448
"""Edge in pixels of every crop, whatever its shape was: both networks see squashed squares."""


class Photographs:
    """Decoded photographs in memory, and their labels: 1 present, 0 absent, -1 not to be counted."""

    def __init__(self, held_back: bool):
        folder = shared_folder() / "data" / "voc-weak"
        with open(folder / "labels.csv", newline="") as file:
            header, *rows = csv.reader(file)
        rows = [row for row in rows if is_held_back(row[0]) == held_back]
        self.classes = header[1:]
        self.names = [row[0] for row in rows]
        self.labels = torch.tensor([[int(value) for value in row[1:]] for row in rows], dtype=torch.float32)
        with ThreadPoolExecutor(2) as pool:
            self.images = list(pool.map(lambda name: _decode(folder / "images" / f"{name}.jpg"), self.names))

    def __len__(self) -> int:
        return len(self.names)

    def whole(self, index: int, size: int) -> np.ndarray:
        """The whole photograph, squashed: uint8[size, size, 3]."""
        return np.asarray(Image.fromarray(self.images[index]).resize((size, size), Image.Resampling.BILINEAR))


def _decode(file: Path) -> np.ndarray:
    return np.asarray(Image.open(file).convert("RGB"))


class Crops:
    """Endless batches of random crops, the next one made while the present one trains."""

    def __init__(self, photographs: Photographs, seed: int, first_step: int, least_share: float):
        """`least_share`: how much of a photograph each crop shows at least."""
        self.photographs = photographs
        self.least_share = least_share
        self.seed = seed
        self.pool = ThreadPoolExecutor(2)
        self.step = first_step
        self.ahead: list = []

    def next(self, batch: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Crops float32[B, 3, 448, 448] in 0..1, labels [B, 20], and the share of the photograph that each shows."""
        made = [job.result() for job in (self.ahead or self._start(self.step, batch))[:batch]]
        self.step += 1
        self.ahead = self._start(self.step, batch)
        pixels = torch.from_numpy(np.stack([crop for crop, _, _ in made])).permute(0, 3, 1, 2).float() / 255
        labels = self.photographs.labels[[index for _, index, _ in made]]
        shares = torch.tensor([share for _, _, share in made])
        generator = torch.Generator().manual_seed(self.seed * 1_000_003 + self.step)
        return jitter(pixels, generator), labels, shares

    def _start(self, step: int, batch: int):
        # A step's crops depend on seed and step alone, so that a run that was interrupted goes on with the same ones.
        random = np.random.default_rng([self.seed, step])
        jobs = [(int(random.integers(len(self.photographs))), int(random.integers(2**31))) for _ in range(batch)]
        return [self.pool.submit(self._crop, index, seed) for index, seed in jobs]

    def _crop(self, index: int, seed: int) -> tuple[np.ndarray, int, float]:
        random = np.random.default_rng(seed)
        image = self.photographs.images[index]
        height, width = image.shape[:2]
        share = 1.0
        box = (0.0, 0.0, float(width), float(height))
        if random.random() > 0.3:
            share = float(random.uniform(self.least_share, 1.0))
            stretch = float(np.exp(random.uniform(-0.35, 0.35)))
            w = min(width, np.sqrt(share * width * height * stretch * width / height))
            h = min(height, share * width * height / w)
            x, y = random.uniform(0, width - w), random.uniform(0, height - h)
            box = (x, y, x + w, y + h)
            share = w * h / (width * height)
        size = (CROP_SIZE, CROP_SIZE)
        crop = np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BILINEAR, box=box))
        if random.random() < 0.5:
            crop = crop[:, ::-1]
        return np.ascontiguousarray(crop), index, share


def jitter(pixels: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Brightness, contrast and saturation, each image its own."""

    def factors(spread: float) -> torch.Tensor:
        return 1 + spread * (2 * torch.rand((len(pixels), 1, 1, 1), generator=generator) - 1)

    pixels = pixels * factors(0.35)
    mean = pixels.mean(dim=(1, 2, 3), keepdim=True)
    pixels = (pixels - mean) * factors(0.35) + mean
    grey = pixels.mean(dim=1, keepdim=True)
    return ((pixels - grey) * factors(0.4) + grey).clamp(0, 1)


def normalise(pixels: torch.Tensor) -> torch.Tensor:
    """0..1 to -1..1, as the ViT and its teacher take it."""
    return (pixels - 0.5) / 0.5


def resize(pixels: torch.Tensor, size: int) -> torch.Tensor:
    if pixels.shape[-1] == size:
        return pixels
    return F.interpolate(pixels, size=(size, size), mode="bilinear", antialias=True, align_corners=False)

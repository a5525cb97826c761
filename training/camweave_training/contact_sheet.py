"""Photographs beside their proposals, many on one picture, to be looked at."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

TILE = 240
MARGIN = 4
LABEL_HEIGHT = 14


def contact_sheet(exported: Path, truth: Path | None, names: list[str], columns: int, out: Path) -> None:
    """From a VOC folder that Camweave exported: each photograph, its proposal and, where `truth` (another VOC folder)
    has it, the true mask."""
    tiles = [_tile(exported, truth, name) for name in names]
    width, height = tiles[0].size
    rows = -(-len(tiles) // columns)
    sheet = Image.new("RGB", (columns * (width + MARGIN), rows * (height + MARGIN)), "white")
    for index, tile in enumerate(tiles):
        sheet.paste(tile, ((index % columns) * (width + MARGIN), (index // columns) * (height + MARGIN)))
    sheet.save(out)


def _tile(exported: Path, truth: Path | None, name: str) -> Image.Image:
    photograph = Image.open(exported / "JPEGImages" / f"{name}.jpg").convert("RGB")
    masks = [folder / "SegmentationClass" / f"{name}.png" for folder in (exported, truth) if folder]
    shown = [photograph, *(_over(photograph, mask) for mask in masks if mask.exists())]
    tile = Image.new("RGB", (TILE * len(shown), TILE * 3 // 4 + LABEL_HEIGHT), "white")
    for index, picture in enumerate(shown):
        picture.thumbnail((TILE - 2, TILE * 3 // 4))
        tile.paste(picture, (index * TILE, LABEL_HEIGHT))
    ImageDraw.Draw(tile).text((2, 1), name, fill="black")
    return tile


def _over(photograph: Image.Image, mask: Path) -> Image.Image:
    labels = Image.open(mask)
    shown = np.asarray(labels)[..., None] > 0
    colours = np.asarray(labels.convert("RGB"), dtype=np.float32)
    pixels = np.asarray(photograph, dtype=np.float32)
    return Image.fromarray(np.where(shown, 0.4 * pixels + 0.6 * colours, pixels).astype(np.uint8))

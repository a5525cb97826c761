"""The photographs that never trained a weight, as a folder that Camweave opens."""

import csv
import hashlib
from pathlib import Path

from .shared_folder import shared_folder


def is_held_back(name: str) -> bool:
    """One photograph in ten, by a hash of its name, never trains a weight: choices are made on these."""
    return hashlib.sha256(name.encode()).digest()[0] % 10 == 0


def link_held_back(out: Path) -> None:
    """Writes `out`/labels.csv and links to the photographs beside it."""
    folder = shared_folder() / "data" / "voc-weak"
    images = out / "images"
    images.mkdir(parents=True, exist_ok=True)
    with open(folder / "labels.csv", newline="") as file, open(out / "labels.csv", "w", newline="") as kept:
        header, *rows = csv.reader(file)
        writer = csv.writer(kept)
        writer.writerow(header)
        for row in rows:
            if not is_held_back(row[0]):
                continue
            writer.writerow(row)
            link = images / f"{row[0]}.jpg"
            if not link.exists():
                link.symlink_to((folder / "images" / f"{row[0]}.jpg").resolve())

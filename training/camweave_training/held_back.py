"""The photographs that never trained a weight, as a folder that Camweave opens."""

import csv
from pathlib import Path

from .photographs import is_held_back, shared_folder


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

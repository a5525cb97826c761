"""Writes testing/fixtures/coco: annotations as pycocotools has them, and the masks that it makes of them.

Needs numpy and pycocotools. Run from the root of the repository.
"""

import json
from pathlib import Path

import numpy as np
from pycocotools import mask as coco

OUT = Path(__file__).parent / "fixtures" / "coco"
WIDTH, HEIGHT = 12, 8


def picture(mask: np.ndarray) -> str:
    """Rows of 0 and 1, parted by slashes."""
    return "/".join("".join(str(int(pixel)) for pixel in row) for row in mask)


def main() -> None:
    ring = np.zeros((HEIGHT, WIDTH), np.uint8, order="F")
    ring[1:7, 2:9] = 1
    ring[3:5, 4:6] = 0
    noise = np.asfortranarray((np.random.default_rng(7).random((HEIGHT, WIDTH)) < 0.4).astype(np.uint8))
    polygons = [[1, 1, 5, 1, 5, 6, 1, 6], [7, 2, 11, 2, 11, 7, 7, 7]]
    cases = {}
    for name, mask in {"ring": ring, "noise": noise}.items():
        encoded = coco.encode(mask)
        text = encoded["counts"].decode()
        flat = mask.flatten(order="F")
        changes = np.flatnonzero(np.diff(np.concatenate([[0], flat]))).tolist()
        counts = np.diff([0, *changes, flat.size]).tolist()
        for kind, value in {"compressed": text, "uncompressed": counts}.items():
            cases[f"{name} {kind}"] = {
                "segmentation": {"size": [HEIGHT, WIDTH], "counts": value},
                "picture": picture(mask),
            }
    merged = coco.decode(coco.merge(coco.frPyObjects(polygons, HEIGHT, WIDTH)))
    cases["polygons"] = {"segmentation": polygons, "picture": picture(merged)}
    OUT.mkdir(exist_ok=True)
    (OUT / "segmentations.json").write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""The composition rule of Camweave, for one threshold: what a pack's score maps propose.

Its home is src/shared/labels/composeProposal.ts; testing/compositions.json holds this to it.
"""

import numpy as np

CELLS = 56
"""Labels are compared on this many cells a side."""


def finer(maps: np.ndarray, cells: int = CELLS) -> np.ndarray:
    """Bilinear samples of maps [C, g, g], g at least 2, at the centres of cells x cells."""
    places = np.clip((np.arange(cells) + 0.5) * maps.shape[1] / cells - 0.5, 0, maps.shape[1] - 1)
    low = np.minimum(places.astype(int), maps.shape[1] - 2)
    share = (places - low).astype(np.float32)
    rows = maps[:, low] * (1 - share)[:, None] + maps[:, low + 1] * share[:, None]
    return rows[:, :, low] * (1 - share) + rows[:, :, low + 1] * share


def proposal(labels: list[int], maps: np.ndarray, threshold: float) -> np.ndarray:
    """Labels of samples [C, n, n]: the class of the greatest where it reaches the threshold, else 0."""
    best = maps.argmax(axis=0)
    return np.where(maps.max(axis=0) >= threshold, np.array(labels)[best], 0)

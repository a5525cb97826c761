"""How far two packs' proposals agree, and the threshold at which they agree most."""

import numpy as np

from .composition import finer, proposal
from .project_json import Project

REFERENCE_THRESHOLD = 0.75
"""The threshold of the teachers' score maps at three scales, mirrored: found with masks, of half of the photographs
that are for reporting."""
LEAST_IMAGES = 20
"""Fewer photographs than these do not give a class a threshold of its own."""
THRESHOLDS = [round(step * 0.01, 2) for step in range(5, 96)]


class Agreement:
    """How much of what the teachers propose for a class the pack proposes too, at every threshold."""

    def __init__(self, project: Project, reference: Project):
        self.classes = project.classes
        own, wanted = project.scores, reference.scores
        shape = (max(self.classes) + 1, len(THRESHOLDS))
        self.images = np.zeros(shape[0], int)
        self.both, self.either = np.zeros(shape), np.zeros(shape)
        for path, (labels, maps) in own.items():
            if path in wanted and labels and wanted[path][0] == labels:
                self._add(labels, finer(maps), finer(wanted[path][1]))

    def _add(self, labels: list[int], maps: np.ndarray, wanted: np.ndarray) -> None:
        target = proposal(labels, wanted, REFERENCE_THRESHOLD)
        for index, threshold in enumerate(THRESHOLDS):
            said = proposal(labels, maps, threshold)
            for label in [0, *labels]:
                self.both[label, index] += ((said == label) & (target == label)).sum()
                self.either[label, index] += ((said == label) | (target == label)).sum()
        self.images[labels] += 1

    def enough(self, label: int) -> bool:
        return bool(self.images[label] >= LEAST_IMAGES)

    def table(self) -> dict[float, float]:
        """Mean agreement (intersection over union) over classes, at every fifth threshold."""
        rows = [0, *np.flatnonzero(self.images)]
        means = (self.both / np.maximum(self.either, 1))[rows].mean(axis=0)
        return {threshold: round(float(mean), 4) for threshold, mean in list(zip(THRESHOLDS, means))[::5]}

    def best(self, label: int | None = None) -> float:
        """The threshold of the greatest agreement: of one class, or of the mean over all of them and background."""
        ratio = self.both / np.maximum(self.either, 1)
        rows = ratio[[0, *np.flatnonzero(self.images)]].mean(axis=0) if label is None else ratio[label]
        return THRESHOLDS[int(rows.argmax())]

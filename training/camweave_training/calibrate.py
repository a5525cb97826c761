"""Gives a pack its defaults, chosen on photographs that trained no weight without looking at their masks."""

import json
import sqlite3
from pathlib import Path

import numpy as np

from .classifier import best_probability, probabilities

REFERENCE_THRESHOLD = 0.6
"""The threshold that suits the teachers' score maps; found with masks, of the photographs that are for reporting."""
LEAST_IMAGES = 20
"""Fewer photographs than these do not give a class a threshold of its own."""
LEAST_TAGGED = 50
"""Likewise for tag probabilities, where a photograph is one number and not thousands of pixels."""
CELLS = 56
THRESHOLDS = [round(step * 0.01, 2) for step in range(5, 96)]


def calibrate(pack: Path, held_back: Path, project: Path, reference: Path) -> None:
    """Rewrites `pack`/pack.json: the parameters that `project` was proposed with, thresholds under which the pack's
    proposals agree most with the teachers', and probabilities from which tags agree most with the labels.

    `project` and `reference` are Camweave projects of the held-back photographs, proposed with the pack and with the
    teachers.
    """
    file = pack / "pack.json"
    manifest = json.loads(file.read_text())
    manifest["parameters"] = read_parameters(project)
    agreement = Agreement(project, reference)
    common = agreement.best()
    own = {name: agreement.best(label) for label, name in agreement.classes.items() if agreement.enough(label)}
    manifest["thresholds"] = {"default": common, "perClass": own}
    print(json.dumps({"agreement": agreement.table()}))
    classes, guessed, truth = probabilities(pack, held_back / "labels.csv", held_back / "images")
    manifest["tagProbability"] = {
        "default": best_probability(guessed, truth),
        "perClass": {
            name: best_probability(guessed[:, index], truth[:, index])
            for index, name in enumerate(classes)
            if (truth[:, index] == 1).sum() >= LEAST_TAGGED
        },
    }
    file.write_text(json.dumps(manifest, indent=2) + "\n")
    print(json.dumps({"thresholds": manifest["thresholds"], "tagProbability": manifest["tagProbability"]}, indent=2))


class Agreement:
    """How much of what the teachers propose for a class the pack proposes too, at every threshold."""

    def __init__(self, project: Path, reference: Path):
        own, self.classes = read_scores(project)
        wanted, _ = read_scores(reference)
        shape = (len(self.classes) + 1, len(THRESHOLDS))
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


def read_scores(project: Path) -> tuple[dict[str, tuple[list[int], np.ndarray]], dict[int, str]]:
    """Score maps [C, g, g] by the image's path, and class names by label, from a Camweave project."""
    with sqlite3.connect(f"file:{project}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT path, grid, labels, maps FROM score JOIN image ON image.id = score.image_id"
        ).fetchall()
        classes = dict(database.execute("SELECT label, name FROM class ORDER BY label").fetchall())
    scores = {
        path: (json.loads(labels), np.frombuffer(maps, np.float16).reshape(-1, grid, grid).astype(np.float32))
        for path, grid, labels, maps in rows
    }
    return scores, classes


def read_parameters(project: Path) -> dict:
    with sqlite3.connect(f"file:{project}?mode=ro", uri=True) as database:
        (text,) = database.execute("SELECT value FROM meta WHERE key = 'parameters'").fetchone()
    return json.loads(text)


def finer(maps: np.ndarray) -> np.ndarray:
    """Bilinear samples of maps [C, g, g] at 56 x 56 cell centres."""
    places = np.clip((np.arange(CELLS) + 0.5) * maps.shape[1] / CELLS - 0.5, 0, maps.shape[1] - 1)
    low = np.minimum(places.astype(int), maps.shape[1] - 2)
    share = (places - low).astype(np.float32)
    rows = maps[:, low] * (1 - share)[:, None] + maps[:, low + 1] * share[:, None]
    return rows[:, :, low] * (1 - share) + rows[:, :, low + 1] * share


def proposal(labels: list[int], maps: np.ndarray, threshold: float) -> np.ndarray:
    best = maps.argmax(axis=0)
    return np.where(maps.max(axis=0) >= threshold, np.array(labels)[best], 0)

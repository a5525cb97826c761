"""How good a pack's classifier is, and how far its probabilities can be trusted."""

import numpy as np

BINS = 10


def report(classes: list[str], guessed: np.ndarray, truth: np.ndarray) -> dict:
    """Average precision of each class and their mean; expected calibration error and the diagram behind it."""
    precision = {}
    for index, name in enumerate(classes):
        counted = truth[:, index] >= 0
        if (truth[counted, index] == 1).any():
            precision[name] = round(average_precision(guessed[counted, index], truth[counted, index]), 4)
    counted = truth >= 0
    diagram, error = reliability(guessed[counted], truth[counted])
    return {
        "images": len(truth),
        "meanAveragePrecision": round(float(np.mean(list(precision.values()))), 4),
        "averagePrecision": precision,
        "expectedCalibrationError": round(error, 4),
        "reliability": diagram,
    }


def average_precision(scores: np.ndarray, truth: np.ndarray) -> float:
    """Area under precision and recall: mean precision at the rank of each positive."""
    ranked = truth[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float((precision * ranked).sum() / ranked.sum())


def reliability(guessed: np.ndarray, truth: np.ndarray) -> tuple[list[dict], float]:
    """Guo et al., On Calibration of Modern Neural Networks, 2017, with bins of equal width over all classes."""
    diagram, error = [], 0.0
    bins = np.minimum((guessed * BINS).astype(int), BINS - 1)
    for index in range(BINS):
        chosen = bins == index
        if chosen.any():
            said, true = float(guessed[chosen].mean()), float(truth[chosen].mean())
            error += abs(said - true) * float(chosen.mean())
            diagram.append({"pairs": int(chosen.sum()), "said": round(said, 3), "true": round(true, 3)})
    return diagram, error


BETA = 1.25
"""Recall counts a little more than precision: a wrong tag takes pixels from the right ones and is switched off with a
click, a missing one leaves all its pixels to the background."""


def best_probability(guessed: np.ndarray, truth: np.ndarray) -> float:
    """The probability (0.05 to 0.95) from which tags have the greatest F-beta score."""
    counted = truth >= 0
    guessed, truth = guessed[counted], truth[counted]

    def score(threshold: float) -> float:
        chosen = guessed >= threshold
        hits = (truth[chosen] == 1).sum()
        return (1 + BETA**2) * hits / max(1, chosen.sum() + BETA**2 * (truth == 1).sum())

    return max((round(step * 0.05, 2) for step in range(1, 20)), key=score)

"""Python proposes what Camweave proposes: testing/compositions.json is made by its own composition rule."""

import json
from pathlib import Path

import numpy as np
import pytest

from camweave_training.composition import finer, proposal

FILE = Path(__file__).parents[2] / "testing" / "compositions.json"


def takes(case: dict) -> bool:
    """Whether Python has words for a case: a square of cells, one threshold, no void, no ties."""
    one_threshold = len(set(case["thresholds"])) == 1 and case["voidHalfWidth"] == 0
    return one_threshold and case["width"] == case["height"] and not case["delicate"]


CASES = [case for case in json.loads(FILE.read_text()) if takes(case)]


def test_there_are_cases():
    assert len(CASES) >= 9


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{len(case['labels'])} classes at {case['thresholds'][0]}")
def test_the_composition_rule_is_camweaves(case: dict):
    maps = np.array(case["scores"], np.float32).reshape(-1, case["grid"], case["grid"])
    labels = proposal(case["labels"], finer(maps, case["width"]), case["thresholds"][0])
    assert ["".join(map(str, row)) for row in labels] == case["composed"]


def test_finer_keeps_edges_and_goes_straight_between_centres():
    maps = np.array([[[0, 1], [0, 1]]], np.float32)
    np.testing.assert_allclose(finer(maps, 4)[0, 2], [0, 0.25, 0.75, 1])


def test_a_score_at_the_threshold_is_enough():
    maps = np.array([[[0.5, 0.4]], [[0.1, 0.6]]], np.float32)
    assert proposal([3, 7], maps, 0.5).tolist() == [[3, 7]]
    assert proposal([3, 7], maps, 0.55).tolist() == [[0, 7]]

import numpy as np
import pytest

from camweave_training.agreement import LEAST_IMAGES, Agreement
from camweave_training.project_json import Project

CLASSES = {1: "cat", 2: "dog"}


def project(**scores: tuple[list[int], np.ndarray]) -> Project:
    return Project({}, CLASSES, scores)


def halves(left: float, right: float) -> np.ndarray:
    """Score maps [1, 2, 2] of one class."""
    return np.array([[[left, right], [left, right]]], np.float32)


def test_the_best_threshold_gives_what_the_teacher_proposes():
    # From 0.205 to 0.605 the pack's field is 0.455 where the teacher's is 0.75: there they propose the same.
    agreement = Agreement(project(a=([1], halves(0.205, 0.605))), project(a=([1], halves(0.5, 0.9))))
    assert agreement.best(1) == pytest.approx(0.455, abs=0.011)
    assert agreement.best() == agreement.best(1)
    assert agreement.table()[agreement.best()] == 1


def test_images_count_where_both_know_them_with_the_same_labels():
    own = {"a": ([1], halves(0, 1)), "b": ([2], halves(0, 1)), "c": ([1], halves(0, 1)), "d": ([], np.zeros((0, 2, 2)))}
    agreement = Agreement(project(**own), project(a=own["a"], b=([1], halves(0, 1)), d=own["d"]))
    assert agreement.images.tolist() == [0, 1, 0]


def test_a_class_needs_enough_images_for_a_threshold_of_its_own():
    scores = {f"image {index}": ([1], halves(0, 1)) for index in range(LEAST_IMAGES)}
    agreement = Agreement(project(**scores), project(**scores))
    assert agreement.enough(1)
    assert not agreement.enough(2)

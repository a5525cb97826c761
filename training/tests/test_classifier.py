import numpy as np
import pytest

from camweave_training.classifier import average_precision, best_probability, reliability


def test_best_probability_parts_the_present_from_the_absent():
    guessed = np.array([0.1, 0.2, 0.32, 0.68, 0.9, 0.95])
    assert best_probability(guessed, np.array([0, 0, 0, 1, 1, 1])) == 0.35


def test_what_is_not_to_be_counted_changes_nothing():
    guessed, truth = np.array([0.1, 0.2, 0.68, 0.9]), np.array([0, 0, 1, 1])
    doubtful = np.array([0.99, 0.01])
    both = np.concatenate([guessed, doubtful]), np.concatenate([truth, [-1, -1]])
    assert best_probability(*both) == best_probability(guessed, truth)


def test_a_missing_tag_weighs_more_than_a_wrong_one():
    # From 0.3 on all 4 present and 2 absent have the tag, from 0.6 on 2 present alone: F is 0.84 against 0.62.
    guessed = np.array([0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.1, 0.1])
    assert best_probability(guessed, np.array([1, 1, 1, 1, 0, 0, 0, 0])) <= 0.4


def test_average_precision_of_a_ranking():
    assert average_precision(np.array([0.9, 0.8, 0.7]), np.array([1, 0, 1])) == pytest.approx((1 + 2 / 3) / 2)


def test_probabilities_that_come_true_are_calibrated():
    _, error = reliability(np.full(10, 0.3), np.array([1] * 3 + [0] * 7))
    assert error == pytest.approx(0)

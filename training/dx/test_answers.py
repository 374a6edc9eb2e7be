"""What the person says, on numbers that can be checked by hand."""

import unittest

import numpy as np

from training.dx.answers import COLUMNS, fit, hidden, number, told
from training.dx.data import CLASSES

AGE, BLEEDS = list(COLUMNS).index("age"), list(COLUMNS).index("bleeds")


def parameters(weight):
    weights = np.zeros((len(COLUMNS), len(CLASSES)))
    weights[BLEEDS, 0] = weight
    return np.zeros(len(COLUMNS)), np.ones(len(COLUMNS)), weights


class Answers(unittest.TestCase):
    def test_what_nobody_said_changes_nothing(self):
        shares = np.array([[0.5, 0.1, 0.1, 0.1, 0.1, 0.1]])
        silent = np.full((1, len(COLUMNS)), np.nan)
        np.testing.assert_allclose(shares, told(shares, silent, parameters(3)))

    def test_a_yes_multiplies_the_odds_and_a_no_divides_them(self):
        shares = np.full((2, 6), 1 / 6)
        answers = np.full((2, len(COLUMNS)), np.nan)
        answers[:, BLEEDS] = 1, -1
        found = told(shares, answers, parameters(np.log(5)))
        np.testing.assert_allclose([5 / 10, (1 / 5) / (5 + 1 / 5)], found[:, 0])

    def test_dont_know_is_no_answer(self):
        self.assertTrue(np.isnan(number("grew", "UNK")))
        self.assertEqual(63, number("age", "63"))

    def test_hidden_answers_are_not_given(self):
        row = hidden(np.ones((1, len(COLUMNS))), ["age"])[0]
        self.assertTrue(np.isnan(row[AGE]))
        self.assertEqual(1, row[BLEEDS])

    def test_a_telling_answer_gets_a_weight_for_its_class(self):
        labels = np.arange(60) % 6
        answers = np.random.default_rng(0).choice([-1.0, 1.0], (60, len(COLUMNS)))
        answers[:, BLEEDS] = np.where(labels == 3, 1, -1)
        weights = fit(np.full((60, 6), 1 / 6), answers, labels, 0.01)[2]
        self.assertEqual(3, weights[BLEEDS].argmax())


if __name__ == "__main__":
    unittest.main()

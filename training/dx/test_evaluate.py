"""The figures of the diagnosis report, on numbers that can be checked by hand."""

import unittest

import numpy as np

from training.dx.data import square_around
from training.dx.evaluate import auc, auc_row, balanced_accuracy, calibration_error, fitted_temperature, malignancy, softened
from training.dx.train import CLASSES


class Figures(unittest.TestCase):
    def test_auc_counts_pairs_and_halves_ties(self):
        scores, positive = np.array([0.9, 0.5, 0.5, 0.1]), np.array([True, True, False, False])
        self.assertAlmostEqual(3.5 / 4, auc(scores, positive))

    def test_balanced_accuracy_weighs_each_class_the_same(self):
        shares = np.eye(6)[[0, 0, 0, 0]]
        self.assertAlmostEqual(0.5, balanced_accuracy(shares, np.array([0, 0, 0, 1])))

    def test_calibration_error_is_the_gap_between_sure_and_right(self):
        shares = np.array([[0.8, 0.2]] * 4)
        self.assertAlmostEqual(0.3, calibration_error(shares, np.array([0, 0, 1, 1])))

    def test_a_temperature_of_one_changes_nothing(self):
        shares = np.array([[0.7, 0.2, 0.1]])
        np.testing.assert_allclose(shares, softened(shares, 1))

    def test_too_sure_shares_get_a_temperature_above_one(self):
        shares, labels = np.array([[0.99, 0.01]] * 10), np.array([0] * 7 + [1] * 3)
        self.assertGreater(fitted_temperature(shares, labels), 1.5)

    def test_actinic_keratosis_is_counted_in_three_ways(self):
        labels = np.array([CLASSES.index(name) for name in ("MEL", "ACK", "NEV")])
        rows = malignancy(np.eye(6)[labels], labels, np.array(["2", "2", "unknown"]))
        self.assertEqual([3, 2, 3, 2], [row["n"] for row in rows.values()])
        self.assertEqual([1, 1, 2, 1], [row["n_positive"] for row in rows.values()])

    def test_one_kind_alone_has_no_auc(self):
        self.assertIsNone(auc_row(np.array([0.1, 0.2]), np.array([False, False]))["auc"])


class Squares(unittest.TestCase):
    def test_have_a_quarter_more_on_each_side(self):
        self.assertEqual((40, 30, 100, 90), square_around((50, 50, 90, 70), 200, 200))

    def test_end_where_the_picture_ends(self):
        self.assertEqual((0, 0, 38, 20), square_around((0, 0, 30, 10), 200, 20))


if __name__ == "__main__":
    unittest.main()

"""The rule in numpy is the worker's rule."""

import unittest
from pathlib import Path

import numpy as np

from training.skin import rule

SAMPLES = Path(__file__).with_name("colour_rule_samples.txt")  # rows: red, within it green; columns: blue
STEP = 16
NEAR = 0.004  # share of colours at the very bounds, which OpenCV's coarse table of Lab may decide otherwise


def colours():
    """uint8 [n,3] RGB: the red changes slowest, the blue fastest."""
    levels = np.arange(STEP // 2, 256, STEP)
    return np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), -1).reshape(-1, 3).astype(np.uint8)


class Rule(unittest.TestCase):
    def test_says_of_colours_what_the_workers_own_code_says(self):
        theirs = np.array([answer == "1" for answer in SAMPLES.read_text() if answer in "01"])
        mine = rule.takes(colours())
        self.assertEqual(len(theirs), len(mine))
        self.assertGreater(theirs.sum(), 300)
        self.assertLessEqual((mine != theirs).mean(), NEAR)

    def test_decides_on_the_smoothed_colour(self):
        picture = np.full((40, 40, 3), (200, 160, 140), np.uint8)
        picture[20, 20] = (0, 0, 255)
        self.assertFalse(rule.takes(picture)[20, 20])
        self.assertTrue(rule.mask(picture)[20, 20])

    def test_takes_no_grey(self):
        self.assertFalse(rule.mask(np.full((20, 20, 3), 128, np.uint8)).any())


if __name__ == "__main__":
    unittest.main()

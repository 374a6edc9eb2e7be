"""Groups are compared where they are large enough."""

import unittest

from training.shared.groups import worst_gap


class Gaps(unittest.TestCase):
    def test_the_worst_gap_leaves_small_groups_out(self):
        rows = {"a": {"few": False, "recall": 0.9}, "b": {"few": False, "recall": 0.6}, "c": {"few": True, "recall": 0.1}}
        self.assertEqual({"metric": "recall", "worst": "b", "best": "a", "gap": 0.3}, worst_gap(rows, "recall"))
        self.assertIsNone(worst_gap({"a": rows["a"], "c": rows["c"]}, "recall"))


if __name__ == "__main__":
    unittest.main()

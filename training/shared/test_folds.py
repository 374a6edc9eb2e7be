"""The committed folds keep patients together."""

import json
import unittest
from collections import Counter

from training.shared.folds import FILE, FOLDS, assign, group_of, parts


class CommittedFolds(unittest.TestCase):
    def setUp(self):
        self.folds = json.loads(FILE.read_text())["folds"]

    def test_no_patient_and_no_lesion_is_in_two_folds(self):
        homes = {}
        for i, fold in enumerate(self.folds):
            for photo_id in fold:
                homes.setdefault(group_of(photo_id), set()).add(i)
        self.assertEqual([], [group for group, folds in homes.items() if len(folds) > 1])

    def test_every_photograph_is_in_one_fold(self):
        counts = Counter(photo_id for fold in self.folds for photo_id in fold)
        self.assertEqual([], [photo_id for photo_id, count in counts.items() if count > 1])
        self.assertEqual(FOLDS, len(self.folds))

    def test_the_folds_are_of_one_size(self):
        sizes = [len(fold) for fold in self.folds]
        self.assertLessEqual(max(sizes) - min(sizes), 3)


class Assignment(unittest.TestCase):
    labels = {f"PAT_{i // 2}_{i}_9": "NEV" if i % 3 else "MEL" for i in range(60)}

    def test_is_the_same_each_time(self):
        self.assertEqual(assign(self.labels), assign(dict(reversed(self.labels.items()))))

    def test_keeps_two_photographs_of_a_patient_together(self):
        homes = {photo_id: i for i, fold in enumerate(assign(self.labels)) for photo_id in fold}
        for i in range(0, 60, 2):
            self.assertEqual(homes[f"PAT_{i // 2}_{i}_9"], homes[f"PAT_{i // 2}_{i + 1}_9"])

    def test_spreads_each_diagnosis(self):
        for fold in assign(self.labels):
            self.assertIn(sum(self.labels[photo_id] == "MEL" for photo_id in fold), range(3, 6))


class Parts(unittest.TestCase):
    def test_refuses_a_photograph_that_is_in_no_fold(self):
        class Stray:
            id = "PAT_0_0_0"

        with self.assertRaises(KeyError):
            parts([Stray()], 0)


if __name__ == "__main__":
    unittest.main()

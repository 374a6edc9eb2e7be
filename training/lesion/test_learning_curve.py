"""The points of the curve differ by the number of patients alone."""

import unittest
from dataclasses import dataclass

from training.lesion.learning_curve import SHARES, of_share


@dataclass(frozen=True)
class Named:
    id: str
    group: str


class Shares(unittest.TestCase):
    photos = [Named(f"PAT_{i // 3}_{i}", f"PAT_{i // 3}") for i in range(60)]

    def test_a_smaller_share_lies_in_every_larger_one(self):
        drawn = [set(of_share(self.photos, share)) for share in (*SHARES, 1)]
        self.assertTrue(drawn[0] < drawn[1] < drawn[2])
        self.assertEqual(set(self.photos), drawn[2])

    def test_counts_patients_and_parts_none_from_its_photographs(self):
        some = of_share(self.photos, 0.25)
        self.assertEqual(5, len({photo.group for photo in some}))
        self.assertEqual(15, len(some))

    def test_does_not_depend_on_the_order_of_the_photographs(self):
        self.assertEqual(set(of_share(self.photos, 0.5)), set(of_share(self.photos[::-1], 0.5)))

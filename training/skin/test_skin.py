"""What is drawn is what is labelled; what is measured on was not learnt from."""

import json
import unittest
from dataclasses import dataclass

import numpy as np
import torch

from training.shared.folds import FILE, group_of
from training.shared.masks import Prepared
from training.skin.evaluate import SQUARES, Case, clear_square, squares_on, summary, whole, worst_gaps
from training.skin.net import SkinNet
from training.skin.photos import AWAY, NOT, REACH, SKIN, UNKNOWN, labelled, ring, split
from training.skin.scenes import SkinCanvas, SkinTint, BareHead, close, where_skin_is
from training.skin.surfaces import SWAPS, surroundings, warm
from training.skin.train import loss_of


@dataclass(frozen=True)
class OnePhoto:
    id: str
    image: np.ndarray = None
    labels: np.ndarray = None


def lesion(size=100):
    labels = np.zeros((size, size), np.uint8)
    labels[40:60, 40:60] = 1
    return labels


class Photographs(unittest.TestCase):
    def test_no_patient_is_learnt_from_and_measured_on(self):
        ids = [photo_id for fold in json.loads(FILE.read_text())["folds"] for photo_id in fold]
        learnt, held = split([OnePhoto(photo_id) for photo_id in ids])
        self.assertEqual(len(ids), len(learnt) + len(held))
        self.assertFalse({group_of(photo.id) for photo in learnt} & {group_of(photo.id) for photo in held})

    def test_the_ring_keeps_away_from_the_outline_and_near_the_lesion(self):
        around = ring(lesion() > 0, np.ones((100, 100), bool))
        self.assertFalse(around[40 - AWAY : 60 + AWAY, 40 - AWAY : 60 + AWAY].any())
        self.assertTrue(around[40 - AWAY - 1, 50])
        self.assertTrue(around[40 - REACH, 50])
        self.assertFalse(around[40 - REACH - 1, 50])

    def test_all_that_is_not_known_is_left_open(self):
        photo = labelled(OnePhoto("x", np.full((100, 100, 3), 90, np.uint8), lesion()))
        self.assertEqual(SKIN, photo.labels[50, 50])
        self.assertEqual(UNKNOWN, photo.labels[0, 0])
        self.assertFalse((photo.labels == NOT).any())

    def test_the_bars_of_a_letterboxed_picture_are_no_skin(self):
        image = np.full((100, 100, 3), 90, np.uint8)
        image[:35] = 114
        self.assertFalse((labelled(OnePhoto("x", image, lesion())).labels[:35] == SKIN).any())


    def test_a_clear_square_has_nothing_of_the_lesion(self):
        labels = np.zeros((320, 320), np.uint8)
        labels[100:160, 150:230] = 1
        inside = np.ones((320, 320), bool)
        cut = clear_square(labels, ring(labels > 0, inside), inside)
        self.assertFalse(labels[cut].any())
        self.assertEqual((96, 96), labels[cut].shape)

    def test_a_lesion_that_fills_the_picture_leaves_no_clear_square(self):
        labels = np.ones((320, 320), np.uint8)
        self.assertIsNone(clear_square(labels, np.zeros((320, 320), bool), np.ones((320, 320), bool)))


class Scenes(unittest.TestCase):
    def test_skin_lies_where_the_cover_says(self):
        for seed in range(4):
            rgb, cover, _ = close(np.random.default_rng(seed), 96, (), ())
            self.assertEqual((96, 96, 3), rgb.shape)
            self.assertGreaterEqual(cover.min(), 0)
            self.assertLessEqual(cover.max(), 1)

    def test_some_pictures_are_all_skin_and_some_are_in_part(self):
        shares = [where_skin_is(np.random.default_rng(seed), 96)[0].mean() for seed in range(30)]
        self.assertEqual(1, max(shares))
        self.assertLess(min(shares), 0.5)

    def test_what_is_painted_over_skin_is_no_skin(self):
        canvas = SkinCanvas(np.zeros((8, 8, 3), np.float32))
        every, left = np.ones((8, 8), np.float32), np.repeat(np.eye(2, dtype=np.float32)[:1].repeat(8, 0), 4, 1)
        canvas.paint(every, np.array([0.7, 0.5, 0.4]).view(SkinTint))
        self.assertTrue(canvas.bare.all())
        canvas.paint(left, np.array([0.1, 0.1, 0.1]))
        self.assertFalse(canvas.bare[:, :4].any())
        self.assertTrue(canvas.bare[:, 4:].all())

    def test_a_face_has_skin_on_its_cheeks_and_none_in_its_eyes(self):
        for seed in range(3):
            canvas = SkinCanvas(np.zeros((192, 192, 3), np.float32))
            head = BareHead(np.random.default_rng(seed), canvas)
            head.draw()
            self.assertGreater(canvas.bare.mean(), 0.01)
            pupil = head.points[36:42].mean(0).astype(int)
            self.assertLess(canvas.bare[pupil[1], pupil[0]], 0.6)

    def test_swapped_colours_leave_no_skin_colour(self):
        for swap in SWAPS:
            red, _, blue = (np.array([200, 150, 120])[list(swap)]).tolist()
            self.assertLess(red, 200)
            self.assertNotEqual((200, 120), (red, blue))

    def test_surfaces_are_drawn_at_the_size_asked_for(self):
        for seed in range(6):
            rng = np.random.default_rng(seed)
            self.assertEqual((64, 64, 3), warm(rng, 64).shape)
            self.assertEqual((64, 64, 3), surroundings(rng, 64).shape)


class Net(unittest.TestCase):
    def test_gives_a_logit_for_each_two_by_two_pixels(self):
        net = Prepared(SkinNet()).eval()
        with torch.no_grad():
            self.assertEqual((2, 1, 32, 48), net(torch.zeros(2, 64, 96, 3, dtype=torch.uint8)).shape)

    def test_what_is_not_known_has_no_part_in_the_loss(self):
        pixels, labels = torch.rand(2, 3, 32, 32), torch.zeros(2, 32, 32, dtype=torch.long)
        labels[:, :16] = SKIN

        class Fixed(torch.nn.Module):
            def __init__(self, below):
                super().__init__()
                self.below = below

            def forward(self, x):
                logits = torch.full((2, 1, 16, 16), 3.0)
                logits[:, :, 8:] = self.below
                return logits

        self.assertEqual(float(loss_of(Fixed(-9.0), pixels, labels)[0]), float(loss_of(Fixed(9.0), pixels, labels)[0]))


class Figures(unittest.TestCase):
    def test_a_picture_without_skin_has_no_recall(self):
        nothing = np.zeros((4, 4), bool)
        self.assertEqual({"specificity": 1.0}, whole({"net": nothing}, nothing)["net"])

    def test_half_found_is_half_recall(self):
        skin = np.zeros((4, 4), bool)
        skin[:2] = True
        found = np.zeros((4, 4), bool)
        found[:1] = True
        self.assertEqual({"skin_iou": 0.5, "skin_recall": 0.5, "specificity": 1.0}, whole({"net": found}, skin)["net"])

    def test_the_gap_is_between_large_groups_alone(self):
        figures = lambda value: {judge: {"skin_iou": value} for judge in ("net", "rule", "both")}
        groups = {name: summary([Case(figures(value))] * n) for name, value, n in (("a", 0.9, 30), ("b", 0.7, 30), ("c", 0.1, 29))}
        self.assertEqual({"gap": 0.2, "best": "a", "worst": "b"}, worst_gaps(groups, "skin_iou")["net"])

    def test_squares_lie_around_the_eyes(self):
        skin = squares_on([[300, 300], [340, 300]], 1.0, 0, 0)
        self.assertTrue(skin[300 - 20, 320])
        self.assertFalse(skin[300, 300])
        self.assertLess(skin.sum(), len(SQUARES) * 16**2)


if __name__ == "__main__":
    unittest.main()

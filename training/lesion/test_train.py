"""A stopped training goes on as if it had not been stopped."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from training.lesion import train as lesion_train
from training.lesion.net import LesionNet
from training.lesion.scenes import draw_scene
from training.lesion.train import Batches, train
from training.shared.loop import Phase

SIDE = 64
PHASES = (Phase(SIDE, 2, 2, 1.0, 1e-3), Phase(SIDE, 2, 3, 1.0, 1e-3))


class Interrupted(Exception):
    pass


class Interruptible(Batches):
    """Stops before the batch after `left`."""

    def __init__(self, scenes, left):
        super().__init__(scenes, [], seed=3)
        self.left = left

    def draw(self, phase):
        if self.left == 0:
            raise Interrupted
        self.left -= 1
        return super().draw(phase)


def net():
    torch.manual_seed(5)
    return LesionNet().train()


class Resumed(unittest.TestCase):
    def setUp(self):
        rng = np.random.default_rng(1)
        self.scenes = [draw_scene(rng, (SIDE, SIDE), [((32, 32), 12)]) for _ in range(4)]
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "fold.part"
        every, lesion_train.KEPT_EVERY = lesion_train.KEPT_EVERY, 1
        self.addCleanup(setattr, lesion_train, "KEPT_EVERY", every)

    def trained(self, left, phases=PHASES):
        return train(net(), Interruptible(self.scenes, left), phases, self.file).state_dict()

    def test_a_stopped_training_gives_the_same_weights(self):
        whole = self.trained(left=5)
        self.file.unlink()
        for left in (1, 2):  # within the first phase, then within the second
            with self.assertRaises(Interrupted):
                self.trained(left)
        resumed = self.trained(left=2)
        self.assertEqual([], [name for name, value in whole.items() if not torch.allclose(value, resumed[name])])

    def test_a_course_of_another_recipe_is_refused(self):
        with self.assertRaises(Interrupted):
            self.trained(left=1)
        with self.assertRaisesRegex(SystemExit, "another recipe"):
            self.trained(left=5, phases=PHASES[:1])


if __name__ == "__main__":
    unittest.main()

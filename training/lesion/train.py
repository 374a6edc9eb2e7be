"""How the lesion net is trained: phases of random views, a moving average of the weights.

crossval.py says which phases are run on which photographs. The net is fully convolutional, so a phase may use smaller
images than the 320 px for which the file ships. What is kept is the moving average.
"""

from dataclasses import dataclass

import numpy as np
import torch

from training.lesion.augment import random_view
from training.lesion.losses import total_loss
from training.lesion.net import boxes_from, candidate_points
from training.shared.loop import every, in_bfloat16, run, slow_backbone, warm_cosine

REAL_SIZE, SYNTH_SIZE = 320, 256


@dataclass(frozen=True)
class Phase:
    """`steps` batches of `batch` images of `size` px, `real_share` of them photographs."""

    size: int
    batch: int
    steps: int
    real_share: float
    peak_rate: float


class Batches:
    """Random views of both sources; the order depends on the seed alone."""

    def __init__(self, photos, scenes, seed):
        self.photos, self.scenes = photos, scenes
        self.rng = np.random.default_rng(seed)

    def draw(self, phase):
        """(pixels [B,3,S,S], lesion [B,S,S], boxes: B tensors [G,4])."""
        views = []
        for _ in range(phase.batch):
            pool = self.photos if self.rng.random() < phase.real_share else self.scenes
            chosen = pool[int(self.rng.integers(len(pool)))]
            views.append(random_view(self.rng, chosen.image, chosen.labels, phase.size))
        pixels, lesions, boxes = zip(*views)
        return torch.stack(pixels), torch.stack(lesions), boxes


def loss_of(net, batch, points, strides):
    """The loss of one batch and its parts (box, class, mask)."""
    pixels, lesions, boxes = batch
    distances, logits, masks = (output.float() for output in in_bfloat16(net, pixels))
    found = boxes_from(distances, points, strides).transpose(1, 2)
    total, parts = total_loss(found, logits[:, 0], masks, points.T, boxes, lesions)
    return total, dict(zip(("box", "class", "mask"), parts))


def run_phase(net, average, batches, phase):
    """Trains one phase; gives the seconds taken."""
    points, strides = candidate_points(phase.size, phase.size)
    optimizer = torch.optim.AdamW(slow_backbone(net), phase.peak_rate, weight_decay=1e-4)
    _, seconds = run(
        net, average, optimizer, warm_cosine(phase.peak_rate),
        lambda: loss_of(net, batches.draw(phase), points, strides),
        every(100, f"size={phase.size}"), steps=phase.steps, clip=10,
    )  # fmt: skip
    return seconds

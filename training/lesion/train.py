"""The training loop of the lesion net: phases of random views, a moving average of the weights.

crossval.py says which phases are run on which photographs. The net is fully convolutional, so a phase may use smaller
images than the 320 px for which the file ships. What is kept is the moving average.
"""

import copy
import time
from dataclasses import dataclass

import numpy as np
import torch

from training.lesion.augment import random_view
from training.lesion.losses import total_loss
from training.lesion.net import boxes_from, candidate_points

REAL_SIZE, SYNTH_SIZE = 320, 256
BACKBONE_RATE = 0.2  # of the learning rate: it has learnt already, the rest begins


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


class MovingAverage:
    """Exponential average of weights and batch statistics; `net` is what to evaluate and ship."""

    def __init__(self, net, decay=0.998):
        self.net = copy.deepcopy(net).eval()
        self.decay, self.updates = decay, 0

    @torch.no_grad()
    def update(self, net):
        self.updates += 1
        keep = min(self.decay, self.updates / (self.updates + 10))
        for mine, theirs in zip(self.net.state_dict().values(), net.state_dict().values()):
            if mine.dtype.is_floating_point:
                mine.mul_(keep).add_(theirs, alpha=1 - keep)
            else:
                mine.copy_(theirs)


def learning_rate(phase, step, progress):
    """60 steps of warm-up, then a half cosine down to 2 % of the peak; progress 0..1."""
    warm = min(1.0, (step + 1) / 60)
    return phase.peak_rate * warm * (0.01 + 0.99 * (0.5 + 0.5 * np.cos(np.pi * progress)) + 0.01)


def train_step(net, optimizer, batch, points, strides):
    """One optimisation step; gives (total, (box, class, mask)) losses."""
    pixels, lesions, boxes = batch
    # Half the time of float32 on CPUs with AVX512-BF16; weights, batch statistics and losses stay float32.
    with torch.autocast("cpu", torch.bfloat16):
        outputs = net(pixels.contiguous(memory_format=torch.channels_last))
    distances, logits, masks = (output.float() for output in outputs)
    found = boxes_from(distances, points, strides).transpose(1, 2)
    total, parts = total_loss(found, logits[:, 0], masks, points.T, boxes, lesions)
    optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 10)
    optimizer.step()
    return float(total), parts


def run_phase(net, average, batches, phase):
    """Trains one phase; gives the seconds taken."""
    points, strides = candidate_points(phase.size, phase.size)
    known, fresh = net.backbone.parameters(), [p for name, p in net.named_parameters() if "backbone" not in name]
    groups = [{"params": list(known), "share": BACKBONE_RATE}, {"params": fresh, "share": 1.0}]
    optimizer = torch.optim.AdamW(groups, phase.peak_rate, weight_decay=1e-4)
    start = time.monotonic()
    for step in range(phase.steps):
        for group in optimizer.param_groups:
            group["lr"] = group["share"] * learning_rate(phase, step, step / phase.steps)
        total, parts = train_step(net, optimizer, batches.draw(phase), points, strides)
        average.update(net)
        if (step + 1) % 100 == 0:
            shown = " ".join(f"{name}={value:.3f}" for name, value in zip(("box", "class", "mask"), parts))
            print(f"size={phase.size} step={step + 1} loss={total:.3f} {shown}", flush=True)
    return time.monotonic() - start

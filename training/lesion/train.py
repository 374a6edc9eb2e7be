"""How the lesion net is trained: phases of random views, a moving average of the weights.

crossval.py says which phases are run on which photographs. The net is fully convolutional, so a phase may use smaller
images than the 320 px for which the file ships. What is kept is the moving average.
"""

from dataclasses import asdict

import torch

from training.lesion.augment import random_view
from training.lesion.losses import total_loss
from training.lesion.net import boxes_from, candidate_points
from training.shared.loop import Course, MovingAverage, Sources, every, in_bfloat16, run, slow_backbone, warm_cosine
from training.shared.recipe import recipe

REAL_SIZE = 320
RECIPE = recipe("lesion")
KEPT_EVERY = 25  # steps: no more are lost where a training is stopped


class Batches(Sources):
    """Random views of both sources."""

    def draw(self, phase):
        """(pixels [B,3,S,S], lesion [B,S,S], boxes: B tensors [G,4])."""
        views = []
        for _ in range(phase.batch):
            chosen = self.pick(phase.real_share)
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


def run_phase(course, batches, phase):
    """Trains what is left of one phase; gives the seconds taken."""
    net, name = course.net, f"size={phase.size}"
    points, strides = candidate_points(phase.size, phase.size)
    optimizer = torch.optim.AdamW(slow_backbone(net), phase.peak_rate, weight_decay=1e-4)
    if course.optimizer:
        optimizer.load_state_dict(course.optimizer)
    say = every(100, name)

    def said(step, seconds, loss, parts):
        say(step, seconds, loss, parts)
        if step % KEPT_EVERY == 0:
            course.keep(step, optimizer)

    _, seconds = run(
        net, course.average, optimizer, warm_cosine(phase.peak_rate),
        lambda: loss_of(net, batches.draw(phase), points, strides),
        said, steps=phase.steps, clip=10, made=course.step,
    )  # fmt: skip
    course.next_phase()
    return seconds


def train(net, batches, phases, file):
    """The averaged net after these phases. A training that was stopped left `file`: it goes on from there."""
    course = Course(net, MovingAverage(net, RECIPE["average"]), batches.rng, file, [asdict(phase) for phase in phases])
    course.go_on()
    for phase in phases[course.phase :]:
        seconds = run_phase(course, batches, phase)
        print(f"{file.stem} size={phase.size} seconds={seconds:.0f}", flush=True)
    return course.average.net

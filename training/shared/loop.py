"""The training loop: AdamW steps until so many are made or so much time is over. What is kept is a moving average of
the weights; a Course is what a stopped training needs to go on."""

import copy
import math
import time
from dataclasses import dataclass

import numpy as np
import torch

BACKBONE_RATE = 0.2  # of the learning rate: it has learnt already, the rest begins


@dataclass(frozen=True)
class Phase:
    """`steps` batches of `batch` pictures of `size` px, `real_share` of them photographs."""

    size: int
    batch: int
    steps: int
    real_share: float
    peak_rate: float


class Sources:
    """Photographs and generated scenes, of which pictures are drawn by chance; the order depends on the seed alone."""

    def __init__(self, photos, scenes, seed):
        self.photos, self.scenes = photos, scenes
        self.rng = np.random.default_rng(seed)

    def pick(self, real_share):
        """A photograph, with this probability, or a scene."""
        pool = self.photos if self.rng.random() < real_share else self.scenes
        return pool[int(self.rng.integers(len(pool)))]


class MovingAverage:
    """Exponential average of weights and batch statistics; `net` is what to evaluate and ship.

    The first ones count less: after n updates a share of n / (n + settling) is kept, up to `decay`.
    """

    def __init__(self, net, decay=0.998, settling=10):
        self.net = copy.deepcopy(net).eval()
        self.decay, self.settling, self.updates = decay, settling, 0

    @torch.no_grad()
    def update(self, net):
        self.updates += 1
        keep = min(self.decay, self.updates / (self.updates + self.settling))
        for mine, theirs in zip(self.net.state_dict().values(), net.state_dict().values()):
            if mine.dtype.is_floating_point:
                mine.mul_(keep).add_(theirs, alpha=1 - keep)
            else:
                mine.copy_(theirs)


class Course:
    """Where a training is: written to a file now and then, so that a stopped one goes on as if it had not been.

    `rng` is numpy's generator that all its chance comes from; `recipe` tells one training from another.
    """

    def __init__(self, net, average, rng, file, recipe):
        self.net, self.average, self.rng, self.file, self.recipe = net, average, rng, file, recipe
        self.phase, self.step, self.optimizer = 0, 0, None  # phases done; steps made of the next one, and its AdamW's state

    def go_on(self):
        """Takes up what the file has, where there is one; ends the program where it is of another recipe."""
        if not self.file.exists():
            return
        kept = torch.load(self.file)
        if kept["recipe"] != self.recipe:
            raise SystemExit(f"{self.file}: of another recipe; remove it to begin anew")
        self.net.load_state_dict(kept["net"])
        self.average.net.load_state_dict(kept["average"])
        self.average.updates = kept["updates"]
        self.rng.bit_generator.state = kept["rng"]
        self.phase, self.step, self.optimizer = kept["phase"], kept["step"], kept["optimizer"]

    def keep(self, step, optimizer):
        """Writes the file, whole or not at all."""
        kept = {
            "recipe": self.recipe, "net": self.net.state_dict(), "average": self.average.net.state_dict(),
            "updates": self.average.updates, "rng": self.rng.bit_generator.state, "phase": self.phase, "step": step,
            "optimizer": optimizer.state_dict(),
        }  # fmt: skip
        unfinished = self.file.with_suffix(".new")
        torch.save(kept, unfinished)
        unfinished.replace(self.file)

    def next_phase(self):
        self.phase, self.step, self.optimizer = self.phase + 1, 0, None


def warm_cosine(peak):
    """The learning rate by step and progress (0..1): 60 steps of warm-up, then a half cosine down to 2 % of the peak."""

    def rate(step, progress):
        return peak * min(1.0, (step + 1) / 60) * (0.01 + 0.99 * (0.5 + 0.5 * np.cos(np.pi * progress)) + 0.01)

    return rate


def slow_backbone(net):
    """Parameter groups: the net's `backbone` learns at BACKBONE_RATE of what the rest does."""
    fresh = [parameter for name, parameter in net.named_parameters() if not name.startswith("backbone")]
    return [{"params": list(net.backbone.parameters()), "share": BACKBONE_RATE}, {"params": fresh, "share": 1.0}]


def in_bfloat16(net, pixels):
    """What the net says of [B,3,H,W].

    Half the time of float32 on CPUs with AVX512-BF16; weights, batch statistics and losses stay float32.
    """
    with torch.autocast("cpu", torch.bfloat16):
        return net(pixels.contiguous(memory_format=torch.channels_last))


def every(steps, name):
    """Prints the loss and its parts each so many steps."""

    def said(step, seconds, loss, parts):
        if step % steps == 0:
            shown = " ".join(f"{part}={value:.3f}" for part, value in parts.items())
            print(f"{name} step={step} seconds={seconds:.0f} loss={loss:.3f} {shown}".rstrip(), flush=True)

    return said


def run(net, average, optimizer, rate, loss_of, said, steps=math.inf, minutes=math.inf, clip=math.inf, made=0):
    """Trains until `steps` are made or `minutes` are over, whichever is first; gives (steps made, seconds).

    `made` of the steps were made before, by a training that was stopped.

    `loss_of()` draws a batch and gives its loss and the parts of it, for the log. `rate(step, progress)` is the learning
    rate, of which a parameter group takes its `share` (all, where it names none).
    """
    start, seconds, step, progress = time.monotonic(), 0.0, made, made / steps
    while progress < 1:
        for group in optimizer.param_groups:
            group["lr"] = group.get("share", 1.0) * rate(step, progress)
        loss, parts = loss_of()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), clip)
        optimizer.step()
        average.update(net)
        step += 1
        seconds = time.monotonic() - start
        progress = max(step / steps, seconds / (60 * minutes))
        said(step, seconds, float(loss), parts)
    return step, seconds

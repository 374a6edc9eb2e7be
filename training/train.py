"""Trains the lesion net on generated scenes and on the training part of the real photographs.

Four phases with growing images: the net is fully convolutional, and an image of 160 px costs a quarter
of one of 320 px, for which the file ships. Each phase mixes more real photographs in. What is written
is the moving average of the weights; that is what is exported and measured. The test photographs are
never drawn.
"""

import argparse
import copy
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from augment import random_view
from losses import total_loss
from nets import LesionNet, boxes_from, candidate_points
from real_data import load_real, split
from synth import draw_scenes

REAL_SIZE, SYNTH_SIZE = 320, 256
TRAIN_SEED = 1_000  # evaluate.py draws its generated hold-out from other seeds


@dataclass(frozen=True)
class Phase:
    """`steps` batches of `batch` images of `size` px, `real_share` of them photographs."""

    size: int
    batch: int
    steps: int
    real_share: float
    peak_rate: float
    minutes: float  # a slow machine anneals sooner instead of overrunning


PHASES = (
    Phase(160, 16, 2400, 0.35, 2.5e-3, 7),
    Phase(224, 16, 1200, 0.60, 1.5e-3, 7),
    Phase(256, 16, 1200, 0.70, 1.5e-3, 10),
    Phase(320, 12, 700, 0.75, 1.2e-3, 6.5),
)


def quick(phases):
    """The same phases, a minute each: enough to see that everything runs."""
    return tuple(Phase(p.size, p.batch, p.steps // 8, p.real_share, p.peak_rate, 1) for p in phases)


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
    """Trains one phase; gives the number of steps made and the seconds taken."""
    points, strides = candidate_points(phase.size, phase.size)
    optimizer = torch.optim.AdamW(net.parameters(), phase.peak_rate, weight_decay=1e-4)
    start, step, progress = time.monotonic(), 0, 0.0
    while progress < 1:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(phase, step, progress)
        total, parts = train_step(net, optimizer, batches.draw(phase), points, strides)
        average.update(net)
        step += 1
        seconds = time.monotonic() - start
        progress = max(step / phase.steps, seconds / (60 * phase.minutes))
        if step % 100 == 0:
            shown = " ".join(f"{name}={value:.3f}" for name, value in zip(("box", "class", "mask"), parts))
            print(f"size={phase.size} step={step} seconds={seconds:.0f} loss={total:.3f} {shown}", flush=True)
    return step, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/ and isic2017/")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint to write; a .json log goes beside it")
    parser.add_argument("--scenes", type=int, default=4000, help="generated training scenes")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from, with --from-phase")
    parser.add_argument("--from-phase", type=int, default=1, choices=(1, 2, 3, 4))
    parser.add_argument("--quick", action="store_true", help="four minutes instead of 31, to try the code")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)

    photos, _ = split(load_real(arguments.data_dir, REAL_SIZE))
    scenes = draw_scenes(arguments.scenes, SYNTH_SIZE, TRAIN_SEED, arguments.threads)
    print(f"photos={len(photos)} scenes={len(scenes)}", flush=True)
    net = LesionNet()
    if arguments.resume:
        net.load_state_dict(torch.load(arguments.resume))
    net = net.to(memory_format=torch.channels_last).train()
    average, batches = MovingAverage(net), Batches(photos, scenes, arguments.seed)

    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    log = []
    phases = quick(PHASES) if arguments.quick else PHASES
    for phase in phases[arguments.from_phase - 1 :]:
        steps, seconds = run_phase(net, average, batches, phase)
        log.append({**asdict(phase), "steps_made": steps, "seconds": round(seconds)})
        torch.save(average.net.state_dict(), arguments.out)
        arguments.out.with_suffix(".json").write_text(json.dumps(log, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""Trains the person net on generated figures.

Two phases with growing pictures: one of half the side costs a quarter.
Scenes are drawn beside the training by another process and join it as they come, so which step saw which scene
depends on the machine. What is written is the moving average of the weights.
"""

import argparse
from dataclasses import asdict, dataclass
from multiprocessing import Pool, TimeoutError
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.person.figures import HEIGHT, LETTERBOX_GREY, WIDTH, draw_batch, tasks
from training.person.net import PersonNet
from training.shared.files import write_json
from training.shared.loop import MovingAverage, every, in_bfloat16, run, warm_cosine
from training.shared.recipe import phases, recipe

RECIPE = recipe("person")
SCENES = RECIPE["scenes"]


@dataclass(frozen=True)
class Phase:
    """Batches of `batch` pictures, `share` of the full size, until `steps` or `minutes` are over."""

    share: float
    batch: int
    steps: int
    peak_rate: float
    minutes: float


PHASES = phases(RECIPE["phase"], Phase)


class Scenes:
    """A store of scenes that grows while it is read."""

    def __init__(self, pool, wanted, seed):
        self.coming = pool.imap(draw_batch, wanted)
        self.scenes, self.done = [], False
        self.rng = np.random.default_rng(seed)
        while len(self.scenes) < SCENES["least"]:
            self.take(600)

    def take(self, wait=0):
        try:
            self.scenes.extend(self.coming.next(wait))
        except TimeoutError:
            pass
        except StopIteration:
            self.done = True

    def draw(self, count, size):
        """(pixels [B,3,H,W] 0..1, person [B,1,H,W] 0..1), views of chance at this size."""
        if not self.done:
            self.take()
        chosen = [self.scenes[i] for i in self.rng.integers(0, len(self.scenes), count)]
        pixels = torch.from_numpy(np.stack([scene.image for scene in chosen])).permute(0, 3, 1, 2).float() / 255
        person = torch.from_numpy(np.stack([scene.person for scene in chosen]))[:, None].float() / 255
        if size != (HEIGHT, WIDTH):
            pixels, person = (F.interpolate(part, size, mode="area") for part in (pixels, person))
        return self.viewed(pixels, person)

    def viewed(self, pixels, person):
        """Mirrored, moved, turned a little, with another exposure and tint."""
        count = len(pixels)
        turn = self.rng.normal(0, 0.05, count)
        size = np.exp(self.rng.uniform(-0.15, 0.25, count))
        flip = np.where(self.rng.random(count) < 0.5, -1, 1)
        places = np.zeros((count, 2, 3), np.float32)
        ratio = HEIGHT / WIDTH
        places[:, 0] = np.stack([flip * size * np.cos(turn), -flip * size * np.sin(turn) * ratio, self.rng.uniform(-0.12, 0.12, count)], 1)
        places[:, 1] = np.stack([size * np.sin(turn) / ratio, size * np.cos(turn), self.rng.uniform(-0.08, 0.08, count)], 1)
        grid = F.affine_grid(torch.from_numpy(places), pixels.shape, align_corners=False)
        pixels = F.grid_sample(pixels - LETTERBOX_GREY / 255, grid, align_corners=False) + LETTERBOX_GREY / 255
        person = F.grid_sample(person, grid, align_corners=False)
        tint = torch.from_numpy(np.exp(self.rng.normal(0, 0.12, (count, 3, 1, 1))).astype(np.float32))
        return (pixels * tint).clamp(0, 1), person


def loss_of(net, pixels, person):
    """Cross entropy plus Dice."""
    logits = in_bfloat16(net, pixels).float()
    truth = F.avg_pool2d(person, person.shape[2] // logits.shape[2])  # half cells at the outline are half
    likely = logits.sigmoid()
    dice = 1 - (2 * (likely * truth).sum((1, 2, 3)) + 1) / (likely.sum((1, 2, 3)) + truth.sum((1, 2, 3)) + 1)
    return F.binary_cross_entropy_with_logits(logits, truth) * 2 + dice.mean()


def run_phase(net, average, scenes, phase):
    """Trains one phase; gives the steps made and the seconds taken."""
    optimizer = torch.optim.AdamW(net.parameters(), phase.peak_rate, weight_decay=1e-4)
    size = (int(HEIGHT * phase.share), int(WIDTH * phase.share))
    return run(
        net, average, optimizer, warm_cosine(phase.peak_rate),
        lambda: (loss_of(net, *scenes.draw(phase.batch, size)), {"scenes": len(scenes.scenes)}),
        every(25, f"share={phase.share}"), phase.steps, phase.minutes, clip=5,
    )  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds ansur2/, isic2017/ and people/")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint to write, beside it a log")
    parser.add_argument("--scenes", type=int, default=SCENES["count"], help="most generated scenes")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=RECIPE["seed"])
    parser.add_argument("--minutes", type=float, default=RECIPE["minutes"], help="of all phases together, at most")
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from, in the last phase alone, on other scenes")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    net, course, first_seed = PersonNet(), PHASES, SCENES["seed"]
    if arguments.resume:
        net.load_state_dict(torch.load(arguments.resume))
        course, first_seed = PHASES[-1:], SCENES["seed"] + 10_000
    net = net.to(memory_format=torch.channels_last).train()
    average, log = MovingAverage(net), []
    whole = sum(phase.minutes for phase in course)
    with Pool(1) as pool:
        scenes = Scenes(pool, tasks(arguments.data_dir, arguments.scenes, first_seed), arguments.seed)
        for planned in course:
            phase = Phase(**{**asdict(planned), "minutes": planned.minutes * arguments.minutes / whole})
            steps, seconds = run_phase(net, average, scenes, phase)
            log.append({**asdict(phase), "steps_made": steps, "seconds": round(seconds), "scenes": len(scenes.scenes)})
            torch.save(average.net.state_dict(), arguments.out)
            write_json(arguments.out.with_suffix(".json"), log)


if __name__ == "__main__":
    main()

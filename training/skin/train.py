"""Trains the skin net: from COCO's backbone, on drawn scenes and on the known parts of photographs.

    python3 -m training.skin.train --data-dir DATA_DIR --backbone COCO_DIR --out training/work/skin.pth

Scenes are drawn first, from fixed seeds; then come phases of a fixed number of steps. Photographs of folds 0, 1 and 2 are not
looked at: evaluate.py measures on them. A third of each batch is photographs. Their known parts are all skin; so that the net
doesn't take what looks like a photograph for skin, drawn scenes have pieces of photographs in other colours beside it.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as F

from training.google.mobilenet import pretrained
from training.lesion.augment import move
from training.shared.files import write_json
from training.shared.loop import MovingAverage, Phase, Sources, every, in_bfloat16, run, slow_backbone, warm_cosine
from training.shared.photos import load_real
from training.shared.recipe import phases, recipe
from training.shared.views import recolour
from training.skin.net import SkinNet
from training.skin.photos import SKIN, UNKNOWN, labelled, learnt
from training.skin.scenes import draw_scenes, light_of

RECIPE = recipe("skin")
SEED, SCENES = RECIPE["seed"], RECIPE["scenes"]


PHASES = phases(RECIPE["phase"], Phase)


class Batches(Sources):
    """Random views of both sources."""

    def view(self, real_share, size):
        chosen = self.pick(real_share)
        pixels, labels = move(self.rng, chosen.image, chosen.labels, size)
        if self.rng.random() < RECIPE["tinted"]:
            pixels = pixels * torch.from_numpy(light_of(self.rng)).float()[:, None, None]
        return recolour(self.rng, pixels.clamp(0, 1)), labels

    def draw(self, phase):
        """(pixels [B,3,S,S], labels [B,S,S])."""
        pixels, labels = zip(*(self.view(phase.real_share, phase.size) for _ in range(phase.batch)))
        return torch.stack(pixels), torch.stack(labels)


def loss_of(net, pixels, labels):
    """Cross entropy where the label is known, and Dice over it; parts: each source's share of right pixels."""
    logits = in_bfloat16(net, pixels).float()
    known = F.avg_pool2d((labels != UNKNOWN).float()[:, None], 2)
    skin = F.avg_pool2d((labels == SKIN).float()[:, None], 2)
    truth = skin / known.clamp(min=1e-6)
    each = F.binary_cross_entropy_with_logits(logits, truth.clamp(0, 1), reduction="none") * known
    # each picture counts the same, however much of it is known
    entropy = (each.sum((1, 2, 3)) / known.sum((1, 2, 3)).clamp(min=1)).mean()
    likely = logits.sigmoid() * known
    dice = 1 - (2 * (likely * truth).sum((1, 2, 3)) + 1) / (likely.sum((1, 2, 3)) + skin.sum((1, 2, 3)) + 1)
    right = (((logits > 0) == (truth > 0.5)).float() * known).sum() / known.sum().clamp(min=1)
    return 2 * entropy + dice.mean(), {"right": float(right)}


def run_phase(net, average, batches, phase):
    """Trains one phase; gives the seconds taken."""
    optimizer = torch.optim.AdamW(slow_backbone(net), phase.peak_rate, weight_decay=1e-4)
    _, seconds = run(
        net, average, optimizer, warm_cosine(phase.peak_rate), lambda: loss_of(net, *batches.draw(phase)),
        every(25, f"size={phase.size}"), steps=phase.steps, clip=5,
    )  # fmt: skip
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/, isic2017/ and ansur2/")
    parser.add_argument("--backbone", type=Path, required=True, help="folder of the COCO detector's model.json")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint to write, beside it a log")
    parser.add_argument("--scenes", type=int, default=SCENES["count"])
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(SEED)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    photos = [labelled(photo) for photo in learnt(load_real(arguments.data_dir, 320))]
    scenes = draw_scenes(arguments.data_dir, arguments.scenes, SCENES["seed"], arguments.threads)
    print(f"photos={len(photos)} scenes={len(scenes)}", flush=True)
    net = SkinNet(pretrained(arguments.backbone)).to(memory_format=torch.channels_last).train()
    average, batches, log = MovingAverage(net, RECIPE["average"]), Batches(photos, scenes, SEED), []
    for phase in PHASES:
        seconds = run_phase(net, average, batches, phase)
        log.append({**asdict(phase), "seconds": round(seconds), "photographs": len(photos), "scenes": len(scenes)})
        torch.save(average.net.state_dict(), arguments.out)
        write_json(arguments.out.with_suffix(".json"), log)


if __name__ == "__main__":
    main()

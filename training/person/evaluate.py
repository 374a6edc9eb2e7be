"""Measures the shipped person file: on generated figures that were never trained on, and on the few photographs
at hand. Writes evaluation/person-<version>.json.

The generated figures show that the net learned what it was shown, not how good it is on people. The photographs
are three: with a mask of their own two, of one person each; they are no sample of anything.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.person.figures import HEIGHT, LETTERBOX_GREY, WIDTH, draw_posed, draw_scenes
from training.shared.files import sha256_of, write_json
from training.shared.groups import ENOUGH, by_tone, worst_gap
from training.shared.metrics import mask_iou
from training.shared.places import EVALUATION

HELD_OUT_SEED = 90_000
BOOTSTRAPS = 2000


def letterbox(image, width):
    """The picture in the net's input, and where it lies in it."""
    scale = min(width / image.width, HEIGHT / image.height)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    at = (round((width - size[0]) / 2 - 0.1), round((HEIGHT - size[1]) / 2 - 0.1))
    sheet = Image.new("RGB", (width, HEIGHT), (LETTERBOX_GREY,) * 3)
    sheet.paste(image.resize(size, Image.BOX), at)
    return np.array(sheet), (*at, *size)


def answer(model, pixels):
    """Logits at the input's size, [H,W]."""
    with torch.no_grad():
        logits = model(torch.from_numpy(pixels)[None])
        return torch.nn.functional.interpolate(logits, pixels.shape[:2], mode="bilinear", align_corners=False)[0, 0].numpy()


class Wider(torch.nn.Module):
    """A net with a wider input than the generated figures have: they are letterboxed once more."""

    def __init__(self, net, width):
        super().__init__()
        self.net, self.width = net, width

    def forward(self, pixels):
        left = (self.width - pixels.shape[2]) // 2
        right = self.width - pixels.shape[2] - left
        logits = self.net(torch.nn.functional.pad(pixels, [0, 0, left, right], value=LETTERBOX_GREY))
        cell = self.width // logits.shape[3]
        return logits[:, :, :, left // cell : logits.shape[3] - right // cell]


def trunk_widths(logits, axis):
    """Length of the stretch around the axis in each row, pixels of the input, between the places where the logit
    crosses 0; 0 where there is none."""
    lengths = np.zeros(len(logits))
    for y, row in enumerate(logits):
        left = right = axis
        if row[axis] <= 0:
            continue
        while left > 0 and row[left - 1] > 0:
            left -= 1
        while right < len(row) - 1 and row[right + 1] > 0:
            right += 1
        lengths[y] = right - left + edge(row, left, -1) + edge(row, right, 1)
    return lengths


def edge(row, at, step):
    """How far beyond a cell the crossing is, 0..1."""
    beyond = at + step
    return row[at] / (row[at] - row[beyond]) if 0 <= beyond < len(row) else 0.5


def posed(model, folder, count):
    """How well the trunk's widths are found of people who stand to be measured, where breadths are read: between
    45 and 75 % of the body's height."""
    found = {}
    for view, turn in (("front", 0), ("side", 90)):
        overlaps, errors, heights = [], [], []
        for scene in draw_posed(folder, count, HELD_OUT_SEED, turn):
            truth, logits = scene.person > 127, answer(model, scene.image)
            rows = np.flatnonzero(truth.any(1))
            height = rows[-1] + 1 - rows[0]
            chosen = slice(int(rows[-1] + 1 - 0.75 * height), int(rows[-1] + 1 - 0.45 * height))
            axis = int(np.flatnonzero(truth[chosen].any(0)).mean())
            mine, theirs = trunk_widths(logits, axis)[chosen], trunk_widths(scene.person - 127.5, axis)[chosen]
            overlaps.append(mask_iou(logits > 0, truth))
            errors.extend((mine - theirs)[theirs > 0])
            seen = np.flatnonzero((logits > 0).any(1))
            heights.append(((seen[-1] + 1 - seen[0]) if len(seen) else 0) / height - 1)
        errors, heights = np.array(errors), np.array(heights)
        near = np.abs(errors) < 8
        found[view] = {
            "n": count, "iou": round(float(np.mean(overlaps)), 3),
            "width_bias_px": round(float(errors[near].mean()), 2),
            "edge_deviation_cells": round(float(errors[near].std() / np.sqrt(2) / 2), 3),
            "rows_off_by_8_px_or_more": round(float((~near).mean()), 3),
            "height_median_error": round(float(np.median(heights)), 4),
            "height_off_by_3_percent_or_more": round(float((np.abs(heights) > 0.03).mean()), 3),
        }  # fmt: skip
    return found


@dataclass(frozen=True)
class Outlined:
    """How well one generated person was outlined, and their skin's tone in degrees."""

    iou: float
    ita: float


def generated(model, folder, count):
    """(persons, share of the picture that was taken for one in each scene without)."""
    persons, empty = [], []
    for scene in draw_scenes(folder, count, HELD_OUT_SEED):
        truth = scene.person > 127
        found = answer(model, scene.image) > 0
        if truth.any():
            persons.append(Outlined(mask_iou(found, truth), scene.ita))
        else:
            empty.append(float(found.mean()))
    return persons, empty


def summary(persons):
    overlaps = np.array([person.iou for person in persons])
    rng = np.random.default_rng(1)
    means = [rng.choice(overlaps, len(overlaps)).mean() for _ in range(BOOTSTRAPS)]
    return {
        "n": len(overlaps), "iou": round(float(overlaps.mean()), 3),
        "iou_95": [round(float(v), 3) for v in np.quantile(means, [0.025, 0.975])],
        "iou_p10": round(float(np.quantile(overlaps, 0.1)), 3),
    }  # fmt: skip


def photographs(model, folder, width):
    """IoU on what has a mask, else the share of the picture taken for a person."""
    found = {}
    for name, mask in (("pose.jpg", "pose_segmentation.png"), ("portrait.jpg", "portrait_segmentation.png"), ("astronaut.png", None)):
        image = Image.open(folder / "people" / name).convert("RGB")
        pixels, (left, top, *size) = letterbox(image, width)
        inside = (answer(model, pixels) > 0)[top : top + size[1], left : left + size[0]]
        if mask is None:
            found[name] = {"share_seen": round(float(inside.mean()), 3)}
            continue
        drawn = np.asarray(Image.open(folder / "people" / mask).convert("RGB").resize(size, Image.NEAREST)).astype(int)
        truth = (drawn[..., 2] > drawn[..., 0] + 60) & (drawn[..., 2] > drawn[..., 1] + 60)
        found[name] = {"iou": round(mask_iou(inside, truth), 3), "person_share": round(float(truth.mean()), 3)}
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--width", type=int, default=WIDTH, help="of the file's input, pixels; its height is 256")
    parser.add_argument("--count", type=int, default=160, help="generated figures; a quarter as many stand to be measured, twice")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = torch.jit.load(str(arguments.model)).eval()
    figures = Wider(model, arguments.width) if arguments.width > WIDTH else model
    persons, empty = generated(figures, arguments.data_dir, arguments.count)
    tones = by_tone(persons, lambda some: {**summary(some), "few": len(some) < ENOUGH})
    report = {
        "model": "person", "version": arguments.model.parent.name.lstrip("v"),
        "sha256": sha256_of(arguments.model),
        "generated": {**summary(persons), "without_person": len(empty), "largest_share_seen_there": round(max(empty, default=0), 3)},
        "tone": tones,
        "worst_group_gap": {"tone": worst_gap(tones, "iou")},
        "standing_to_be_measured": posed(figures, arguments.data_dir, arguments.count // 4),
        "photographs": photographs(model, arguments.data_dir, arguments.width),
    }  # fmt: skip
    write_json(EVALUATION / f"person-v{report['version']}.json", report)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()

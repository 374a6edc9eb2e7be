"""Measures the shipped pose file on the one photograph with known points: DATA_DIR/people/pose.jpg.

    python3 -m training.google.evaluate_pose --data-dir DATA_DIR --model models/pose/v1.0/model.pt

The reference are BlazePose's points, of which COCO's 17 are taken. Looks at the whole picture, then at the square
around the person with a tenth more room. Then says how sure the file is of a trunk (the less certain of both, its surest
shoulder and its surest hip) on generated figures (by skin tone, too), in rooms without one, and on close-ups of skin. Writes
evaluation/pose-<version>.json.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.google.adopt import POSE_SIDE
from training.person.figures import draw_posed, draw_rooms
from training.shared.files import sha256_of, write_json
from training.shared.groups import ENOUGH, by_tone, worst_gap
from training.shared.places import EVALUATION

COCO_IN_BLAZEPOSE = [0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28]
ROOM = 1.1
TRUNK = ((5, 6), (11, 12))  # shoulders, hips
LEAST_SURENESS = 0.1  # FindTrunk.LEAST_SURENESS
HELD_OUT_SEED = 90_000


def look(model, image, middle, side):
    """(points [17,2] in pixels of the picture, scores) of one square."""
    square = Image.new("RGB", (round(side), round(side)), (114,) * 3)
    corner = np.round(np.subtract(middle, side / 2)).astype(int)
    square.paste(image, tuple(int(-c) for c in corner))
    small = np.asarray(square.resize((POSE_SIDE, POSE_SIDE), Image.BOX))
    with torch.no_grad():
        found = model(torch.from_numpy(small.copy())[None].int())[0, 0].numpy()
    return found[:, 1::-1] * round(side) + corner, found[:, 2]


def sureness(model, image):
    """0..1, for the whole picture, as the worker asks."""
    scores = look(model, image, np.divide(image.size, 2), max(image.size))[1]
    return min(max(scores[list(pair)]) for pair in TRUNK)


@dataclass(frozen=True)
class Looked:
    """How sure the file was of a trunk in one picture, and the tone of the figure's skin in degrees (of no figure: NaN)."""

    sure: float
    ita: float = np.nan


def looked(model, data_dir, figures, others):
    """{kind: pictures}: so many figures from each side, so many rooms, twice as many close-ups of each source."""
    scenes = {
        "generated, front": draw_posed(data_dir, figures, HELD_OUT_SEED, 0),
        "generated, side": draw_posed(data_dir, figures, HELD_OUT_SEED, 90),
        "rooms without a person": draw_rooms(data_dir, others, HELD_OUT_SEED),
    }
    found = {
        kind: [Looked(sureness(model, Image.fromarray(scene.image)), scene.ita) for scene in drawn]
        for kind, drawn in scenes.items()
    }
    for source in ("pad_ufes_20", "isic2017"):
        files = sorted((data_dir / source / "images").iterdir())[: 2 * others]
        found[f"close-ups, {source}"] = [Looked(sureness(model, Image.open(file).convert("RGB"))) for file in files]
    return found


def off(model, people):
    """How far the points of pose.jpg are off, in pixels."""
    image = Image.open(people / "pose.jpg").convert("RGB")
    points = np.array(json.loads((people / "expected.json").read_text())["pose.jpg"]["xy"], float)
    least, most = points.min(0), points.max(0)
    looks = {
        "whole picture": (np.divide(image.size, 2), max(image.size)),
        "square around the person": ((least + most) / 2, (most - least).max() * ROOM),
    }
    rows = {}
    for name, place in looks.items():
        found, scores = look(model, image, *place)
        errors = np.linalg.norm(found - points[COCO_IN_BLAZEPOSE], axis=1)
        figures = {"mean_px": errors.mean(), "greatest_px": errors.max(), "mean_score": scores.mean()}
        rows[name] = {key: round(float(value), 2) for key, value in figures.items()}
    return rows


def summary(pictures):
    sure = np.array([picture.sure for picture in pictures])
    figures = {"least": sure.min(), "median": np.median(sure), "greatest": sure.max()}
    return {
        "n": len(sure), "few": len(sure) < ENOUGH, **{key: round(float(value), 2) for key, value in figures.items()},
        "with_a_trunk": round(float((sure >= LEAST_SURENESS).mean()), 3),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--figures", type=int, default=160, help="generated, of each view")
    parser.add_argument("--others", type=int, default=40, help="rooms; twice as many close-ups of each source")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = torch.jit.load(str(arguments.model)).eval()
    version = arguments.model.parent.name
    found = looked(model, arguments.data_dir, arguments.figures, arguments.others)
    tones = {view: by_tone(found[f"generated, {view}"], summary) for view in ("front", "side")}
    report = {
        "model": f"pose/{version}", "sha256": sha256_of(arguments.model),
        "photograph": off(model, arguments.data_dir / "people"),
        "least_sureness": LEAST_SURENESS,
        "trunk": {kind: summary(pictures) for kind, pictures in found.items()},
        "tone": tones,
        "worst_group_gap": {view: worst_gap(rows, "with_a_trunk") for view, rows in tones.items()},
    }  # fmt: skip
    write_json(EVALUATION / f"pose-{version}.json", report)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()

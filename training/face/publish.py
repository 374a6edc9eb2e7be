"""Writes what ships beside the face net's file: golden.json, and where it lies into the entry in models/models.json.

    python3 -m training.face.publish --model models/face-landmarks/v1.0/model.pt
"""

import argparse
from pathlib import Path

import torch

from training.shared.files import sha256_of, write_json
from training.shared.shipped import PLACES, STRIPES, beside, change_manifest, golden_of, models_of, pattern, rounded, stripes

SIZE = 128
FACE = ("value(x, y, c) = shade(x, y, c) + (7*x + 13*y + 29*c) mod 16, shade: {50, 40, 40} where an eye ((|x-64|-15)^2 + (y-56)^2 < 16), "
        "a brow (8 < |x-64| < 23 and 45 <= y < 48) or the mouth ((x-64)^2 + 9*(y-86)^2 < 144) is, else {200, 150, 120} "
        "in the face (2*(x-64)^2 + (y-64)^2 < 2116), else 90")  # fmt: skip
LANDMARKS = (0, 8, 16, 30, 36, 45, 48, 54)  # iBUG's places: outline, nose, corners of eyes and mouth


def face():
    """uint8 [S,S,3] by FACE."""
    y, x = torch.arange(SIZE)[:, None], torch.arange(SIZE)[None]
    off = (x - 64).abs()
    dark = ((off - 15) ** 2 + (y - 56) ** 2 < 16) | ((off > 8) & (off < 23) & (y >= 45) & (y < 48))
    dark |= off**2 + 9 * (y - 86) ** 2 < 144
    inside = 2 * off**2 + (y - 64) ** 2 < 2116
    shade = torch.where(inside[..., None], torch.tensor([200, 150, 120]), torch.tensor(90))
    shade = torch.where(dark[..., None], torch.tensor([50, 40, 40]), shade)
    return (shade + pattern(SIZE, SIZE) % 16).to(torch.uint8)


def figures(name, answer):
    """What golden.json has of the best face of one picture; of the stripes, which show none, the score alone."""
    best = answer[0]
    score = {"score": round(float(best[4]), 5)}
    if name == "stripes":
        return score
    points = best[6:].reshape(-1, 3)
    landmarks = [{"place": i, "x": round(float(points[i, 0]), 3), "y": round(float(points[i, 1]), 3)} for i in LANDMARKS]
    return {**score, "box": rounded(best[:4], 3), "landmarks": landmarks}


def golden(model_file):
    pixels = torch.stack([face(), stripes(SIZE, SIZE)]).permute(0, 3, 1, 2).float() / 255
    return golden_of(
        model_file, pixels, {"face": FACE, "stripes": STRIPES}, figures, {"score": 1e-3, "pixels": 0.02},
        f"values are value(x, y, c) / 255, {PLACES}; places in pixels",
    )  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/face-landmarks/<version>/model.pt")
    model_file = parser.parse_args().model
    write_json(model_file.with_name("golden.json"), golden(model_file))

    def point(entries):
        mine = [entry for entry in entries if entry["sha256"] == sha256_of(model_file)]
        if len(mine) != 1:
            raise SystemExit(f"models.json does not list {model_file}")
        mine[0].update(beside(model_file))

    change_manifest(models_of(model_file), point)


if __name__ == "__main__":
    main()

"""Writes what ships beside the face net's file: golden.json, and where it lies into the entry in models/models.json.

golden.json holds inputs as formulas and the file's outputs for them, so that a test in any language can draw the
inputs and compare.

    python3 -m training.face.publish --model models/face-landmarks/v1.0/model.pt
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

SIZE = 128
FACE = ("shade(x, y, c) + (7*x + 13*y + 29*c) mod 16, shade: {50, 40, 40} where an eye ((|x-64|-15)^2 + (y-56)^2 < 16), "
        "a brow (8 < |x-64| < 23 and 45 <= y < 48) or the mouth ((x-64)^2 + 9*(y-86)^2 < 144) is, else {200, 150, 120} "
        "in the face (2*(x-64)^2 + (y-64)^2 < 2116), else 90")  # fmt: skip
STRIPES = "(7*x + 13*y + 29*c) mod 256"
LANDMARKS = (0, 8, 16, 30, 36, 45, 48, 54)  # iBUG's places: outline, nose, corners of eyes and mouth


def pattern():
    """[row, column, channel]"""
    row, column, channel = (torch.arange(n) for n in (SIZE, SIZE, 3))
    return 7 * column[None, :, None] + 13 * row[:, None, None] + 29 * channel


def face():
    """uint8 [S,S,3] by FACE."""
    y, x = torch.arange(SIZE)[:, None], torch.arange(SIZE)[None]
    off = (x - 64).abs()
    dark = ((off - 15) ** 2 + (y - 56) ** 2 < 16) | ((off > 8) & (off < 23) & (y >= 45) & (y < 48))
    dark |= off**2 + 9 * (y - 86) ** 2 < 144
    inside = 2 * off**2 + (y - 64) ** 2 < 2116
    shade = torch.where(inside[..., None], torch.tensor([200, 150, 120]), torch.tensor(90))
    shade = torch.where(dark[..., None], torch.tensor([50, 40, 40]), shade)
    return (shade + pattern() % 16).to(torch.uint8)


def golden(model_file):
    """Both inputs go through the net as one batch of two, in this order."""
    model = torch.jit.load(str(model_file)).eval()
    pixels = torch.stack([face(), (pattern() % 256).to(torch.uint8)])
    with torch.no_grad():
        answers = model(pixels.permute(0, 3, 1, 2).float() / 255)
    best, nobody = answers[0, 0], answers[1, 0]
    return {
        "input_shape": [2, 3, SIZE, SIZE],
        "note": "values are value(x, y, c) / 255, x = column, y = row, c = 0 red, 1 green, 2 blue; places in pixels",
        "tolerance": {"score": 1e-3, "pixels": 0.02},
        "cases": [
            {"name": "face", "input": "value(x, y, c) = " + FACE, "score": round(float(best[4]), 5),
             "box": [round(float(v), 3) for v in best[:4]],
             "landmarks": [{"place": i, "x": round(float(best[6 + 3 * i]), 3), "y": round(float(best[7 + 3 * i]), 3)}
                           for i in LANDMARKS]},
            {"name": "stripes", "input": "value(x, y, c) = " + STRIPES, "score": round(float(nobody[4]), 5)},
        ],
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/face-landmarks/<version>/model.pt")
    model_file = parser.parse_args().model
    manifest = model_file.parents[2] / "models.json"
    document = json.loads(manifest.read_text())
    digest = hashlib.sha256(model_file.read_bytes()).hexdigest()
    mine = [entry for entry in document["models"] if entry["sha256"] == digest]
    if len(mine) != 1:
        raise SystemExit(f"{manifest} does not list {model_file}")
    here = model_file.parent / "golden.json"
    here.write_text(json.dumps(golden(model_file), indent=1) + "\n")
    mine[0]["golden"] = str(here.relative_to(manifest.parent))
    manifest.write_text(json.dumps(document, indent=2) + "\n")


if __name__ == "__main__":
    main()

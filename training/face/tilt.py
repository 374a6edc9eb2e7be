"""Measures how the face net bears a head that leans: rendered faces, turned in the plane of the picture.

    python3 -m training.face.tilt --model models/face-landmarks/v1.0/model.pt
    python3 -m training.face.tilt --model models/face-landmarks/v1.2/model.pt --side 256

The faces are held-out renders (`faces.py`; from the number in recipe.toml at which training ends). Each is turned until
the line between its eyes leans by each angle, to either side in turn, and looked at as the worker does (`evaluate.find`).
Prints for each angle how many faces are found and, of those, the error of all 68 landmarks in distances between the
eyes and that of the angle itself, degrees.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.face.evaluate import FOUND, PAD, find
from training.face.faces import portrait
from training.shared.recipe import recipe

ANGLES = (0, 10, 20, 25, 30, 35, 40, 50, 60)
FIRST = recipe("face")["pool"]


def eyes(points):
    """Middles of both eyes, [2,2]."""
    return np.array([points[36:42].mean(0), points[42:48].mean(0)])


def lean(points):
    """How far the line between the eyes leans to the right, degrees."""
    x, y = np.subtract(*eyes(points)[::-1])
    return np.degrees(np.arctan2(y, x))


def turned(image, points, degrees):
    """(picture, points) after a turn to the right, nothing cut off."""
    after = image.rotate(-degrees, Image.BILINEAR, expand=True, fillcolor=(PAD,) * 3)
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return after, (points - np.array(image.size) / 2) @ turn.T + np.array(after.size) / 2


def measured(model, faces, angle, side):
    """(found, mean error of each found face, its error of the angle)."""
    errors, off = [], []
    for i, face in enumerate(faces):
        aim = angle * (-1) ** i
        image, truth = turned(Image.fromarray(face.image), face.points, aim - lean(face.points))
        _, score, points = find(model, image, side)
        if score >= FOUND:
            unit = np.linalg.norm(np.subtract(*eyes(truth)))
            errors.append(np.linalg.norm(points - truth, axis=1).mean() / unit)
            off.append(abs(lean(points) - aim))
    return len(errors), errors, off


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--side", type=int, default=128, help="of the file's input, pixels")
    parser.add_argument("--count", type=int, default=60, help="rendered faces")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = torch.jit.load(str(arguments.model)).eval()
    faces = [portrait(seed, faces_share=1) for seed in range(FIRST, FIRST + arguments.count)]
    print("angle  found  error: mean  median  worst tenth from  angle off: mean")
    for angle in ANGLES:
        found, errors, off = measured(model, faces, angle, arguments.side)
        middle, tail = np.quantile(errors, (0.5, 0.9)) if errors else (np.nan, np.nan)
        mean, mean_off = (np.mean(errors), np.mean(off)) if errors else (np.nan, np.nan)
        print(f"{angle:5d}  {found:3d}/{len(faces)}  {mean:11.3f}  {middle:6.3f}  {tail:16.3f}  {mean_off:15.1f}")


if __name__ == "__main__":
    main()

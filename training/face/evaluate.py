"""Measures the shipped face net on photographs (two portraits with known points, pictures without a face) and on rendered faces.

    python3 -m training.face.evaluate --data-dir DATA_DIR --model models/face-landmarks/v1.0/model.pt
    python3 -m training.face.evaluate --data-dir DATA_DIR --model models/face-landmarks/v1.2/model.pt --side 256

Writes evaluation/face-landmarks-<version>.json. Looks twice, as the worker does: everywhere, then closely at the three best
places. Errors are in units of the distance between the eyes. DATA_DIR/people holds portrait.jpg (expected.json has its
points: two detectors of MediaPipe, which differ from each other by up to 0.13) and astronaut.png (points set by hand,
below); the skin close-ups of DATA_DIR/pad_ufes_20 and DATA_DIR/isic2017 are the pictures without a face. The rendered
faces, by skin tone, were trained on by no file; but v1.0 has learnt from such ones, so that they say nothing of people.
"""

import argparse
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from training.face.faces import portraits as portraits_of
from training.shared.files import sha256_of, write_json
from training.shared.groups import ENOUGH, by_tone, worst_gap
from training.shared.places import EVALUATION

PAD, POINTS = 114, 68
HELD_OUT_SEED = 900_000  # of the rendered faces; the recipe's pool begins at 0
FOUND = 0.5  # least mean score of a face; `FindFace` has the same
FACE_SHARES = (0.5, 0.6, 0.7)  # of the close looks: how much of its side the face takes; `FindFace` has the same
PLACES = 3
# eyes, tip of the nose, middle of the mouth, chin; full pixels, read off the enlarged picture
ASTRONAUT = {"eyes": [[203.5, 100.5], [249.5, 102]], "nose": [226, 122], "mouth": [224, 145], "chin": [224, 176]}


def look(model, image, box, size):
    """One pass over the square (x, y, side) of the picture: (score, points [68,2] and corners in picture pixels)."""
    x, y, side = box
    square = Image.new("RGB", (round(side), round(side)), (PAD,) * 3)
    square.paste(image, (round(-x), round(-y)))
    small = square.resize((size, size), Image.BOX if side > size else Image.BILINEAR)
    pixels = torch.from_numpy(np.asarray(small).copy()).permute(2, 0, 1)[None].float() / 255
    with torch.no_grad():
        row = model(pixels)[0, 0]
    scale, shift = round(side) / size, np.array([round(x), round(y)])
    corners = row[:4].reshape(2, 2).numpy() * scale + shift
    return float(row[4]), row[6:].reshape(POINTS, 3)[:, :2].numpy() * scale + shift, corners


def squares(image):
    """The whole picture, then overlapping squares of half its long side: small faces are looked for there."""
    long = max(image.size)
    yield ((image.width - long) / 2, (image.height - long) / 2, long)
    side = long / 2
    for y in starts(image.height, side):
        for x in starts(image.width, side):
            yield x, y, side


def starts(length, side):
    """From edge to edge in steps of at most half a side."""
    room = max(0.0, length - side)
    count = int(np.ceil(room / (side / 2))) if room > 0 else 0
    return [room * i / count for i in range(count + 1)] if count else [-max(0.0, side - length) / 2]


def overlap(a, b):
    common = np.clip(np.minimum(a[1], b[1]) - np.maximum(a[0], b[0]), 0, None).prod()
    return common / ((a[1] - a[0]).prod() + (b[1] - b[0]).prod() - common)


def closely(model, image, corners, size):
    """(mean score, mean points) of three looks at growing size, each around what the one before found."""
    scores, found = [], []
    for share in FACE_SHARES:
        middle, side = corners.mean(0), (corners[1] - corners[0]).max() / share
        score, points, _ = look(model, image, (*(middle - side / 2), side), size)
        if not np.isfinite(points).all():  # of a place that is a few pixels wide
            return 0.0, points
        scores.append(score)
        found.append(points)
        outline = points[:27]
        corners = np.stack([outline.min(0), outline.max(0)])
    return float(np.mean(scores)), np.mean(found, 0)


def find(model, image, size):
    """(score of the first looks, of the close ones, points) of the best of the three best places."""
    first = sorted((look(model, image, box, size)[::2] for box in squares(image)), key=lambda found: -found[0])
    places = []
    for score, corners in first:
        if len(places) < PLACES and all(overlap(corners, other) < 0.3 for _, other in places):
            places.append((score, corners))
    looks = [(score, *closely(model, image, corners, size)) for score, corners in places]
    return max(looks, key=lambda one: one[1])


def summary(points):
    """The few points that the references know."""
    return {
        "eyes": [points[36:42].mean(0), points[42:48].mean(0)], "nose": points[30],
        "mouth": (points[48:60].mean(0) + points[60:68].mean(0)) / 2, "chin": points[8],
    }  # fmt: skip


def errors(points, truth):
    """Distance per point, in distances of the eyes."""
    unit = np.linalg.norm(np.subtract(*truth["eyes"]))
    mine = summary(points)
    return {
        key: round(float(np.linalg.norm(np.atleast_2d(mine[key]) - np.atleast_2d(truth[key]), axis=1).mean() / unit), 3)
        for key in truth
    }


def overlay(image, points, target):
    drawn = image.copy()
    draw = ImageDraw.Draw(drawn)
    r = max(1, round(np.linalg.norm(points[36] - points[45]) / 60))
    for x, y in points:
        draw.ellipse([x - r, y - r, x + r, y + r], fill=(0, 255, 0))
    drawn.save(target)


def portraits(model, people, overlays, size):
    expected = json.loads((people / "expected.json").read_text())["portrait.jpg"]
    keys = np.array(expected["face_keypoints_short"], float)
    truths = {
        "portrait.jpg": {"eyes": expected["iris_centres"], "nose": keys[2], "mouth": keys[3]},
        "astronaut.png": ASTRONAUT,
    }
    report = {}
    for name, truth in truths.items():
        image = Image.open(people / name).convert("RGB")
        first, second, points = find(model, image, size)
        truth = {key: np.array(value, float) for key, value in truth.items()}
        report[name] = {"score_first": round(first, 3), "score": round(second, 3), "error": errors(points, truth)}
        if overlays:
            overlay(image, points, overlays / f"face-{Path(name).stem}.png")
    return report


def false_faces(model, folder, limit, size, most):
    files = sorted(p for p in folder.glob("*") if p.suffix in (".jpg", ".png"))[:most]
    scores = [find(model, Image.open(p).convert("RGB"), size)[1] for p in files]
    taken = {path.name: round(score, 3) for path, score in zip(files, scores) if score >= limit}
    return {"n": len(files), "taken_for_a_face": len(taken), "which": taken, "highest": round(max(scores), 3)}


@dataclass(frozen=True)
class Rendered:
    """One rendered face: the score of the close looks, how far the points are off in distances of the eyes, the skin's tone."""

    score: float
    error: float
    ita: float


def rendered(model, size, count):
    """Faces of which the tone of the skin is known."""
    for face in (one for one in portraits_of(range(HELD_OUT_SEED, HELD_OUT_SEED + count)) if one.points is not None):
        _, score, points = find(model, Image.fromarray(face.image), size)
        unit = np.linalg.norm(face.points[36:42].mean(0) - face.points[42:48].mean(0))
        yield Rendered(score, float(np.linalg.norm(points - face.points, axis=1).mean() / unit), face.ita)


def rendered_summary(faces, conf):
    """Share of faces that were found, and how far off the points of these are at the median."""
    seen = [face.error for face in faces if face.score >= conf]
    return {
        "n": len(faces), "few": len(faces) < ENOUGH, "found": round(len(seen) / len(faces), 3),
        "median_error": round(float(np.median(seen)), 3),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--conf", type=float, default=FOUND, help="least mean score of a face")
    parser.add_argument("--overlays", type=Path, help="folder for pictures of what was found; they show people")
    parser.add_argument("--side", type=int, default=128, help="of the file's input, pixels")
    parser.add_argument("--most", type=int, help="pictures without a face from each set; all if not given")
    parser.add_argument("--rendered", type=int, default=240, help="rendered pictures; three of four show a face")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = torch.jit.load(str(arguments.model)).eval()
    faces = list(rendered(model, arguments.side, arguments.rendered))
    summary_of = partial(rendered_summary, conf=arguments.conf)
    tones = by_tone(faces, summary_of)
    report = {
        "sha256": sha256_of(arguments.model),
        "conf": arguments.conf,
        "portraits": portraits(model, arguments.data_dir / "people", arguments.overlays, arguments.side),
        "pad_ufes_20": false_faces(model, arguments.data_dir / "pad_ufes_20/images", arguments.conf, arguments.side, arguments.most),
        "isic2017": false_faces(model, arguments.data_dir / "isic2017/images", arguments.conf, arguments.side, arguments.most),
        "rendered": {"all": summary_of(faces), **tones},
        "worst_group_gap": {"rendered tone": worst_gap(tones, "found")},
    }
    write_json(EVALUATION / f"face-landmarks-{arguments.model.parent.name}.json", report)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()

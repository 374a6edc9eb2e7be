"""Measures the shipped skin file beside the worker's colour rule, on the same pixels. Writes evaluation/skin-<version>.json.

    python3 -m training.skin.evaluate --data-dir DATA_DIR --model models/skin/v1.0/model.pt

Three judges: `net` alone, the colour `rule` alone (rule.py), and `both` (what both call skin).

- Drawn scenes from seeds never trained on, with nothing of a photograph in them: the truth is known for every pixel. They come
  from the program that drew the training scenes too, so they say how well the net learnt it, and nothing about people.
- Photographs of folds 0, 1 and 2: the ring around the lesion is skin. Nothing is known of the rest, so this is recall alone.
- Squares of the same photographs beside the lesion, with nothing of it in them, as pictures of their own: `clear`. A net might
  know skin by the lesion on it; here there is none. Recall on the part of the ring that lies in the square.
- Three photographs of people (`people/`): outside of the person is no skin; six squares on two faces are. With --without-people
  photographs that show nobody: nothing there is skin.

Figures are means over pictures with 95 % bootstrap intervals. Groups of fewer than 30 are marked `few`.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.face.evaluate import ASTRONAUT
from training.shared.files import sha256_of, write_json
from training.shared.groups import ENOUGH, tone_of
from training.shared.metrics import mask_iou, mean_with_interval
from training.shared.photos import PAD_VALUE, letterbox, load_real
from training.shared.places import EVALUATION
from training.skin import rule
from training.skin.photos import AWAY, SKIN, grown, inside_of, ring, split
from training.skin.scenes import SIZE, draw_scenes

HELD_OUT_SEED, REAL_SIZE, PEOPLE_SIZE = 93_000, 320, 640
CLEAR_SIDES, LEAST_RING = (96, 72), 100  # pixels of REAL_SIZE
JUDGES = ("net", "rule", "both")
ORANGE_SUIT_AND_ROOM = (140, 0, 310, 215)  # of astronaut.png: all skin lies within (left, top, right, bottom)
NEAR_A_PERSON = 12  # pixels of PEOPLE_SIZE that belong to nobody: masks are rough
SQUARES = ((0, -0.5, 0.14), (-0.5, 0.45, 0.1), (0.5, 0.45, 0.1))  # forehead, cheeks: place and half side, in eye distances


@dataclass
class Case:
    """What each judge makes of one picture: {judge: {figure: value}}."""

    figures: dict
    tags: dict = field(default_factory=dict)


def look(model, image):
    """What the net calls skin, bool [S,S], of a square picture uint8 [S,S,3]."""
    pixels = np.array(Image.fromarray(image).resize((SIZE, SIZE), Image.BOX))
    with torch.no_grad():
        logits = model(torch.from_numpy(pixels)[None])
    return (F.interpolate(logits, image.shape[:2], mode="bilinear", align_corners=False)[0, 0] > 0).numpy()


def judged(model, image):
    """{judge: bool [S,S]}."""
    net, by_rule = look(model, image), rule.mask(image)
    return {"net": net, "rule": by_rule, "both": net & by_rule}


def whole(masks, skin):
    """Figures where every pixel's truth is known; a figure is left out where the picture has nothing for it."""
    figures = {}
    for judge, mask in masks.items():
        figures[judge] = {}
        if skin.any():
            figures[judge] |= {"skin_iou": mask_iou(mask, skin), "skin_recall": float(mask[skin].mean())}
        if not skin.all():
            figures[judge]["specificity"] = float(1 - mask[~skin].mean())
    return figures


def scene_cases(model, data_dir, count):
    for scene in draw_scenes(data_dir, count, HELD_OUT_SEED, with_photos=False):
        tone = "without skin" if np.isnan(scene.ita) else tone_of(scene.ita)
        yield Case(whole(judged(model, scene.image), scene.labels == SKIN), {"tone": tone, "kind": scene.kind})


def photo_cases(model, photos):
    for photo in photos:
        around = ring(photo.labels > 0, inside_of(photo.image))
        if around.any():
            masks = judged(model, photo.image)
            yield Case(
                {judge: {"ring_recall": float(mask[around].mean())} for judge, mask in masks.items()},
                {"source": photo.source, "fitzpatrick": photo.fitzpatrick, "id": photo.id},
            )


def clear_square(labels, around, inside):
    """A square beside the lesion with nothing of it in it, slices; None where there is no room for one."""
    rows, columns = (np.flatnonzero((labels > 0).any(axis)) for axis in (1, 0))
    (y1, y2), (x1, x2) = ((line[0], line[-1] + 1) for line in (rows, columns))
    for side in CLEAR_SIDES:
        y, x = (y1 + y2 - side) // 2, (x1 + x2 - side) // 2
        for top, left in ((y1 - AWAY - side, x), (y2 + AWAY, x), (y, x1 - AWAY - side), (y, x2 + AWAY)):
            cut = np.s_[top : top + side, left : left + side]
            if min(top, left) >= 0 and inside[cut].size == side**2 and inside[cut].all() and not labels[cut].any() and around[cut].sum() >= LEAST_RING:
                return cut
    return None


def clear_cases(model, photos):
    """As photo_cases, of squares without a lesion, enlarged."""
    size = (REAL_SIZE, REAL_SIZE)
    for photo in photos:
        inside = inside_of(photo.image)
        around = ring(photo.labels > 0, inside)
        cut = clear_square(photo.labels, around, inside)
        if cut is not None:
            image = np.array(Image.fromarray(photo.image[cut]).resize(size, Image.BICUBIC))
            skin = np.asarray(Image.fromarray(around[cut]).resize(size, Image.NEAREST))
            yield Case(
                {judge: {"ring_recall": float(mask[skin].mean())} for judge, mask in judged(model, image).items()},
                {"source": photo.source, "fitzpatrick": photo.fitzpatrick},
            )


def squared(file):
    """A photograph in a square of PEOPLE_SIZE, and how far it was shrunk and moved: (pixels, scale, left, top)."""
    image = Image.open(file).convert("RGB")
    scale = min(PEOPLE_SIZE / image.width, PEOPLE_SIZE / image.height)
    left, top = (round((PEOPLE_SIZE - round(side * scale)) / 2 - 0.1) for side in image.size)
    return letterbox(image, PEOPLE_SIZE, (PAD_VALUE,) * 3, Image.BOX), scale, left, top


def nobody_there(name, folder, pixels, scale, left, top):
    """Where certainly no skin is in a photograph of a person, bool [S,S]."""
    nothing = inside_of(pixels)
    if name == "astronaut.png":
        x1, y1, x2, y2 = (round(v * scale) for v in ORANGE_SUIT_AND_ROOM)
        nothing[top + y1 : top + y2, left + x1 : left + x2] = False
        return nothing
    drawn = letterbox(Image.open(folder / f"{Path(name).stem}_segmentation.png").convert("RGB"), PEOPLE_SIZE, (0, 0, 255), Image.NEAREST)
    person = (drawn[..., 2].astype(int) > drawn[..., 0] + 60) & nothing
    return nothing & ~grown(person, NEAR_A_PERSON)


def squares_on(eyes, scale, left, top):
    """Where certainly skin is on a face with these eyes, bool [S,S]."""
    eyes = np.array(eyes, float) * scale + (left, top)
    middle, unit = eyes.mean(0), np.linalg.norm(eyes[1] - eyes[0])
    skin = np.zeros((PEOPLE_SIZE, PEOPLE_SIZE), bool)
    for x, y, half in SQUARES:
        (x1, y1), (x2, y2) = ((middle + np.array([x, y]) * unit + way * half * unit).astype(int) for way in (-1, 1))
        skin[y1:y2, x1:x2] = True
    return skin


def people(model, folder):
    """{photograph: {judge: figures}}."""
    expected = json.loads((folder / "expected.json").read_text())["portrait.jpg"]
    eyes = {"portrait.jpg": expected["iris_centres"], "astronaut.png": ASTRONAUT["eyes"]}
    found = {}
    for name in ("portrait.jpg", "pose.jpg", "astronaut.png"):
        pixels, *place = squared(folder / name)
        masks, nothing = judged(model, pixels), nobody_there(name, folder, pixels, *place)
        found[name] = {judge: {"false_positive_rate": share(mask, nothing)} for judge, mask in masks.items()}
        if name in eyes:
            skin = squares_on(eyes[name], *place)
            for judge, mask in masks.items():
                found[name][judge]["face_squares_recall"] = share(mask, skin)
    return found


def without_people(model, folder):
    found = {}
    for file in sorted(folder.glob("*.jpg")):
        pixels, *_ = squared(file)
        inside = inside_of(pixels)
        found[file.name] = {judge: {"false_positive_rate": share(mask, inside)} for judge, mask in judged(model, pixels).items()}
    return found


def share(mask, where):
    return round(float(mask[where].mean()), 4)


def summary(cases):
    """The net's figures, beside them those of the others: means, intervals, and by how much the net is ahead of the rule."""
    row = {"n": len(cases), "few": len(cases) < ENOUGH}
    for judge in JUDGES:
        values = defaultdict(list)
        for case in cases:
            for key, value in case.figures[judge].items():
                values[key].append(value)
        figures = {}
        for key, column in values.items():
            mean, interval = mean_with_interval(column)
            figures |= {key: round(mean, 4), f"{key}_ci95": np.round(interval, 3).tolist()}
        row |= figures if judge == "net" else {judge: figures}
    for key in ("skin_iou", "ring_recall"):
        pairs = [(case.figures["net"][key], case.figures["both"][key], case.figures["rule"][key]) for case in cases if key in case.figures["net"]]
        if pairs:
            net, both, by_rule = np.array(pairs).T
            row[f"{key}_ahead_of_rule"] = {"net": paired(net - by_rule), "both": paired(both - by_rule)}
    return row


def paired(differences):
    mean, interval = mean_with_interval(differences)
    return {"mean": round(mean, 4), "ci95": np.round(interval, 4).tolist()}


def by(cases, tag):
    groups = defaultdict(list)
    for case in cases:
        groups[case.tags[tag]].append(case)
    return {name: summary(group) for name, group in sorted(groups.items())}


def worst_gaps(groups, key):
    """{judge: gap} between the best and the worst group of ENOUGH or more."""
    gaps = {}
    for judge in JUDGES:
        values = {
            name: (row if judge == "net" else row[judge])[key]
            for name, row in groups.items()
            if not row["few"] and key in (row if judge == "net" else row[judge])
        }
        if len(values) > 1:
            best, worst = max(values, key=values.get), min(values, key=values.get)
            gaps[judge] = {"gap": round(values[best] - values[worst], 4), "best": best, "worst": worst}
    return gaps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="models/<name>/<version>/model.pt")
    parser.add_argument("--scenes", type=int, default=300)
    parser.add_argument("--without-people", type=Path, help="folder of .jpg that show nobody; Debian's python3-sklearn has two")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = torch.jit.load(str(arguments.model)).eval()
    learnt_from, held_out = split(load_real(arguments.data_dir, REAL_SIZE))
    real = list(photo_cases(model, held_out))
    clear = list(clear_cases(model, held_out))
    drawn = list(scene_cases(model, arguments.data_dir, arguments.scenes))
    tones, types = by(drawn, "tone"), by(real, "fitzpatrick")
    report = {
        "model": "skin", "version": arguments.model.parent.name.lstrip("v"), "sha256": sha256_of(arguments.model),
        "what": "net, colour rule and both on the same pixels; `generated` is drawn and says nothing about people",
        "photographs": {"learnt_from": len(learnt_from), "measured_on": len(real)},
        "all": {"real": summary(real)}, "source": by(real, "source"), "fitzpatrick": types,
        "clear": {"all": summary(clear), **by(clear, "source"), **{f"Fitzpatrick {tone}": row for tone, row in by(clear, "fitzpatrick").items()}},
        "generated": {"all": summary(drawn), **tones}, "generated_by_kind": by(drawn, "kind"),
        "worst_group_gap": {
            "generated tone, skin_iou": worst_gaps(tones, "skin_iou"), "generated tone, skin_recall": worst_gaps(tones, "skin_recall"),
            "fitzpatrick, ring_recall": worst_gaps(types, "ring_recall"),
        },
        "people": people(model, arguments.data_dir / "people"),
        "without_people": without_people(model, arguments.without_people) if arguments.without_people else {},
        "test_ids": sorted(case.tags["id"] for case in real),
    }  # fmt: skip
    write_json(EVALUATION / f"skin-v{report['version']}.json", report)
    print(json.dumps({key: value for key, value in report.items() if key != "test_ids"}, indent=1))


if __name__ == "__main__":
    main()

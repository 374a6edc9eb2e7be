"""Measures a shipped lesion net on photographs it was not trained on, and on generated scenes.

Runs the file that ships (TorchScript, uint8 in), not the checkpoint. Prints tables and writes
training/evaluation/<name>-<version>.json. Everything is drawn from fixed seeds.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.lesion.augment import boxes_of
from training.lesion.scenes import KINDS, draw_scene, draw_scenes
from training.shared.files import sha256_of, write_json
from training.shared.folds import parts
from training.shared.groups import ENOUGH, tone_of, worst_gap
from training.shared.metrics import (
    JACCARD_FLOOR, average_precision, mask_iou, match, mean_with_interval, precision_recall, suppress,
)  # fmt: skip
from training.shared.photos import load_real
from training.shared.places import EVALUATION

SIZE = 320
MAX_IOU, MAX_COUNT = 0.6, 100
LOWEST_SCORE = 0.01  # below it a candidate says nothing; kept out of the precision curve
SIZE_CLASSES = ("000-031", "032-063", "064-127", "128-320")  # input pixels
HELD_OUT = 0  # the fold whose photographs the shipped net has not seen
HOLDOUT_SEED, SWEEP_SEED = 900_000, 950_000
DIAMETER_EDGES = (6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96)
DETECTABLE_RECALL = 0.9


@dataclass(frozen=True)
class Case:
    """What the net said about one image, beside the truth."""

    outcomes: list  # (score, hit) per detection
    truths: int
    iou: float
    tags: dict


def run(model, image):
    """(detections [n,6] after suppression, mask bool [S,S]) for uint8 [S,S,3]."""
    with torch.no_grad():
        candidates, logits = model(torch.from_numpy(image)[None])
    mask = F.interpolate(logits, size=image.shape[:2], mode="bilinear", align_corners=False)[0, 0] > 0
    return suppress(candidates[0].numpy(), LOWEST_SCORE, MAX_IOU, MAX_COUNT), mask.numpy()


def examine(model, image, labels, **tags):
    """Runs one image and compares with its labels."""
    detections, mask = run(model, image)
    truth = boxes_of(labels)
    return Case(match(detections, truth), len(truth), mask_iou(mask, labels > 0), tags)


def summarise(cases, min_score):
    """All figures of a set of cases."""
    outcomes = [outcome for case in cases for outcome in case.outcomes]
    truths = sum(case.truths for case in cases)
    ious = np.array([case.iou for case in cases if case.truths])
    precision, recall = precision_recall(outcomes, truths, min_score)
    mean, interval = mean_with_interval(ious)
    figures = {
        "mask_miou": mean,
        "mask_miou_ci95": interval,
        "mask_median_iou": float(np.median(ious)),
        "thresholded_jaccard": float(np.where(ious >= JACCARD_FLOOR, ious, 0).mean()),
        "box_ap50": average_precision(outcomes, truths),
        "recall": recall,
        "precision": precision,
    }
    rounded = {key: np.round(value, 3).tolist() for key, value in figures.items()}
    return {"n": len(cases), "few": len(cases) < ENOUGH, **rounded}


def by_tag(cases, tag, min_score):
    """summarise() for every value of a tag."""
    groups = defaultdict(list)
    for case in cases:
        groups[case.tags[tag]].append(case)
    return {str(value): summarise(group, min_score) for value, group in sorted(groups.items())}


def score_sweep(cases):
    """Precision, recall and F1 over the score threshold."""
    outcomes = [outcome for case in cases for outcome in case.outcomes]
    truths = sum(case.truths for case in cases)
    rows = []
    for min_score in np.arange(0.05, 0.91, 0.05):
        precision, recall = precision_recall(outcomes, truths, min_score)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        row = {"score": min_score, "precision": precision, "recall": recall, "f1": f1}
        rows.append({key: round(float(value), 3) for key, value in row.items()})
    return rows


def best_score(sweep):
    """The threshold with the highest F1: how the shipped one is chosen, on the held-out photographs.

    So precision and recall at it are slightly flattering; AP50 and the masks do not depend on it.
    """
    return max(sweep, key=lambda row: row["f1"])["score"]


def photo_cases(model, photos):
    """Real test photographs; lesion size is the square root of the true box's area, in input pixels."""
    for photo in photos:
        low, high = np.split(boxes_of(photo.labels)[0], 2)
        size = float(np.sqrt((high - low).prod()))
        yield examine(
            model,
            photo.image,
            photo.labels,
            source=photo.source,
            diagnosis=f"{photo.source} {photo.diagnosis}",
            fitzpatrick=photo.fitzpatrick,
            size=SIZE_CLASSES[int(np.searchsorted((32, 64, 128), size, side="right"))],
        )


def scene_cases(model, count):
    """Generated hold-out scenes of all kinds, tones and disturbances."""
    for scene in draw_scenes(count, SIZE, HOLDOUT_SEED):
        yield examine(model, scene.image, scene.labels, tone=tone_of(scene.ita))


def false_alarms(cases, min_score):
    """How often something is reported on generated skin without any lesion."""
    empty = [case for case in cases if case.truths == 0]
    alarmed = [case for case in empty if any(score >= min_score for score, _ in case.outcomes)]
    return {"n": len(empty), "images_with_false_alarm": len(alarmed)}


def diameter_sweep(model, min_score, count):
    """Recall at IoU 0.5 over the diameter (of the circle of equal area) of one lesion, no disturbances."""
    rng = np.random.default_rng(SWEEP_SEED)
    found = defaultdict(list)
    for _ in range(count):
        radius = np.exp(rng.uniform(np.log(3), np.log(60)))
        place = (rng.uniform(70, SIZE - 70, 2), radius)
        scene = draw_scene(rng, (SIZE, SIZE), [place], rng.choice(KINDS[:2]), extras=False)
        diameter = 2 * np.sqrt((scene.labels > 0).sum() / np.pi)
        edge = np.searchsorted(DIAMETER_EDGES, diameter, side="right") - 1
        if edge < 0 or not scene.labels.any():
            continue
        case = examine(model, scene.image, scene.labels)
        found[edge].append(any(hit and score >= min_score for score, hit in case.outcomes))
    return [
        {"from_pixels": DIAMETER_EDGES[edge], "n": len(hits), "recall": round(float(np.mean(hits)), 3)}
        for edge, hits in sorted(found.items())
    ]


def smallest_detectable(sweep):
    """Smallest diameter from which on recall stays at 0.9 or more; None if it never does."""
    smallest = None
    for row in reversed(sweep):
        if row["recall"] < DETECTABLE_RECALL:
            break
        smallest = row["from_pixels"]
    return smallest


def shipped_score(model_file):
    """The score threshold that models.json ships for this file; None before there is one."""
    manifest = model_file.resolve().parents[2] / "models.json"
    entries = json.loads(manifest.read_text())["models"] if manifest.exists() else []
    own = [e for e in entries if (manifest.parent / e["file"]).resolve() == model_file.resolve()]
    return own[0]["thresholds"]["conf"] if own else None


def evaluate(model_file, data_dir, min_score, scenes):
    """The whole report as a JSON-ready dictionary; without `min_score` the best one is chosen."""
    model = torch.jit.load(str(model_file)).eval()
    train, test = parts(load_real(data_dir, SIZE), HELD_OUT)
    real = list(photo_cases(model, test))
    scores = score_sweep(real)
    min_score = min_score if min_score is not None else best_score(scores)
    generated = list(scene_cases(model, scenes))
    sweep = diameter_sweep(model, min_score, scenes * 3)
    kinds = {kind: by_tag(real, kind, min_score) for kind in ("source", "diagnosis", "fitzpatrick")}
    tones = by_tag(generated, "tone", min_score)
    return {
        "model": f"{model_file.parent.parent.name}/{model_file.parent.name}",
        "sha256": sha256_of(model_file),
        "thresholds": {"conf": min_score, "iou": MAX_IOU, "hit_iou": 0.5, "enough_n": ENOUGH},
        "photographs": {"trained_on": len(train), "tested_on": len(test)},
        "all": {"real": summarise(real, min_score)},
        **kinds,
        "lesion_size_pixels": by_tag(real, "size", min_score),
        "generated": {"all": summarise(generated, min_score), **tones},
        "worst_group_gap": {
            kind: worst_gap(rows, "mask_miou") for kind, rows in {**kinds, "generated tone": tones}.items()
        },
        "generated_without_lesion": false_alarms(generated, min_score),
        "score_sweep_real": scores,
        "diameter_sweep_generated": sweep,
        "smallest_detectable_pixels": smallest_detectable(sweep),
        "test_ids": sorted(photo.id for photo in test),
    }


def print_tables(report):
    """The report for people."""
    print(f"{report['model']} sha256={report['sha256'][:12]} score>={report['thresholds']['conf']}")
    head = f"{'group':32} {'n':>4} {'mIoU':>6} {'95 % interval':>15} {'median':>7}"
    head += f" {'J.65':>6} {'AP50':>6} {'recall':>7} {'prec.':>6}"
    for title in ("all", "source", "diagnosis", "fitzpatrick", "lesion_size_pixels", "generated"):
        print(f"\n{title}\n{head}")
        for name, row in report[title].items():
            low, high = row["mask_miou_ci95"]
            print(
                f"{name:32} {row['n']:4} {row['mask_miou']:6.3f} {low:7.3f}-{high:.3f}   "
                f"{row['mask_median_iou']:7.3f} {row['thresholded_jaccard']:6.3f} {row['box_ap50']:6.3f} "
                f"{row['recall']:7.3f} {row['precision']:6.3f}{'  (few)' if row['few'] else ''}"
            )
    print("\ngenerated skin without lesion:", report["generated_without_lesion"])
    print("score sweep on real photographs:")
    for row in report["score_sweep_real"]:
        print("  ", row)
    print("recall by diameter (input pixels), generated:")
    for row in report["diameter_sweep_generated"]:
        print("  ", row)
    print("smallest detectable diameter:", report["smallest_detectable_pixels"], "input pixels")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/ and isic2017/")
    parser.add_argument("--model", type=Path, required=True, help="models/<name>/<version>/model.pt")
    parser.add_argument("--conf", type=float, help="default: what models.json ships, else the best F1")
    parser.add_argument("--scenes", type=int, default=240, help="generated hold-out; thrice as many for diameters")
    parser.add_argument("--out", type=Path, help="report file; default: in training/evaluation/")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    min_score = arguments.conf if arguments.conf is not None else shipped_score(arguments.model)
    report = evaluate(arguments.model, arguments.data_dir, min_score, arguments.scenes)
    print_tables(report)
    out = arguments.out or EVALUATION / f"{report['model'].replace('/', '-')}.json"
    write_json(out, report)


if __name__ == "__main__":
    main()

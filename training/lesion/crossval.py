"""Trains the lesion net and cross-validates it on the real photographs: five folds, grouped by patient.

    python3 -m training.lesion.crossval --data-dir DATA_DIR --backbone COCO_DIR --out training/work/crossval

One net goes from COCO's backbone through generated scenes alone; for each fold it is fine-tuned on the photographs outside that fold and
measured on those inside, so every photograph is measured once, by a net that saw neither it nor another one of its
patient. The net of fold 0 is the one that ships (export.py), so that evaluate.py can measure the very file on fold 0. The score
threshold was fixed beforehand. Writes evaluation/lesion-crossval.json.

Begun again, it goes on where it was stopped: a fold whose checkpoint is in --out is measured and not trained again, a fold
that was being trained goes on from its last steps.
"""

import argparse
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch

from training.google.mobilenet import pretrained
from training.lesion.evaluate import photo_cases, summarise
from training.lesion.net import LesionNet, Prepared
from training.lesion.scenes import draw_scenes
from training.lesion.train import REAL_SIZE, RECIPE, Batches, train
from training.shared.files import write_json
from training.shared.folds import FOLDS, parts
from training.shared.groups import worst_gap
from training.shared.loop import Phase
from training.shared.metrics import JACCARD_FLOOR, average_precision
from training.shared.photos import load_real
from training.shared.places import EVALUATION
from training.shared.recipe import phases
from training.shared.shipped import loaded

MIN_SCORE = 0.25  # as lesion v1.0 had it
DRAWS = 200  # of the bootstrap
SEED = RECIPE["seed"]
START, FINE = (phases(RECIPE[name], Phase) for name in ("start", "fold"))
REPORT = EVALUATION / "lesion-crossval.json"


@lru_cache
def training_scenes():
    """Drawn where something is to be trained."""
    scenes = RECIPE["scenes"]
    return draw_scenes(scenes["count"], scenes["size"], scenes["seed"], torch.get_num_threads())


def trained(checkpoint, course, photos, seed, begin):
    """The averaged net after this course of phases, from what `begin` gives; read from `checkpoint` where it is there already.

    A training that was stopped left a `.part` beside it and goes on from there.
    """
    if checkpoint.exists():
        return loaded(LesionNet(), checkpoint)
    torch.manual_seed(seed)
    net = begin().to(memory_format=torch.channels_last).train()
    part = checkpoint.with_suffix(".part")
    averaged = train(net, Batches(photos, training_scenes(), seed), course, part)
    torch.save(averaged.state_dict(), checkpoint)
    part.unlink(missing_ok=True)
    return averaged


def start(folder, backbone, photos):
    """The net that every fold begins with: COCO's backbone, then generated scenes; kept as start.pth in `folder`."""
    checkpoint = folder / "start.pth"
    if not checkpoint.exists() and not backbone:
        raise SystemExit(f"--backbone is needed: there is no {checkpoint}")
    return trained(checkpoint, START, photos[:1], SEED, lambda: LesionNet(backbone=pretrained(backbone)))


def measure(net, photos):
    """Cases of the shipped form at the shipped size."""
    return list(photo_cases(Prepared(net, REAL_SIZE, REAL_SIZE, 100).eval(), photos))


def with_intervals(cases, seed=0):
    """summarise(), beside it the 95 % bootstrap intervals of AP50 and of the thresholded Jaccard."""
    rng = np.random.default_rng(seed)
    jaccards, precisions = [], []
    for _ in range(DRAWS):
        drawn = [cases[i] for i in rng.integers(0, len(cases), len(cases))]
        ious = np.array([case.iou for case in drawn])
        jaccards.append(np.where(ious >= JACCARD_FLOOR, ious, 0).mean())
        outcomes = [outcome for case in drawn for outcome in case.outcomes]
        precisions.append(average_precision(outcomes, sum(case.truths for case in drawn)))
    bounds = {"thresholded_jaccard_ci95": jaccards, "box_ap50_ci95": precisions}
    intervals = {key: np.quantile(values, (0.025, 0.975)).round(3).tolist() for key, values in bounds.items()}
    return {**summarise(cases, MIN_SCORE), **intervals}


def groups(cases, tag):
    """with_intervals() for every value of a tag."""
    values = sorted({case.tags[tag] for case in cases})
    return {value: with_intervals([case for case in cases if case.tags[tag] == value]) for value in values}


def report(cases, measured_folds, recipe):
    """All figures, JSON-ready."""
    kinds = {kind: groups(cases, kind) for kind in ("source", "diagnosis", "fitzpatrick")}
    return {
        "what": "photographs, each measured by a net that saw no photograph of its patient",
        "folds": FOLDS,
        "measured_folds": measured_folds,
        "recipe": recipe,
        "thresholds": {"conf": MIN_SCORE, "hit_iou": 0.5},
        "all": {"real": with_intervals(cases)},
        **kinds,
        "lesion_size_pixels": groups(cases, "size"),
        "worst_group_gap": {
            metric: {kind: worst_gap(rows, metric) for kind, rows in kinds.items()} for metric in ("mask_miou", "box_ap50")
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/ and isic2017/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--backbone", type=Path, help="folder of the COCO detector's model.json; not needed once OUT/start.pth is there")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)), help="which; the report says so")
    parser.add_argument("--train-only", action="store_true", help="no report: for one process per core")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    photos = load_real(arguments.data_dir, REAL_SIZE)
    print(f"photos={len(photos)}", flush=True)

    cases = []
    for fold in arguments.folds:
        outside, inside = parts(photos, fold)
        net = trained(
            arguments.out / f"fold{fold}.pth", FINE, outside, SEED + 1 + fold,
            lambda: start(arguments.out, arguments.backbone, photos),
        )  # fmt: skip
        if arguments.train_only:
            continue
        measured = measure(net, inside)
        print(f"fold={fold} {summarise(measured, MIN_SCORE)}", flush=True)
        cases += measured
    if arguments.train_only:
        return
    recipe = {"start": [asdict(phase) for phase in START], "fold": [asdict(phase) for phase in FINE]}
    write_json(REPORT, report(cases, arguments.folds, recipe))


if __name__ == "__main__":
    main()

"""Trains the lesion net and cross-validates it on the real photographs: five folds, grouped by patient.

    python3 -m training.lesion.crossval --data-dir DATA_DIR --backbone COCO_DIR --out training/work/crossval

One net goes from COCO's backbone through generated scenes alone; for each fold it is fine-tuned on the photographs outside that fold and
measured on those inside, so every photograph is measured once, by a net that saw neither it nor another one of its
patient. The net of fold 0 is the one that ships (export.py), so that evaluate.py can measure the very file on fold 0. The score
threshold was fixed beforehand. Writes evaluation/lesion-crossval.json. Stopped, it goes on with the next fold.
"""

import argparse
from copy import deepcopy
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch

from training.google.mobilenet import pretrained
from training.lesion.evaluate import photo_cases, summarise
from training.shared.metrics import JACCARD_FLOOR, average_precision
from training.lesion.net import LesionNet, Prepared
from training.lesion.scenes import draw_scenes
from training.lesion.train import REAL_SIZE, SYNTH_SIZE, Batches, Phase, run_phase
from training.shared.folds import FOLDS, parts
from training.shared.loop import MovingAverage
from training.shared.photos import load_real
from training.shared.places import EVALUATION
from training.shared.shipped import write_json

SCENES, SCENE_SEED, SEED = 1500, 1_000, 7  # evaluate.py draws its generated hold-out from other seeds
MIN_SCORE = 0.25  # as lesion v1.0 had it
DRAWS = 200  # of the bootstrap
AVERAGE = 0.995  # decay of the moving average of weights; few steps need a short one
START = (Phase(192, 16, 350, 0.0, 2e-3),)
FINE = (Phase(224, 16, 450, 0.85, 1.5e-3), Phase(320, 12, 170, 0.9, 8e-4))
REPORT = EVALUATION / "lesion-crossval.json"


@lru_cache
def training_scenes():
    """Drawn where something is to be trained."""
    return draw_scenes(SCENES, SYNTH_SIZE, SCENE_SEED, torch.get_num_threads())


def trained(checkpoint, phases, photos, seed, begin):
    """The averaged net of these phases, from what `begin` gives; read from `checkpoint` where it is there already."""
    if checkpoint.exists():
        net = LesionNet()
        net.load_state_dict(torch.load(checkpoint))
        return net.eval()
    torch.manual_seed(seed)
    net = begin().to(memory_format=torch.channels_last).train()
    average, batches = MovingAverage(net, AVERAGE), Batches(photos, training_scenes(), seed)
    for phase in phases:
        seconds = run_phase(net, average, batches, phase)
        print(f"{checkpoint.name} size={phase.size} seconds={seconds:.0f}", flush=True)
    torch.save(average.net.state_dict(), checkpoint)
    return average.net


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
    return {
        "what": "photographs, each measured by a net that saw no photograph of its patient",
        "folds": FOLDS,
        "measured_folds": measured_folds,
        "recipe": recipe,
        "thresholds": {"conf": MIN_SCORE, "hit_iou": 0.5},
        "all": {"real": with_intervals(cases)},
        "source": groups(cases, "source"),
        "diagnosis": groups(cases, "diagnosis"),
        "fitzpatrick": groups(cases, "fitzpatrick"),
        "lesion_size_pixels": groups(cases, "size"),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/ and isic2017/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--backbone", type=Path, required=True, help="folder of the COCO detector's model.json")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)), help="which; the report says so")
    parser.add_argument("--train-only", action="store_true", help="no report: for one process per core")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    photos = load_real(arguments.data_dir, REAL_SIZE)
    print(f"photos={len(photos)}", flush=True)
    start = trained(
        arguments.out / "start.pth", START, photos[:1], SEED, lambda: LesionNet(backbone=pretrained(arguments.backbone))
    )
    cases = []
    for fold in arguments.folds:
        outside, inside = parts(photos, fold)
        net = trained(arguments.out / f"fold{fold}.pth", FINE, outside, SEED + 1 + fold, lambda: deepcopy(start))
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

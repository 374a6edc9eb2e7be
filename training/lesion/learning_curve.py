"""What more photographs bring: the lesion net of one fold, fine-tuned on those of a share of the patients outside it.

    python3 -m training.lesion.learning_curve --data-dir DATA_DIR --model models/lesion/v1.2/model.pt --backbone COCO_DIR --out training/work/crossval

Each net is trained as crossval.py trains its own, from the same start with the same steps, so that only the number of
photographs differs. The last point is the shipped file, which is crossval's net of all patients outside that fold. A smaller
share lies in every larger one. Measured on the photographs of the held-out fold. Writes evaluation/lesion-curve.json. Begun
again, it goes on where it was stopped.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from training.lesion.crossval import FINE, SEED, measure, start, trained, with_intervals
from training.lesion.evaluate import HELD_OUT, photo_cases
from training.lesion.train import REAL_SIZE
from training.shared.files import sha256_of, write_json
from training.shared.folds import parts
from training.shared.metrics import mean_with_interval
from training.shared.photos import load_real
from training.shared.places import EVALUATION

SHARES = (0.25, 0.5)  # trained here; beside them what ships, of all
REPORT = EVALUATION / "lesion-curve.json"


def of_share(photos, share):
    """The photographs of the first `share` of the patients, in an order that depends on their names alone."""
    patients = sorted({photo.group for photo in photos})
    np.random.default_rng(SEED).shuffle(patients)
    chosen = set(patients[: round(share * len(patients))])
    return [photo for photo in photos if photo.group in chosen]


def gain(fewer, more):
    """Mean of the paired differences of the outline's IoU, and its 95 % bootstrap interval."""
    mean, interval = mean_with_interval(np.array([b.iou - a.iou for a, b in zip(fewer, more)]))
    return {"mask_miou_gain": round(mean, 3), "mask_miou_gain_ci95": np.round(interval, 3).tolist()}


def row(share, photos, cases, before):
    """One point of the curve: how many photographs, what it says of the held-out ones, what it gained on the point before."""
    sources = sorted({case.tags["source"] for case in cases})
    return {
        "share": share,
        "photographs": len(photos),
        "patients": len({photo.group for photo in photos}),
        "all": with_intervals(cases),
        "source": {name: with_intervals([case for case in cases if case.tags["source"] == name]) for name in sources},
        **(gain(before, cases) if before else {}),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/ and isic2017/")
    parser.add_argument("--model", type=Path, required=True, help="the file that ships")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--backbone", type=Path, help="folder of the COCO detector's model.json; not needed once OUT/start.pth is there")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    photos = load_real(arguments.data_dir, REAL_SIZE)
    outside, inside = parts(photos, HELD_OUT)
    points = []
    for share in SHARES:
        some = of_share(outside, share)
        net = trained(
            arguments.out / f"fold{HELD_OUT}-{round(100 * share)}percent.pth", FINE, some, SEED + 1 + HELD_OUT,
            lambda: start(arguments.out, arguments.backbone, photos),
        )  # fmt: skip
        points.append((share, some, measure(net, inside)))
    points.append((1.0, outside, list(photo_cases(torch.jit.load(str(arguments.model)).eval(), inside))))
    rows, before = [], []
    for share, some, cases in points:
        rows.append(row(share, some, cases, before))
        before = cases
    what = "photographs of the held-out fold, by nets of a share of the other folds' patients"
    write_json(REPORT, {"what": what, "held_out_fold": HELD_OUT, "sha256": sha256_of(arguments.model), "rows": rows})


if __name__ == "__main__":
    main()

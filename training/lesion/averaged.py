"""What it would bring to outline a photograph in several views and to average them: mirrored, at other sizes.

    python3 -m training.lesion.averaged --data-dir DATA_DIR --checkpoints training/work/crossval

Each photograph is outlined by the net of its fold (crossval.py), which saw no photograph of its patient. Writes
evaluation/lesion-averaged.json. What ships looks once, at 320 px.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.lesion.net import LesionNet
from training.lesion.train import REAL_SIZE
from training.shared.files import write_json
from training.shared.folds import FOLDS, parts
from training.shared.metrics import mask_iou, mean_with_interval
from training.shared.photos import load_real
from training.shared.places import EVALUATION
from training.shared.shipped import loaded

REPORT = EVALUATION / "lesion-averaged.json"
MIRRORS = ((), (3,), (2,), (2, 3))  # dimensions of [1,C,H,W] that are turned over
WAYS = {
    "one view, 320 px": ((REAL_SIZE, MIRRORS[:1]),),
    "one view, 256 px": ((256, MIRRORS[:1]),),
    "one view, 160 px": ((160, MIRRORS[:1]),),
    "four mirrored views, 320 px": ((REAL_SIZE, MIRRORS),),
    "eight mirrored views, 320 and 224 px": ((REAL_SIZE, MIRRORS), (224, MIRRORS)),
}


def outline(net, pixels, size, mirrors):
    """Mean mask logits [S,S] of the mirrored views of float [1,3,S,S], looked at with `size` pixels a side."""
    smaller = F.interpolate(pixels, size=(size, size), mode="area")
    total = 0
    for dimensions in mirrors:
        logits = net(torch.flip(smaller, dimensions))[2]
        total = total + torch.flip(logits, dimensions)
    return F.interpolate(total / len(mirrors), size=pixels.shape[2:], mode="bilinear", align_corners=False)[0, 0]


def measure(net, photo):
    """IoU of each of WAYS."""
    pixels = torch.from_numpy(photo.image).permute(2, 0, 1)[None].float() / 255
    with torch.no_grad():
        logits = {way: sum(outline(net, pixels, *view) for view in views) for way, views in WAYS.items()}
    return {way: mask_iou((found > 0).numpy(), photo.labels > 0) for way, found in logits.items()}


def summarise(measured):
    """{way: mean IoU and its interval} of (source, {way: IoU}) pairs."""
    rows = {}
    for way in WAYS:
        mean, interval = mean_with_interval(np.array([ious[way] for _, ious in measured]))
        rows[way] = {"mask_miou": round(float(mean), 3), "mask_miou_ci95": np.round(interval, 3).tolist()}
    return {"n": len(measured), "ways": rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/ and isic2017/")
    parser.add_argument("--checkpoints", type=Path, required=True, help="crossval's folder; folds that lack one are left out")
    arguments = parser.parse_args()
    photos = load_real(arguments.data_dir, REAL_SIZE)
    folds = [fold for fold in range(FOLDS) if (arguments.checkpoints / f"fold{fold}.pth").exists()]
    measured = []
    for fold in folds:
        net = loaded(LesionNet(), arguments.checkpoints / f"fold{fold}.pth")
        measured += [(photo.source, measure(net, photo)) for photo in parts(photos, fold)[1]]
    sources = sorted({source for source, _ in measured})
    report = {
        "what": "photographs, each outlined by a net that saw no photograph of its patient",
        "measured_folds": folds,
        "all": summarise(measured),
        "source": {name: summarise([pair for pair in measured if pair[0] == name]) for name in sources},
    }
    write_json(REPORT, report)


if __name__ == "__main__":
    main()

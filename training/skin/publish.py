"""Turns the skin net's checkpoint into what ships: model.pt, golden.json and the entry in models/models.json.

    python3 -m training.skin.publish --checkpoint training/work/skin.pth --model models/skin/v1.0/model.pt
    python3 -m training.skin.publish --model models/skin/v1.0/model.pt --report training/evaluation/skin-v1.0.json

Figures in the entry come from evaluate.py's report; it refuses one of another file. --inactive: the entry waits for a promotion.
"""

import argparse
from pathlib import Path

import torch

from training.shared.masks import export, golden_of_mask
from training.shared.shipped import STRIPES, beside, head, publish, report_of, spot, stripes
from training.skin.net import SkinNet
from training.skin.scenes import SIZE

PROBES = [[0, 0], [20, 48], [48, 20], [48, 48], [48, 76], [76, 48], [95, 95]]
SPOT, SPOTTED = spot(SIZE, 96, 96, 400)
FACTS = {
    "description": "Dermflow skin outline", "license": "Apache-2.0", "stride": 16, "batch": 1, "imgsz": [SIZE, SIZE],
    "names": {"0": "skin"},
}  # fmt: skip


def inputs():
    """Of golden.json, uint8 [2,S,S,3]."""
    return torch.stack([stripes(SIZE, SIZE), SPOTTED])


def golden(model_file):
    return golden_of_mask(model_file, inputs(), {"stripes": STRIPES, "spot": SPOT}, PROBES)


def entry(model_file, report, active):
    """The model's entry in the manifest."""
    real, drawn = report["all"]["real"], report["generated"]["all"]
    return {
        **head(model_file, "skin", "drop-in"),
        "active": active,
        "input": {"width": SIZE, "height": SIZE, "layout": "NHWC", "dtype": "uint8", "color": "RGB", "resize": "letterbox", "pad": 114},
        "output": {"kind": "mask-logits", "names": ["skin"]},
        **beside(model_file),
        "training_data": ["generated", "PAD-UFES-20 (CC BY 4.0)", "ISIC 2017 (CC0 1.0)", "ImageNet and COCO, through the backbone"],
        "metrics": {
            "generated": {key: drawn[key] for key in ("n", "skin_iou", "skin_recall", "specificity")},
            "ring_around_lesions": {key: real[key] for key in ("n", "ring_recall")},
        },
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/skin/<version>/model.pt")
    parser.add_argument("--checkpoint", type=Path, help="write the model file from it, and stop")
    parser.add_argument("--report", type=Path, help="written by evaluate.py for this file")
    parser.add_argument("--inactive", action="store_true")
    arguments = parser.parse_args()
    if arguments.checkpoint:
        export(SkinNet, arguments.checkpoint, arguments.model, inputs(), FACTS)
        return
    report = report_of(arguments.report, arguments.model)
    publish(arguments.model, golden(arguments.model), entry(arguments.model, report, not arguments.inactive))


if __name__ == "__main__":
    main()

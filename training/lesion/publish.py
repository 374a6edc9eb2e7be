"""Writes what ships beside a lesion file: golden.json and the entry in models/models.json.

    python3 -m training.lesion.publish --model models/lesion/v1.2/model.pt --report training/evaluation/lesion-v1.2.json

The entry takes its figures from the report of evaluate.py and refuses a report of another file.
"""

import argparse
from pathlib import Path

import torch

from training.shared.shipped import PLACES, STRIPES, beside, cells, golden_of, head, publish, report_of, rounded, spot, stripes

SIZE = 320
TOP_ROWS = 3
MASK_PROBES = [[0, 0], [20, 40], [40, 20], [60, 80], [75, 85], [80, 80], [100, 110], [120, 30], [159, 159]]


def figures(_, answer):
    """What golden.json has of one answer."""
    candidates, masks = answer
    return {
        "top_candidates": [rounded(row) for row in candidates[:TOP_ROWS]],
        "mask_logits": cells(masks[0], MASK_PROBES),
        "mask_positive_cells": int((masks > 0).sum()),
    }


def golden(model_file):
    disc, spotted = spot(SIZE, 170, 150, 2500)
    return golden_of(
        model_file, torch.stack([stripes(SIZE, SIZE), spotted]), {"stripes": STRIPES, "disc": disc}, figures,
        {"score": 1e-3, "box_pixels": 1e-2, "mask_logit": 1e-3, "mask_positive_cells": 3},
        f"{PLACES}; candidates: x1,y1,x2,y2,score,class",
    )  # fmt: skip


def entry(model_file, report):
    """The model's entry in the manifest."""
    real, sources = report["all"]["real"], report["source"]
    keep = ("n", "mask_miou", "thresholded_jaccard", "box_ap50", "recall", "precision")
    return {
        **head(model_file, "lesion", "prepared"),
        "input": {
            "width": SIZE, "height": SIZE, "layout": "NHWC", "dtype": "uint8", "color": "RGB",
            "resize": "letterbox", "pad": 114,
        },  # fmt: skip
        "output": {
            "kind": "detections+mask",
            "names": ["lesion"],
            "candidates": {"index": 0, "max": 100, "columns": ["x1", "y1", "x2", "y2", "score", "class"],
                           "units": "input pixels", "sorted": "by score, best first", "nms": False},
            "mask": {"index": 1, "width": SIZE // 2, "height": SIZE // 2,
                     "values": "logits", "threshold": 0.0},
        },  # fmt: skip
        "thresholds": {**{key: report["thresholds"][key] for key in ("conf", "iou")}, "max_det": 100},
        "smallest_detectable_pixels": report["smallest_detectable_pixels"],
        **beside(model_file),
        "training_data": ["generated", "PAD-UFES-20 (CC BY 4.0)", "ISIC 2017 (CC0 1.0)"],
        "metrics": {
            "held_out_photographs": {key: real[key] for key in keep},
            **{name: {key: row[key] for key in keep} for name, row in sources.items()},
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/<name>/<version>/model.pt")
    parser.add_argument("--report", type=Path, required=True, help="written by evaluate.py for this file")
    arguments = parser.parse_args()
    report = report_of(arguments.report, arguments.model)
    publish(arguments.model, golden(arguments.model), entry(arguments.model, report))


if __name__ == "__main__":
    main()

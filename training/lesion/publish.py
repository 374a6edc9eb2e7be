"""Writes what ships beside a lesion file: golden.json and the entry in models/models.json.

The entry takes its figures from the report of evaluate.py and refuses a report of another file.
"""

import argparse
from pathlib import Path

import torch

from training.shared.shipped import STRIPES, beside, head, publish, report_of, spot, stripes

SIZE = 320
TOP_ROWS = 3
MASK_PROBES = [[0, 0], [20, 40], [40, 20], [60, 80], [75, 85], [80, 80], [100, 110], [120, 30], [159, 159]]


def golden(model_file):
    """Inputs and outputs; both inputs go through the net as one batch of two, in this order."""
    model = torch.jit.load(str(model_file)).eval()
    disc, spotted = spot(SIZE, 170, 150, 2500)
    with torch.no_grad():
        candidates, masks = model(torch.stack([stripes(SIZE, SIZE), spotted]))
    cases = []
    for name, formula, rows, mask in zip(("stripes", "disc"), (STRIPES, disc), candidates, masks):
        cases.append(
            {
                "name": name,
                "input": formula,
                "top_candidates": [[round(float(v), 5) for v in row] for row in rows[:TOP_ROWS]],
                "mask_logits": [
                    {"row": r, "column": c, "value": round(float(mask[0, r, c]), 5)} for r, c in MASK_PROBES
                ],
                "mask_positive_cells": int((mask > 0).sum()),
            }
        )
    return {
        "input_shape": [2, SIZE, SIZE, 3],
        "note": "x = column, y = row, c = 0 red, 1 green, 2 blue; candidates: x1,y1,x2,y2,score,class",
        "tolerance": {"score": 1e-3, "box_pixels": 1e-2, "mask_logit": 1e-3, "mask_positive_cells": 3},
        "cases": cases,
    }


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

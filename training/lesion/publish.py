"""Writes what ships beside a model file: golden.json and the entry in models/models.json.

golden.json holds inputs as formulas and the file's outputs for them, so that a test in any language can
check that it decodes and runs the file in the same way. The manifest entry takes its figures from the
report of evaluate.py and refuses a report of another file.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

SIZE = 320
TOP_ROWS = 3
MASK_PROBES = [[0, 0], [20, 40], [40, 20], [60, 80], [75, 85], [80, 80], [100, 110], [120, 30], [159, 159]]

STRIPES = "value(x, y, c) = (7*x + 13*y + 29*c) mod 256"
DISC = (
    "value(x, y, c) = skin[c] + (7*x + 13*y + 29*c) mod 16 - (90 if (x-170)^2 + (y-150)^2 < 2500 else 0), "
    "skin = [200, 160, 140]"
)


def stripes():
    """uint8 [S,S,3] by STRIPES: not skin; nothing sensible to find, but every pixel matters."""
    return (pattern() % 256).to(torch.uint8)


def disc():
    """uint8 [S,S,3] by DISC: a dark round spot on light skin."""
    row, column = torch.arange(SIZE)[:, None], torch.arange(SIZE)[None]
    spot = (column - 170) ** 2 + (row - 150) ** 2 < 2500
    skin = torch.tensor([200, 160, 140])
    return (skin + pattern() % 16 - 90 * spot[..., None]).to(torch.uint8)


def pattern():
    row, column, channel = (torch.arange(n) for n in (SIZE, SIZE, 3))
    return 7 * column[None, :, None] + 13 * row[:, None, None] + 29 * channel


def golden(model_file):
    """Inputs and outputs; both inputs go through the net as one batch of two, in this order."""
    model = torch.jit.load(str(model_file)).eval()
    with torch.no_grad():
        candidates, masks = model(torch.stack([stripes(), disc()]))
    cases = []
    for name, formula, rows, mask in zip(("stripes", "disc"), (STRIPES, DISC), candidates, masks):
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


def entry(model_file, report, root):
    """The model's entry in the manifest."""
    version = model_file.parent.name.lstrip("v")
    real, sources = report["all"]["real"], report["source"]
    keep = ("n", "mask_miou", "thresholded_jaccard", "box_ap50", "recall", "precision")
    return {
        "name": model_file.parent.parent.name,
        "version": version,
        "task": "lesion",
        "contract": "prepared",
        "format": "torchscript",
        "file": str(model_file.relative_to(root)),
        "sha256": report["sha256"],
        "bytes": model_file.stat().st_size,
        "license": "Apache-2.0",
        "origin": "self-trained",
        "active": True,
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
        "golden": str((model_file.parent / "golden.json").relative_to(root)),
        "card": str((model_file.parent / "card.md").relative_to(root)),
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
    report = json.loads(arguments.report.read_text())
    if hashlib.sha256(arguments.model.read_bytes()).hexdigest() != report["sha256"]:
        raise SystemExit(f"{arguments.report} measured another file than {arguments.model}")

    (arguments.model.parent / "golden.json").write_text(json.dumps(golden(arguments.model), indent=1) + "\n")
    root = arguments.model.parents[2]
    manifest = root / "models.json"
    mine = entry(arguments.model, report, root)
    others = json.loads(manifest.read_text())["models"] if manifest.exists() else []
    others = [e for e in others if (e["name"], e["version"]) != (mine["name"], mine["version"])]
    for other in others:
        other["active"] = other["active"] and other["task"] != mine["task"]
    manifest.write_text(json.dumps({"schema": 1, "models": [*others, mine]}, indent=2) + "\n")


if __name__ == "__main__":
    main()

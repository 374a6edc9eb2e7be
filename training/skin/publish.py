"""Turns the skin net's checkpoint into what ships: model.pt, golden.json and the entry in models/models.json.

    python3 -m training.skin.publish --checkpoint training/work/skin.pth --model models/skin/v1.0/model.pt
    python3 -m training.skin.publish --model models/skin/v1.0/model.pt --report training/evaluation/skin-v1.0.json

Figures in the entry come from evaluate.py's report; it refuses one of another file. --inactive: the entry waits for a promotion.
"""

import argparse
from pathlib import Path

import torch

from training.shared.blocks import fuse_batch_norm
from training.shared.shipped import (
    STRIPES, beside, frozen, head, publish, refuse_difference, report_of, spot, stripes, write_script,
)  # fmt: skip
from training.skin.net import PreparedSkin, SkinNet
from training.skin.scenes import SIZE

PROBES = [[0, 0], [20, 48], [48, 20], [48, 48], [48, 76], [76, 48], [95, 95]]
SPOT = (SIZE, 96, 96, 400)


def inputs():
    """Of golden.json, uint8 [2,S,S,3]."""
    return torch.stack([stripes(SIZE, SIZE), spot(*SPOT)[1]])


def load_net(checkpoint):
    net = SkinNet()
    net.load_state_dict(torch.load(checkpoint, map_location="cpu"))
    return net.eval()


def export(checkpoint, target):
    """Writes the file; fails when it and the eager net differ by more than 1e-3."""
    net = load_net(checkpoint)
    fuse_batch_norm(net)
    module = PreparedSkin(net).eval().to(memory_format=torch.channels_last)
    facts = {"description": "Dermflow skin outline", "license": "Apache-2.0", "stride": 16, "batch": 1, "imgsz": [SIZE, SIZE],
             "names": {"0": "skin"}}  # fmt: skip
    write_script(frozen(module, inputs()), target, facts)
    with torch.no_grad():
        difference = float((torch.jit.load(str(target))(inputs()) - PreparedSkin(load_net(checkpoint))(inputs())).abs().max())
    refuse_difference(target, difference)
    print(f"{target} bytes={target.stat().st_size} difference={difference:.1e}")


def golden(model_file):
    """Both inputs go through the net as one batch of two, in this order."""
    model = torch.jit.load(str(model_file)).eval()
    with torch.no_grad():
        answers = model(inputs())
    return {
        "input_shape": [2, SIZE, SIZE, 3],
        "note": "x = column, y = row, c = 0 red, 1 green, 2 blue",
        "tolerance": {"mask_logit": 1e-3},
        "cases": [
            {"name": name, "input": formula,
             "mask_logits": [{"row": r, "column": c, "value": round(float(answer[0, r, c]), 5)} for r, c in PROBES]}
            for name, formula, answer in zip(("stripes", "spot"), (STRIPES, spot(*SPOT)[0]), answers)
        ],
    }  # fmt: skip


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
        export(arguments.checkpoint, arguments.model)
        return
    report = report_of(arguments.report, arguments.model)
    publish(arguments.model, golden(arguments.model), entry(arguments.model, report, not arguments.inactive))


if __name__ == "__main__":
    main()

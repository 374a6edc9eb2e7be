"""Turns the person net's checkpoint into what ships: model.pt, golden.json and the entry in models/models.json.

    python3 -m training.person.publish --checkpoint training/work/person.pth --model models/person/v1.0/model.pt
    python3 -m training.person.publish --model models/person/v1.0/model.pt --report training/evaluation/person-v1.0.json

Figures in the entry come from evaluate.py's report; it refuses one of another file.
"""

import argparse
from pathlib import Path

import torch

from training.person.figures import HEIGHT, WIDTH
from training.person.net import PersonNet
from training.shared.masks import export, golden_of_mask
from training.shared.shipped import STRIPES, beside, head, pattern, publish, report_of, stripes

PROBES = [[0, 0], [20, 48], [40, 48], [64, 30], [64, 48], [64, 66], [90, 48], [110, 48], [127, 95]]
FIGURE = (
    "value(x, y, c) = (part[c] if (x-96)^2 + (y-40)^2 < 196 or (60 <= y < 140 and |x-96| < 22) or "
    "(140 <= y < 230 and 3 < |x-96| < 20) else 200) + (7*x + 13*y + 29*c) mod 16, part = [60, 70, 110]"
)
FACTS = {
    "description": "Dermflow person outline", "license": "Apache-2.0", "stride": 32, "batch": 1, "imgsz": [HEIGHT, WIDTH],
    "names": {"0": "person"},
}  # fmt: skip


def figure():
    """uint8 [H,W,3] by FIGURE: a head, a trunk, two legs."""
    row, column = torch.arange(HEIGHT)[:, None], torch.arange(WIDTH)[None]
    off = (column - 96).abs()
    inside = (off**2 + (row - 40) ** 2 < 196) | ((row >= 60) & (row < 140) & (off < 22))
    inside |= (row >= 140) & (row < 230) & (off > 3) & (off < 20)
    shade = torch.where(inside[..., None], torch.tensor([60, 70, 110]), torch.tensor(200))
    return (shade + pattern(HEIGHT, WIDTH) % 16).to(torch.uint8)


def inputs():
    """Of golden.json, uint8 [2,H,W,3]."""
    return torch.stack([stripes(HEIGHT, WIDTH), figure()])


def golden(model_file):
    return golden_of_mask(model_file, inputs(), {"stripes": STRIPES, "figure": FIGURE}, PROBES)


def entry(model_file, report):
    """The model's entry in the manifest."""
    return {
        **head(model_file, "person", "drop-in"),
        "input": {"width": WIDTH, "height": HEIGHT, "layout": "NHWC", "dtype": "uint8", "color": "RGB",
                  "resize": "letterbox", "pad": 114},
        "output": {"kind": "mask-logits", "names": ["person"]},
        **beside(model_file),
        "training_data": ["generated figures by the measures of ANSUR II (public domain)",
                          "ISIC 2017 (CC0 1.0) and a NASA photograph (public domain), pieces as backgrounds"],
        "metrics": {key: report[key] for key in ("generated", "standing_to_be_measured", "photographs")},
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/person/<version>/model.pt")
    parser.add_argument("--checkpoint", type=Path, help="write the model file from it, and stop")
    parser.add_argument("--report", type=Path, help="written by evaluate.py for this file")
    arguments = parser.parse_args()
    if arguments.checkpoint:
        export(PersonNet, arguments.checkpoint, arguments.model, inputs(), FACTS)
        return
    report = report_of(arguments.report, arguments.model)
    publish(arguments.model, golden(arguments.model), entry(arguments.model, report))


if __name__ == "__main__":
    main()

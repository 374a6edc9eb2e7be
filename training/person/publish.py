"""Turns the person net's checkpoint into what ships: model.pt, golden.json and the entry in models/models.json.

The file is made as `training/lesion/export.py` makes the lesion net's. golden.json holds inputs as formulas and the file's
outputs for them. Figures in the entry come from evaluate.py's report; it refuses one of another file.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

from training.lesion.net import PersonNet, PreparedPerson, fuse_batch_norm
from training.person.figures import HEIGHT, WIDTH

PROBES = [[0, 0], [20, 48], [40, 48], [64, 30], [64, 48], [64, 66], [90, 48], [110, 48], [127, 95]]
STRIPES = "value(x, y, c) = (7*x + 13*y + 29*c) mod 256"
FIGURE = (
    "value(x, y, c) = (part[c] if (x-96)^2 + (y-40)^2 < 196 or (60 <= y < 140 and |x-96| < 22) or "
    "(140 <= y < 230 and 3 < |x-96| < 20) else 200) + (7*x + 13*y + 29*c) mod 16, part = [60, 70, 110]"
)


def pattern():
    row, column, channel = (torch.arange(n) for n in (HEIGHT, WIDTH, 3))
    return 7 * column[None, :, None] + 13 * row[:, None, None] + 29 * channel


def stripes():
    """uint8 [H,W,3] by STRIPES: nobody."""
    return (pattern() % 256).to(torch.uint8)


def figure():
    """uint8 [H,W,3] by FIGURE: a head, a trunk, two legs."""
    row, column = torch.arange(HEIGHT)[:, None], torch.arange(WIDTH)[None]
    off = (column - 96).abs()
    inside = (off**2 + (row - 40) ** 2 < 196) | ((row >= 60) & (row < 140) & (off < 22))
    inside |= (row >= 140) & (row < 230) & (off > 3) & (off < 20)
    shade = torch.where(inside[..., None], torch.tensor([60, 70, 110]), torch.tensor(200))
    return (shade + pattern() % 16).to(torch.uint8)


def load_net(checkpoint):
    net = PersonNet()
    net.load_state_dict(torch.load(checkpoint, map_location="cpu"))
    return net.eval()


def export(checkpoint, target):
    """Writes the file; fails when it and the eager net differ by more than 1e-3."""
    net = load_net(checkpoint)
    fuse_batch_norm(net)
    module = PreparedPerson(net).eval().to(memory_format=torch.channels_last)
    example = torch.stack([stripes(), figure()])
    with torch.no_grad():
        frozen = torch.jit.freeze(torch.jit.trace(module, example, check_trace=False))
    target.parent.mkdir(parents=True, exist_ok=True)
    facts = {"description": "Dermflow person outline", "license": "Apache-2.0", "stride": 32, "batch": 1,
             "imgsz": [HEIGHT, WIDTH], "names": {"0": "person"}}  # fmt: skip
    torch.jit.save(frozen, str(target), _extra_files={"config.txt": json.dumps(facts)})
    with torch.no_grad():
        difference = float((torch.jit.load(str(target))(example) - PreparedPerson(load_net(checkpoint))(example)).abs().max())
    if difference > 1e-3:
        raise SystemExit(f"{target}: differs from the eager net by {difference}")
    print(f"{target} bytes={target.stat().st_size} difference={difference:.1e}")


def golden(model_file):
    """Both inputs go through the net as one batch of two, in this order."""
    model = torch.jit.load(str(model_file)).eval()
    with torch.no_grad():
        answers = model(torch.stack([stripes(), figure()]))
    return {
        "input_shape": [2, HEIGHT, WIDTH, 3],
        "note": "x = column, y = row, c = 0 red, 1 green, 2 blue",
        "tolerance": {"mask_logit": 1e-3},
        "cases": [
            {"name": name, "input": formula,
             "mask_logits": [{"row": r, "column": c, "value": round(float(answer[0, r, c]), 5)} for r, c in PROBES]}
            for name, formula, answer in zip(("stripes", "figure"), (STRIPES, FIGURE), answers)
        ],
    }  # fmt: skip


def entry(model_file, report, root):
    """The model's entry in the manifest."""
    here = model_file.parent.relative_to(root)
    return {
        "name": "person", "version": model_file.parent.name.lstrip("v"), "task": "person", "contract": "drop-in",
        "format": "torchscript", "file": str(here / "model.pt"), "sha256": report["sha256"],
        "bytes": model_file.stat().st_size, "license": "Apache-2.0", "origin": "self-trained", "active": True,
        "input": {"width": WIDTH, "height": HEIGHT, "layout": "NHWC", "dtype": "uint8", "color": "RGB",
                  "resize": "letterbox", "pad": 114},
        "output": {"kind": "mask-logits", "names": ["person"]},
        "golden": str(here / "golden.json"), "card": str(here / "card.md"),
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
        export(arguments.checkpoint, arguments.model)
        return
    report = json.loads(arguments.report.read_text())
    if hashlib.sha256(arguments.model.read_bytes()).hexdigest() != report["sha256"]:
        raise SystemExit(f"{arguments.report} measured another file than {arguments.model}")
    (arguments.model.parent / "golden.json").write_text(json.dumps(golden(arguments.model), indent=1) + "\n")
    root = arguments.model.parents[2]
    manifest = root / "models.json"
    mine = entry(arguments.model, report, root)
    others = [e for e in json.loads(manifest.read_text())["models"] if (e["name"], e["version"]) != ("person", mine["version"])]
    for other in others:
        other["active"] = other["active"] and other["task"] != mine["task"]
    manifest.write_text(json.dumps({"schema": 1, "models": [*others, mine]}, indent=2) + "\n")


if __name__ == "__main__":
    main()

"""Measures the diagnosis net out of fold (`evaluate.py`) and writes everything that ships with it.

    python3 -m training.dx.publish --work training/work/dx --data-dir DATA_DIR --model models/lesion-dx/v1.1/model.pt

Reads what train.py left in --work. Writes the report evaluation/lesion-dx-<version>.json, the TorchScript file,
golden.json beside it and the entry in models.json.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

from training.dx.data import CLASSES, SIZE, load_crops
from training.dx.evaluate import evaluate, read_folds_of
from training.dx.net import Cnn, Ensemble, Linear
from training.shared.places import EVALUATION

CAUTION = (
    "The class shares come from a small research model, trained on 235 photographs, none of dark skin: they are no"
    " diagnosis and were never tested on patients."
)
ROWS = (
    ("NEV", "D22.9", "mole (melanocytic nevus)"),
    ("BCC", "C44.9", "basal cell carcinoma, a skin cancer"),
    ("ACK", "L57.0", "actinic keratosis, a sun-damaged spot"),
    ("MEL", "C43.9", "melanoma, a skin cancer"),
    ("SEK", "L82", "seborrheic keratosis, a harmless growth"),
    ("SCC", "C44.9", "squamous cell carcinoma, a skin cancer"),
)
STRIPES = "value(x, y, c) = (7*x + 13*y + 29*c) mod 256"
DISC = (
    "value(x, y, c) = skin[c] + (7*x + 13*y + 29*c) mod 16 - (90 if (x-64)^2 + (y-60)^2 < 900 else 0), "
    "skin = [200, 160, 140]"
)


def shipped_net(parts):
    """The ensemble of the parts trained on all photographs."""
    linear = Linear(*(parts["linear"][name] for name in ("mean", "std", "weight", "bias")))
    cnn = Cnn()
    cnn.load_state_dict(parts["cnn"])
    return Ensemble(linear, cnn).eval()


def export(parts, target):
    """Writes the file; fails where it differs from the eager net by more than 1e-4."""
    net = shipped_net(parts)
    pixels = torch.stack([stripes(), disc()])
    with torch.no_grad():
        frozen = torch.jit.freeze(torch.jit.trace(net, pixels, check_trace=False))
    facts = {"description": "Dermflow lesion diagnosis, research only", "license": "Apache-2.0", "batch": 1,
             "imgsz": [SIZE, SIZE], "names": {str(i): name for i, name in enumerate(CLASSES)}}  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.jit.save(frozen, str(target), _extra_files={"config.txt": json.dumps(facts)})
    with torch.no_grad():
        for batch in (pixels[:1], pixels, pixels.repeat(2, 1, 1, 1)):
            difference = float((torch.jit.load(str(target))(batch) - net(batch)).abs().max())
            if difference > 1e-4:
                raise SystemExit(f"{target}: differs from the eager net by {difference}")


def pattern():
    row, column, channel = (torch.arange(n) for n in (SIZE, SIZE, 3))
    return 7 * column[None, :, None] + 13 * row[:, None, None] + 29 * channel


def stripes():
    """uint8 [S,S,3] by STRIPES: no skin."""
    return (pattern() % 256).to(torch.uint8)


def disc():
    """uint8 [S,S,3] by DISC: a dark round spot on light skin."""
    row, column = torch.arange(SIZE)[:, None], torch.arange(SIZE)[None]
    spot = (column - 64) ** 2 + (row - 60) ** 2 < 900
    return (torch.tensor([200, 160, 140]) + pattern() % 16 - 90 * spot[..., None]).to(torch.uint8)


def golden(model_file):
    """Both inputs go through the file as one batch of two, in this order."""
    model = torch.jit.load(str(model_file)).eval()
    with torch.no_grad():
        answers = model(torch.stack([stripes(), disc()]))
    return {
        "input_shape": [2, SIZE, SIZE, 3],
        "note": "x = column, y = row, c = 0 red, 1 green, 2 blue; logits before the temperature",
        "tolerance": {"share": 1e-3},
        "cases": [
            {"name": name, "input": formula, "logits": [round(float(value), 5) for value in answer]}
            for name, formula, answer in zip(("stripes", "disc"), (STRIPES, DISC), answers)
        ],
    }


def entry(model_file, report, root):
    """The model's entry in the manifest."""
    here = model_file.parent.relative_to(root)
    return {
        "name": "lesion-dx", "version": model_file.parent.name.lstrip("v"), "task": "lesion-dx", "contract": "drop-in",
        "format": "torchscript", "file": str(here / "model.pt"), "sha256": report["sha256"],
        "bytes": model_file.stat().st_size, "license": "Apache-2.0", "origin": "self-trained", "active": True,
        "caution": CAUTION,
        "input": {"width": SIZE, "height": SIZE, "layout": "NHWC", "dtype": "uint8", "color": "RGB", "resize": "stretch"},
        "output": {"kind": "logits", "names": list(CLASSES)},
        "temperature": report["calibration"]["temperature"],
        "classes": [{"name": name, "code": code, "lay_name": lay} for name, code, lay in ROWS],
        "golden": str(here / "golden.json"), "card": str(here / "card.md"),
        "training_data": ["PAD-UFES-20 (CC BY 4.0)", "ImageNet and COCO, through the backbone"],
        "metrics": {"out_of_fold": report["all"], "malignant": report["malignant"]},
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="the folder train.py wrote to")
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/")
    parser.add_argument("--model", type=Path, required=True, help="models/lesion-dx/<version>/model.pt")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = arguments.model.resolve()
    report = evaluate(read_folds_of(arguments.work), load_crops(arguments.data_dir))
    export(torch.load(arguments.work / "dx.pth"), model)
    version = model.parent.name
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    report = {"model": f"lesion-dx/{version}", "sha256": digest, **report}
    (EVALUATION / f"lesion-dx-{version}.json").write_text(json.dumps(report, indent=1) + "\n")
    (model.parent / "golden.json").write_text(json.dumps(golden(model), indent=1) + "\n")
    root = model.parents[2]
    manifest = root / "models.json"
    mine = entry(model, report, root)
    entries = json.loads(manifest.read_text())["models"]
    others = [e for e in entries if (e["name"], e["version"]) != ("lesion-dx", mine["version"])]
    for other in others:
        other["active"] = other["active"] and other["task"] != mine["task"]
    manifest.write_text(json.dumps({"schema": 1, "models": [*others, mine]}, indent=2) + "\n")
    print(json.dumps({key: report[key] for key in ("all", "malignant", "calibration", "soon", "parts")}, indent=1))


if __name__ == "__main__":
    main()

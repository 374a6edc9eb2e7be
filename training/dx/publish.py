"""Makes the diagnosis net's file of what was trained, measures it out of fold (`evaluate.py`) and writes what ships beside it.

    python3 -m training.dx.publish --work training/work/dx --data-dir DATA_DIR --model models/lesion-dx/v1.1/model.pt

Reads what train.py left in --work. Writes the report evaluation/lesion-dx-<version>.json, the TorchScript file,
golden.json beside it and the entry in models.json.
"""

import argparse
from pathlib import Path

import torch

from training.dx.data import CLASSES, SIZE
from training.dx.evaluate import report_on
from training.dx.net import Cnn, Ensemble, Linear
from training.shared.shipped import (
    PLACES, STRIPES, answer_of, beside, frozen, golden_of, head, publish, refuse_difference, rounded, spot, stripes, write_script,
)  # fmt: skip

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
DISC, SPOTTED = spot(SIZE, 64, 60, 900)


def shipped_net(parts):
    """The ensemble of the parts trained on all photographs."""
    linear = Linear(*(parts["linear"][name] for name in ("mean", "std", "weight", "bias")))
    cnn = Cnn()
    cnn.load_state_dict(parts["cnn"])
    return Ensemble(linear, cnn).eval()


def inputs():
    """Of golden.json, uint8 [2,SIZE,SIZE,3]."""
    return torch.stack([stripes(SIZE, SIZE), SPOTTED])


def export(parts, target):
    """Writes the file; fails where it differs from the eager net by more than 1e-4."""
    net, pixels = shipped_net(parts), inputs()
    write_script(frozen(net, pixels), target, {
        "description": "Dermflow lesion diagnosis, research only", "license": "Apache-2.0", "batch": 1,
        "imgsz": [SIZE, SIZE], "names": {str(i): name for i, name in enumerate(CLASSES)},
    })  # fmt: skip
    with torch.no_grad():
        for batch in (pixels[:1], pixels, pixels.repeat(2, 1, 1, 1)):
            refuse_difference(target, float((answer_of(target, batch) - net(batch)).abs().max()), 1e-4)


def golden(model_file):
    return golden_of(
        model_file, inputs(), {"stripes": STRIPES, "disc": DISC}, lambda _, logits: {"logits": rounded(logits)},
        {"share": 1e-3}, f"{PLACES}; logits before the temperature",
    )  # fmt: skip


def entry(model_file, report):
    """The model's entry in the manifest."""
    return {
        **head(model_file, "lesion-dx", "drop-in"),
        "caution": CAUTION,
        "input": {"width": SIZE, "height": SIZE, "layout": "NHWC", "dtype": "uint8", "color": "RGB", "resize": "stretch"},
        "output": {"kind": "logits", "names": list(CLASSES)},
        "temperature": report["calibration"]["temperature"],
        "classes": [{"name": name, "code": code, "lay_name": lay} for name, code, lay in ROWS],
        **beside(model_file),
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
    export(torch.load(arguments.work / "dx.pth"), model)
    publish(model, golden(model), entry(model, report_on(model, arguments.work, arguments.data_dir)))


if __name__ == "__main__":
    main()

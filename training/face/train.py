"""Trains the face net on rendered portraits only, and writes the TorchScript file.

    python3 -m training.face.train --out models/face-landmarks/v1.0/model.pt

Pictures come from `faces.py` by their numbers (seeds), so the pool is the same on every machine; the training
ends after the recipe's minutes, so a slower machine makes fewer steps: the report beside the checkpoint says how many.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.face import faces
from training.face.net import BODY, POINTS, SIZE, STRIDE, EndToEndPose, FaceNet, ShapePrior, cells, expected, near
from training.shared.blocks import fuse_batch_norm
from training.shared.files import sha256_of, write_json
from training.shared.loop import MovingAverage, every, in_bfloat16, run
from training.shared.places import WORK
from training.shared.recipe import recipe
from training.shared.shipped import frozen, refuse_difference, write_script
from training.shared.views import recolour

RECIPE = recipe("face")
POOL, HELD_OUT = RECIPE["pool"], RECIPE["held_out"]
EYES = (slice(36, 42), slice(42, 48))


def pool(kept):
    """(images uint8 [n,S,S,3], points float [n,K,2], NaN where nobody is), drawn once and kept in a file."""
    if kept.exists():
        loaded = np.load(kept)
        return loaded["images"], loaded["points"]
    drawn = faces.portraits(range(POOL + HELD_OUT), 2)
    nobody = np.full((POINTS, 2), np.nan)
    images = np.stack([one.image for one in drawn])
    points = np.stack([nobody if one.points is None else one.points for one in drawn])
    kept.parent.mkdir(parents=True, exist_ok=True)
    np.savez(kept, images=images, points=points)
    return images, points


def unit_of(points):
    """Distance between the middles of the eyes, pixels."""
    return np.linalg.norm(points[EYES[0]].mean(0) - points[EYES[1]].mean(0))


def view(rng, image, points):
    """A random view: (pixels [3,S,S], points [K,2] in input pixels; NaN: nobody). Small and large faces alike."""
    side = image.shape[0]
    if np.isnan(points).any():
        scale, middle = np.exp(rng.uniform(np.log(0.5), np.log(1.5))), rng.uniform(0.3, 0.7, 2) * side
    else:
        unit, face = unit_of(points), points[BODY].mean(0)
        wanted = rng.uniform(24, 46) if rng.random() < 0.65 else np.exp(rng.uniform(np.log(6.5), np.log(24)))
        scale = wanted / unit
        room = max(0.0, SIZE - 3.0 * wanted) / scale
        middle = face + np.array([rng.uniform(-0.5, 0.5), rng.uniform(-0.25, 0.5)]) * room
        middle += rng.normal(0, 0.15, 2) * unit
    angle, mirror = np.radians(rng.normal(0, 10)), rng.random() < 0.5
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    if mirror:
        turn[:, 0] *= -1
        points = points[faces.MIRROR]
    back = np.linalg.inv(turn)
    # output -1..1 -> input pixels -> picture pixels -> -1..1
    linear = back * SIZE / side
    shift = 2 * middle / side - 1
    theta = torch.from_numpy(np.column_stack([linear, shift])).float()[None]
    grid = F.affine_grid(theta, (1, 3, SIZE, SIZE), align_corners=False)
    source = torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255
    if scale < 0.7:  # no aliasing: the worker shrinks by area too
        source = F.avg_pool2d(source, 2)
    if rng.random() < 0.3:
        source = F.pad(source, (1, 1, 1, 1), value=114 / 255)[..., 1:-1, 1:-1]
        pixels = F.grid_sample(source - 114 / 255, grid, padding_mode="zeros", align_corners=False)[0] + 114 / 255
    else:
        pixels = F.grid_sample(source, grid, padding_mode="border", align_corners=False)[0]
    moved = (points - middle) @ turn.T + SIZE / 2
    pixels = recolour(rng, pixels)
    if rng.random() < 0.08:
        pixels = pixels.mean(0, keepdim=True).expand(3, -1, -1)
    return pixels, moved


def targets(points):
    """What the maps should say for points [B,K,2]: (centre map [B,1,G,G], centre [B,2], size [B,2], kind [B]).

    Kind: 1 a whole face, 0 nobody, -1 a face cut off by the frame, which counts neither way.
    """
    known = ~torch.isnan(points).any(2).any(1)
    filled = torch.nan_to_num(points, nan=-999.0)
    inside = ((filled > 0) & (filled < SIZE)).all(2).float().mean(1)
    body = filled[:, BODY]
    low, high = body.min(1)[0], body.max(1)[0]
    centre, size = (low + high) / 2, (high - low).clamp(min=1)
    kind = torch.where(known, torch.where(inside > 0.85, 1, torch.where(inside > 0.25, -1, 0)), 0)
    at = cells(SIZE // STRIDE)
    sigma = (size.mean(1) * 0.08).clamp(min=STRIDE * 0.6)
    cell = (centre / STRIDE).floor().clamp(0, SIZE // STRIDE - 1) * STRIDE + STRIDE / 2
    dx, dy = at[None] - cell[:, :1], at[None] - cell[:, 1:]
    heat = torch.exp(-(dx[:, None] ** 2 + dy[:, :, None] ** 2) / (2 * sigma[:, None, None] ** 2))
    return heat[:, None] * (kind == 1)[:, None, None, None], centre, size, kind


def loss_of(outputs, points, rng):
    """Sum of the four losses, and each of them for the log."""
    logits, log_size, landmarks = (o.float() for o in outputs)
    heat, centre, size, kind = targets(points)
    p = logits.sigmoid().clamp(1e-4, 1 - 1e-4)
    positive = (heat > 0.999).float()
    focal = positive * (1 - p) ** 2 * -p.log() + (1 - positive) * (1 - heat) ** 4 * p**2 * -(1 - p).log()
    focal = (focal.sum((1, 2, 3)) * (kind >= 0)).sum() / max(1, int((kind == 1).sum()))
    chosen = torch.nonzero(kind == 1).flatten()
    if len(chosen) == 0:
        return focal, {}
    centre, size, points = centre[chosen], size[chosen], points[chosen]
    cell = (centre / STRIDE).long().clamp(0, SIZE // STRIDE - 1)
    said = log_size[chosen, :, cell[:, 1], cell[:, 0]]
    extent = F.smooth_l1_loss(said, (size / SIZE).log(), beta=0.1)
    jitter = torch.from_numpy(rng.normal(0, 0.06, centre.shape)).float()
    stretch = torch.from_numpy(np.exp(rng.normal(0, 0.08, size.shape))).float()
    at = cells(SIZE // STRIDE)
    found, prob = expected(landmarks[chosen], near(centre + jitter * size, size * stretch, at), at)
    unit = size.mean(1)[:, None, None]
    place = F.smooth_l1_loss(found / unit, points / unit, beta=0.02)
    sigma = (size.mean(1) * 0.025).clamp(min=STRIDE * 0.6)[:, None, None]
    gx = torch.exp(-((at - points[..., :1]) ** 2) / (2 * sigma**2)) + 1e-8
    gy = torch.exp(-((at - points[..., 1:]) ** 2) / (2 * sigma**2)) + 1e-8
    wanted = gy[..., :, None] * gx[..., None, :]
    wanted = wanted / wanted.sum((2, 3), keepdim=True)
    sharp = -(wanted * (prob + 1e-9).log()).sum((2, 3)).mean()
    parts = {"focal": focal, "size": extent, "place": place, "sharp": sharp}
    return focal + extent + 40 * place + 0.15 * sharp, {name: float(value) for name, value in parts.items()}


def measure(module, images, points, rng):
    """Held-out renders at a large and a small face: mean error in units of the distance of the eyes, and misses."""
    errors, found, false = [], 0, 0
    known = [i for i in range(len(images)) if not np.isnan(points[i]).any()]
    with torch.no_grad():
        for i in range(len(images)):
            pixels, moved = view(rng, images[i], points[i])
            best = module(pixels[None])[0, 0]
            if i in known:
                found += float(best[4]) > 0.5
                marks = best[6:].reshape(POINTS, 3)[:, :2].numpy()
                errors.append(np.linalg.norm(marks - moved, axis=1).mean() / unit_of(moved))
            else:
                false += float(best[4]) > 0.5
    return {
        "faces": len(known), "found": found, "nobody": len(images) - len(known), "false_faces": false,
        "error_mean": round(float(np.mean(errors)), 4), "error_median": round(float(np.median(errors)), 4),
    }  # fmt: skip


def restored(checkpoint):
    """The net of an earlier training, and its steps."""
    kept, net = torch.load(checkpoint), FaceNet()
    net.load_state_dict(kept["net"])
    return net.eval(), kept["steps"]


def train(images, points, arguments, checkpoint):
    """The trained net and how many steps were made: AdamW, one cycle over the time, averaged weights at the end."""
    rng, net = np.random.default_rng(arguments.seed), FaceNet().to(memory_format=torch.channels_last)
    average, show = MovingAverage(net, settling=20), every(50, "face")

    def loss():
        picked = rng.integers(0, len(images), RECIPE["batch"])
        pixels, marks = zip(*(view(rng, images[i], points[i]) for i in picked))
        return loss_of(in_bfloat16(net, torch.stack(pixels)), torch.from_numpy(np.stack(marks)).float(), rng)

    def said(step, *what):
        show(step, *what)
        if step % 50 == 0:
            torch.save({"net": average.net.state_dict(), "steps": step}, checkpoint)

    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-2)
    steps, _ = run(net, average, optimizer, rate, loss, said, minutes=arguments.minutes, clip=5.0)
    return average.net, steps


def rate(step, progress):
    """A hundred steps of warm-up, then a half cosine."""
    return 2.5e-3 * min(1, step / 100 + 0.02) * (0.5 + 0.5 * np.cos(np.pi * progress)) + 2e-5


def export(net, prior, target):
    """Writes the file; fails when it differs from the eager net by more than a hundredth of a pixel."""
    eager = EndToEndPose(net, prior).eval()
    pixels = torch.rand(2, 3, SIZE, SIZE, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        before = eager(pixels)
    fuse_batch_norm(net)
    write_script(frozen(eager, pixels), target, {
        "description": "Dermflow face landmarks, iBUG-68, trained on rendered faces only",
        "license": "Apache-2.0", "task": "pose", "stride": STRIDE, "batch": 1, "imgsz": [SIZE, SIZE],
        "names": {"0": "face"}, "kpt_shape": [POINTS, 3], "args": {"nms": True},
    })  # fmt: skip
    with torch.no_grad():
        after = torch.jit.load(str(target))(pixels)
    refuse_difference(target, float((after[..., :6] - before[..., :6]).abs().max()), 1e-2)
    return sha256_of(target)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="TorchScript file to write")
    parser.add_argument("--minutes", type=float, default=RECIPE["minutes"])
    parser.add_argument("--seed", type=int, default=RECIPE["seed"])
    parser.add_argument("--export-only", action="store_true", help="write the file of the last training again")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    images, points = pool(WORK / "faces.npz")
    whole = points[:POOL][~np.isnan(points[:POOL]).any((1, 2))]
    prior = ShapePrior.of(torch.from_numpy(whole).float(), RECIPE["modes"])
    checkpoint = WORK / "face.pth"
    net, steps = restored(checkpoint) if arguments.export_only else train(images[:POOL], points[:POOL], arguments, checkpoint)
    torch.save({"net": net.state_dict(), "steps": steps}, checkpoint)
    rng = np.random.default_rng(arguments.seed + 1)
    held_out = measure(EndToEndPose(net, prior).eval(), images[POOL:], points[POOL:], rng)
    digest = export(net, prior, arguments.out)
    report = {"steps": steps, "minutes": arguments.minutes, "rendered": POOL, "sha256": digest, "held_out_renders": held_out}
    write_json(checkpoint.with_suffix(".json"), report)
    print(json.dumps(report))


if __name__ == "__main__":
    main()

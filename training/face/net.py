"""The face net: where faces are, and 68 landmarks of each, from one small backbone; its export form.

A centre map finds faces and their size (CenterNet, Zhou et al. 2019); each landmark has a map of its own
whose expected place is the landmark (integral regression, Sun et al. 2018; DSNT, Nibali et al. 2018), looked
for near the face only; at last the shape is held to what shapes of faces are (point distribution model,
Cootes et al. 1995). Written for this project; no code or weights of others.
Shapes: B batch, S input side (128), G = S/4 the grid, K = 68 landmarks.
"""

import torch
import torch.nn.functional as F
from torch import nn

from training.face.faces import MIRROR
from training.shared.blocks import Context, Residual, conv, stage, upsample

SIZE = 128
STRIDE = 4
POINTS = 68
BODY = range(0, 27)  # jaw and brows: the box of a face is the box of these


class FaceNet(nn.Module):
    """Float RGB [B,3,S,S] in 0..1 -> (centre logits [B,1,G,G], log size [B,2,G,G], landmark logits [B,K,G,G])."""

    def __init__(self, widths=(16, 32, 56, 88)):
        super().__init__()
        c0, c1, c2, c3 = widths
        self.stem = conv(3, c0, 3, 2)
        self.stage4 = stage(c0, c1, 1)
        self.stage8 = stage(c1, c2, 2)
        self.stage16 = nn.Sequential(stage(c2, c3, 2), Context(c3))
        self.up8 = conv(c3 + c2, c2)
        self.up4 = nn.Sequential(conv(c2 + c1, 48), Residual(48))
        self.centre = nn.Sequential(conv(48, 24), nn.Conv2d(24, 3, 1))
        self.landmarks = nn.Sequential(conv(48, 48), nn.Conv2d(48, POINTS, 1))
        nn.init.constant_(self.centre[-1].bias, -3.0)

    def forward(self, x):
        f2 = self.stem(x - 0.45)
        f4 = self.stage4(f2)
        f8 = self.stage8(f4)
        p8 = self.up8(torch.cat([upsample(self.stage16(f8)), f8], 1))
        p4 = self.up4(torch.cat([upsample(p8), f4], 1))
        centre = self.centre(p4)
        return centre[:, :1], centre[:, 1:], self.landmarks(p4)


def cells(side):
    """x of the grid's columns, in input pixels, [G]."""
    return (torch.arange(side) + 0.5) * STRIDE


def near(centre, size, at):
    """Log weight of grid cells [B,G,G]: 0 inside the face, steeply down outside; centre, size [B,2] x, y."""
    far = (at[None] - centre[:, :, None]) / (0.75 * size[:, :, None])  # [B,2,G]
    return -(far[:, 1, :, None] ** 4 + far[:, 0, None, :] ** 4)


def expected(logits, window, at):
    """(points [B,K,2] in input pixels, probabilities [B,K,G,G])."""
    b, k, g = logits.shape[0], logits.shape[1], logits.shape[2]
    p = F.softmax((logits + window[:, None]).reshape(b, k, g * g), 2).reshape(b, k, g, g)
    return torch.stack([(p.sum(2) * at).sum(2), (p.sum(3) * at).sum(2)], 2), p


class ShapePrior(nn.Module):
    """Moves landmarks to the nearest shape that rendered faces have, up to `reach` deviations per mode."""

    def __init__(self, mean, modes, deviations, reach=2.5):
        super().__init__()
        self.register_buffer("mean", mean)  # [K,2], centred, of norm 1
        self.register_buffer("modes", modes)  # [M,2K], orthonormal
        self.register_buffer("deviations", deviations)  # [M]
        self.reach = reach

    @staticmethod
    def of(shapes, modes):
        """Fitted on landmark sets [n,K,2]."""
        flat = shapes - shapes.mean(1, keepdim=True)
        mean = flat[0] / flat[0].norm()
        for _ in range(5):
            aligned, _, _ = ShapePrior.align(flat, mean)
            mean = aligned.mean(0)
            mean = mean / mean.norm()
        residual = (aligned - mean).reshape(len(flat), -1)
        _, s, v = torch.linalg.svd(residual, full_matrices=False)
        return ShapePrior(mean, v[:modes], s[:modes] / len(flat) ** 0.5)

    @staticmethod
    def align(points, mean):
        """Similarity of centred points [n,K,2] onto the mean: (aligned, a, b) with x' = ax - by, y' = bx + ay."""
        power = (points**2).sum((1, 2))
        a = (points * mean).sum((1, 2)) / power
        b = (points[..., 0] * mean[:, 1] - points[..., 1] * mean[:, 0]).sum(1) / power
        x, y = points[..., 0], points[..., 1]
        turned = torch.stack([a[:, None] * x - b[:, None] * y, b[:, None] * x + a[:, None] * y], 2)
        return turned, a, b

    def forward(self, points):
        middle = points.mean(1, keepdim=True)
        aligned, a, b = self.align(points - middle, self.mean)
        shape = (aligned - self.mean).reshape(points.shape[0], -1) @ self.modes.t()
        limit = self.reach * self.deviations
        shape = torch.minimum(torch.maximum(shape, -limit), limit)
        held = self.mean + (shape @ self.modes).reshape(points.shape)
        norm = (a * a + b * b)[:, None]
        x, y = held[..., 0], held[..., 1]
        back = torch.stack([(a[:, None] * x + b[:, None] * y) / norm, (a[:, None] * y - b[:, None] * x) / norm], 2)
        return back + middle


class EndToEndPose(nn.Module):
    """The shipped form, the layout of end-to-end pose exports: float RGB [B,3,S,S] -> [B,n,6+3K].

    A row is x1,y1,x2,y2 in input pixels, score 0..1, class 0, then x, y, visibility of each landmark; best
    score first, overlapping faces already suppressed.
    """

    def __init__(self, net, prior, faces=4):
        super().__init__()
        self.net, self.prior, self.faces = net, prior, faces
        self.register_buffer("at", cells(SIZE // STRIDE))
        self.register_buffer("mirror", torch.from_numpy(MIRROR))

    def both_ways(self, x):
        """Mean of what the net says of the picture and of its mirror image."""
        centre, size, landmarks = self.net(x)
        centre_m, size_m, landmarks_m = (maps.flip(3) for maps in self.net(x.flip(3)))
        return (centre + centre_m) / 2, (size + size_m) / 2, (landmarks + landmarks_m[:, self.mirror]) / 2

    def forward(self, x):
        logits, log_size, landmarks = self.both_ways(x)
        score = logits.sigmoid()
        peak = score * (F.max_pool2d(score, 5, 1, 2) == score).to(score.dtype)
        best, index = peak.flatten(1).topk(self.faces, 1)
        size = log_size.flatten(2).gather(2, index[:, None].expand(-1, 2, -1)).clamp(-6, 1).exp() * SIZE
        side = SIZE // STRIDE
        x_at = self.at[index % side]
        y_at = self.at[torch.div(index, side, rounding_mode="floor")]
        rows = []
        for i in range(self.faces):
            centre = torch.stack([x_at[:, i], y_at[:, i]], 1)
            window = near(centre, size[:, :, i], self.at)
            raw, p = expected(landmarks, window, self.at)
            points = self.prior(raw)
            certain = F.avg_pool2d(p, 3, 1, 1).flatten(2).max(2)[0] * 9
            corners = torch.cat([centre - size[:, :, i] / 2, centre + size[:, :, i] / 2], 1)
            marks = torch.cat([points, certain[..., None].clamp(0, 1)], 2).flatten(1)
            rows.append(torch.cat([corners, best[:, i : i + 1], torch.zeros_like(best[:, :1]), marks], 1))
        return torch.stack(rows, 1)

"""Training loss: task-aligned assignment, soft-label classification, GIoU boxes, mask overlap.

Sources: assignment and soft labels after TOOD (Feng et al. 2021), boxes by generalised IoU
(Rezatofighi et al. 2019), masks by cross entropy plus soft Dice (Milletari et al. 2016).
Boxes are corner boxes x1,y1,x2,y2 in input pixels.
"""

import torch
import torch.nn.functional as F

CANDIDATES_PER_LESION = 10
BOX_WEIGHT, MASK_WEIGHT = 5.0, 2.0


def overlap(a, b):
    """IoU and generalised IoU of corner boxes a [..., 4] and b [..., 4], with broadcasting."""
    low = torch.maximum(a[..., :2], b[..., :2])
    high = torch.minimum(a[..., 2:], b[..., 2:])
    common = (high - low).clamp(0).prod(-1)
    union = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1) - common + 1e-7
    iou = common / union
    hull = torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])
    hull_area = hull.prod(-1) + 1e-7
    return iou, iou - (hull_area - union) / hull_area


@torch.no_grad()
def assign(boxes, scores, points, truth):
    """Which candidates answer for which lesion in one image.

    boxes [N,4], scores [N] (0..1), points [N,2], truth [G,4].
    Gives (positive [N] bool, lesion [P] index, weight [P] 0..1) for the P positive candidates:
    those inside a lesion's box with the best alignment score^0.5 * IoU^6; weights are scaled so that a
    lesion's best candidate gets its IoU.
    """
    inside = ((points[:, None] > truth[None, :, :2]) & (points[:, None] < truth[None, :, 2:])).all(-1)
    iou, _ = overlap(boxes[:, None], truth[None])
    alignment = scores[:, None].clamp(1e-4) ** 0.5 * iou.clamp(1e-6) ** 6 * inside
    top = alignment.topk(min(CANDIDATES_PER_LESION, len(points)), 0).indices
    chosen = torch.zeros_like(inside).scatter_(0, top, True) & inside
    alignment = alignment * chosen
    positive = chosen.any(1)
    lesion = alignment.argmax(1)[positive]
    best_alignment = alignment.amax(0).clamp(1e-30)
    best_iou = (iou * chosen).amax(0)
    own = alignment[positive].gather(1, lesion[:, None])[:, 0]
    return positive, lesion, own / best_alignment[lesion] * best_iou[lesion]


def detection_loss(boxes, logits, points, truths):
    """(box loss, class loss) for boxes [B,N,4], logits [B,N], truths = one [G,4] per image."""
    targets = torch.zeros_like(logits)
    box_loss, weight_sum = boxes.new_zeros(()), 0.0
    for i, truth in enumerate(truths):
        if len(truth) == 0:
            continue
        positive, lesion, weight = assign(boxes[i], logits[i].sigmoid(), points, truth)
        targets[i, positive] = weight
        _, giou = overlap(boxes[i][positive], truth[lesion])
        box_loss = box_loss + ((1 - giou) * weight).sum()
        weight_sum += float(weight.sum())
    scale = max(weight_sum, 1.0)
    class_loss = F.binary_cross_entropy_with_logits(logits, targets, reduction="sum")
    return box_loss / scale, class_loss / scale


def mask_loss(logits, lesion):
    """Cross entropy + soft Dice for logits [B,1,h,w] against lesion [B,H,W] in 0..1 (area-averaged)."""
    wanted = F.interpolate(lesion[:, None], size=logits.shape[-2:], mode="area")
    found = logits.sigmoid()
    axes = (1, 2, 3)
    dice = (2 * (found * wanted).sum(axes) + 1) / ((found + wanted).sum(axes) + 1)
    return F.binary_cross_entropy_with_logits(logits, wanted) + (1 - dice).mean()


def total_loss(boxes, logits, masks, points, truths, lesion):
    """The weighted sum to minimise, and its (box, class, mask) parts as floats for the log."""
    box, kind = detection_loss(boxes, logits, points, truths)
    mask = mask_loss(masks, lesion)
    return BOX_WEIGHT * box + kind + MASK_WEIGHT * mask, (float(box), float(kind), float(mask))

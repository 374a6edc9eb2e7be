"""Detection and mask metrics on numpy arrays. Boxes are corner boxes x1,y1,x2,y2.

AP50 is average precision at IoU 0.5, interpolated at 101 recall points (COCO); thresholded Jaccard
counts a mask below IoU 0.65 as 0 (ISIC 2018, task 1).
"""

import numpy as np

HIT_IOU = 0.5
JACCARD_FLOOR = 0.65


def iou_with(box, others):
    """IoU of one box [4] with boxes [n,4]."""
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    common = np.clip(high - low, 0, None).prod(1)
    areas = (others[:, 2:] - others[:, :2]).prod(1) + (box[2:] - box[:2]).prod()
    return common / np.maximum(areas - common, 1e-9)


def suppress(candidates, min_score, max_iou, max_count):
    """Greedy non-maximum suppression of rows x1,y1,x2,y2,score,class sorted by score (one class)."""
    rest = candidates[candidates[:, 4] >= min_score]
    kept = []
    while len(rest) and len(kept) < max_count:
        kept.append(rest[0])
        rest = rest[1:][iou_with(rest[0, :4], rest[1:, :4]) < max_iou]
    return np.array(kept).reshape(-1, 6)


def match(detections, truth):
    """(score, hit) per detection, best first; each true box [G,4] is hit once, at IoU 0.5."""
    free = np.ones(len(truth), bool)
    outcomes = []
    for row in detections:
        overlaps = np.where(free, iou_with(row[:4], truth), 0) if len(truth) else np.zeros(0)
        hit = len(overlaps) > 0 and overlaps.max() >= HIT_IOU
        if hit:
            free[overlaps.argmax()] = False
        outcomes.append((float(row[4]), bool(hit)))
    return outcomes


def average_precision(outcomes, truths):
    """AP of all (score, hit) pairs of a set with this many true boxes; nan without any."""
    if truths == 0:
        return float("nan")
    hits = np.array([hit for _, hit in sorted(outcomes, key=lambda o: -o[0])], float)
    found = np.cumsum(hits)
    precision = found / np.arange(1, len(hits) + 1)
    best_beyond = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(found / truths, np.linspace(0, 1, 101) - 1e-12)
    return float(np.mean([best_beyond[i] if i < len(hits) else 0.0 for i in at]))


def precision_recall(outcomes, truths, min_score):
    """Precision and recall of the detections with at least this score."""
    hits = [hit for score, hit in outcomes if score >= min_score]
    return sum(hits) / max(len(hits), 1), sum(hits) / max(truths, 1)


def mask_iou(found, wanted):
    """IoU of two boolean masks; 1 when both are empty."""
    union = (found | wanted).sum()
    return float((found & wanted).sum() / union) if union else 1.0


def mean_with_interval(values, draws=2000, seed=0):
    """Mean and its 95 % bootstrap interval."""
    values = np.asarray(values, float)
    rng = np.random.default_rng(seed)
    means = values[rng.integers(0, len(values), (draws, len(values)))].mean(1)
    return float(values.mean()), [float(bound) for bound in np.quantile(means, (0.025, 0.975))]

"""Reports read, and their figures as cells of Markdown tables."""

import json

from training.shared.places import EVALUATION


def report(name):
    return json.loads((EVALUATION / f"{name}.json").read_text())


def table(head, rows):
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return "\n".join(lines + [f"| {' | '.join(map(str, row))} |" for row in rows]) + "\n"


def with_interval(row, key, digits=3):
    if row[key] is None:
        return "none: one kind only"
    low, high = row[f"{key}_ci95"]
    return f"{row[key]:.{digits}f} ({low:.2f} to {high:.2f})"


def percent(share):
    return f"{100 * share:.1f} %"


def label(name, row):
    return f"{name} (few)" if row.get("few") else name


def worst_gaps(gaps):
    """A sentence of (kind of groups, what metrics.worst_gap gave of them) pairs."""
    names = {"mask_miou": "mask mIoU", "box_ap50": "box AP50"}
    said = [
        f"{names.get(gap['metric'], gap['metric'])} by {kind}: {gap['gap']:.3f} ({gap['worst']} behind {gap['best']})"
        for kind, gap in gaps if gap and gap["gap"] > 0
    ]  # fmt: skip
    return f"Worst gap between groups of 30 or more: {'; '.join(said)}.\n"

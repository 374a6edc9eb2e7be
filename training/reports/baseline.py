"""Writes evaluation/baseline.json: how good each group of photographs or scenes was, and how far it may fall.

    python3 -m training.reports.baseline

One row for each group of ENOUGH or more in the reports below. A test of the build (BaselineTest) fails when a group
falls behind its row by more than the margin, or is gone. Of an error less is better: such rows say so. Rows are not
lowered unless --accept says so: then say why in the commit.
"""

import argparse
import json

from training.shared.files import write_json
from training.shared.groups import ENOUGH
from training.shared.places import EVALUATION

FILE = EVALUATION / "baseline.json"
REPORTS = (
    "lesion-v1.2.json", "lesion-v1.2-generated.json", "lesion-crossval.json", "lesion-dx-v1.1.json", "skin-v1.0.json",
    "body-v1.0.json", "person-v1.1.json", "pose-v1.0.json", "face-landmarks-v1.2.json",
)  # fmt: skip
METRICS = (
    "mask_miou", "box_ap50", "malignant_auc", "auc", "skin_iou", "skin_recall", "specificity", "ring_recall", "iou",
    "with_a_trunk", "found",
)  # fmt: skip
ERRORS = ("mae_cm", "mae_noise_1cm", "median_error")  # mae of what has a target: chest, waist and hip, from both pictures
GROUPS = (
    "all", "source", "diagnosis", "fitzpatrick", "lesion_size_pixels", "generated", "clear", "class", "malignant", "tone",
    "standing_to_be_measured", "rendered",
)  # fmt: skip
WIDE, NARROW, MANY = 0.05, 0.03, 100  # margins: of fewer than MANY, of more
ERROR_SHARE = 0.05  # margin of an error, as a share of it


def groups(node, path=""):
    """(path, figures) of every group with an n in a report, deepest first."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from groups(value, f"{path}/{key}")
        if isinstance(node.get("n"), int):
            yield path, node


def measured(report):
    """The parts of a report whose groups count."""
    if "views" in report:
        targets = report["views"]["front_side"]["targets"]
        girths = {name: {"groups": targets[name]["groups"]} for name in targets if name.split("_")[0] in ("chest", "waist", "hip")}
        return {"views": {"front_side": {"targets": girths}}}
    return {group: report[group] for group in GROUPS if group in report}


def rows():
    """All rows of the reports as they stand; of an AUC, the positive ones count."""
    for name in REPORTS:
        report = json.loads((EVALUATION / name).read_text())
        for path, figures in groups(measured(report)):
            for metric in (*METRICS, *ERRORS):
                if figures.get("n_positive", figures["n"]) >= ENOUGH and figures.get(metric) is not None:
                    yield {
                        "report": name, "bucket": path, "metric": metric, "value": figures[metric], "n": figures["n"],
                        **margin(metric, figures),
                    }  # fmt: skip


def margin(metric, figures):
    """How far the value may fall; of an error, how far it may grow."""
    if metric in ERRORS:
        return {"margin": round(figures[metric] * ERROR_SHARE, 3), "better": "less"}
    return {"margin": NARROW if figures["n"] >= MANY else WIDE}


def worse(new, old):
    change = new["value"] - old["value"]
    return change > 0 if "better" in old else change < 0


def place(row):
    return row["report"], row["bucket"], row["metric"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="take lower values and lost groups as the new baseline")
    arguments = parser.parse_args()
    new = {place(row): row for row in rows()}
    old = {place(row): row for row in json.loads(FILE.read_text())["buckets"]} if FILE.exists() else {}
    lost = [key for key, row in old.items() if key not in new or worse(new[key], row)]
    if lost and not arguments.accept:
        raise SystemExit("lower or gone: " + ", ".join(map(str, lost)))
    write_json(FILE, {"enough": ENOUGH, "buckets": list(new.values())})
    print(f"{len(new)} groups")


if __name__ == "__main__":
    main()

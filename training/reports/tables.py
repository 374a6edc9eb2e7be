"""Writes the tables of figures into the documents, from the reports in evaluation/.

    python3 -m training.reports.tables            # rewrites what stands between the marks <!-- figures:NAME --> and <!-- end -->
    python3 -m training.reports.tables --check    # exits with 1 where a document says something else than the reports
"""

import argparse
import json
import re
import sys

from training.shared.places import EVALUATION, ROOT

MARK = re.compile(r"(<!-- figures:([\w.-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
DOCUMENTS = ("docs/VISION.md", "models/lesion/*/card.md", "models/lesion-dx/*/card.md", "models/skin/*/card.md")


def report(name):
    return json.loads((EVALUATION / f"{name}.json").read_text())


def table(head, rows):
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return "\n".join(lines + [f"| {' | '.join(map(str, row))} |" for row in rows]) + "\n"


def with_interval(row, key):
    if row[key] is None:
        return "none: one kind only"
    low, high = row[f"{key}_ci95"]
    return f"{row[key]:.3f} ({low:.2f} to {high:.2f})"


def label(name, row):
    return f"{name} (few)" if row.get("few") else name


def held_out():
    """Lesion net, the shipped file on the photographs it has not seen."""
    figures = report("lesion-v1.2")
    groups = {"all held-out photographs": figures["all"]["real"], **figures["source"], **figures["diagnosis"]}
    groups.update({f"Fitzpatrick {tone}": row for tone, row in figures["fitzpatrick"].items()})
    groups.update({f"lesion size {size} px": row for size, row in figures["lesion_size_pixels"].items()})
    return lesion_table("photographs", groups)


def generated():
    """Lesion net, the shipped file on generated scenes; false alarms on those without a lesion."""
    figures = report("lesion-v1.2")
    empty = figures["generated_without_lesion"]
    alarms = f"\nGenerated skin without a lesion: {empty['images_with_false_alarm']} of {empty['n']} with a false alarm.\n"
    return lesion_table("GENERATED scenes", figures["generated"]) + alarms


def lesion_table(what, groups):
    """mIoU with interval, thresholded Jaccard, AP50, recall and precision of each group."""
    keys = ("thresholded_jaccard", "box_ap50", "recall", "precision")
    rows = [
        (label(name, row), row["n"], with_interval(row, "mask_miou"), *(f"{row[key]:.3f}" for key in keys))
        for name, row in groups.items()
    ]
    return table((what, "n", "mask mIoU (95 %)", "thresholded Jaccard .65", "box AP50", "recall", "precision"), rows)


def crossval():
    """Lesion net, photographs, out of fold."""
    figures = report("lesion-crossval")
    groups = {"all photographs": figures["all"]["real"], **figures["source"], **figures["diagnosis"]}
    groups.update({f"Fitzpatrick {tone}": row for tone, row in figures["fitzpatrick"].items()})
    rows = [
        (label(name, row), row["n"], with_interval(row, "mask_miou"), with_interval(row, "thresholded_jaccard"),
         with_interval(row, "box_ap50"))
        for name, row in groups.items()
    ]  # fmt: skip
    measured = ", ".join(map(str, figures["measured_folds"]))
    head = (f"photographs, out of fold (folds {measured} of {figures['folds']})", "n", "mask mIoU (95 %)",
            "thresholded Jaccard .65", "box AP50")  # fmt: skip
    return table(head, rows)


def dx():
    """Diagnosis net, out of fold."""
    figures = report("lesion-dx-v1.1")
    malignant, calibration, soon = figures["malignant"], figures["calibration"], figures["soon"]
    everything = figures["all"]
    rows = [
        ("balanced accuracy, six classes (chance 0.167)", everything["n"], with_interval(everything, "balanced_accuracy")),
        *[
            (f"AUC, {name}", f"{row['n']} ({row['n_positive']} positive)", with_interval(row, "auc"))
            for name, row in (
                ("malignant (BCC, MEL, SCC) against the rest", malignant["against_rest"]),
                ("the same without actinic keratosis", malignant["without_actinic_keratosis"]),
                ("malignant or actinic keratosis against NEV and SEK", malignant["or_actinic_keratosis_against_rest"]),
                ("malignant against the rest, skin type on record", malignant["against_rest_with_skin_type_on_record"]),
            )
        ],
        ("calibration error before / after the temperature", calibration["n"],
         f"{calibration['ece_before']:.3f} / {calibration['ece_after']:.3f}"),
        (f"malignant share of {soon['malignant_share']} or more: sensitivity / specificity", soon["n"],
         f"{soon['sensitivity']:.3f} / {soon['specificity']:.3f}"),
    ]  # fmt: skip
    return table(("out of fold", "n", "value (95 %)"), rows)


def dx_answers():
    """Diagnosis net, out of fold, with what the person says counted in."""
    names = {
        "none": "the picture alone", "age": "the age alone", "questions": "the six questions alone", "all": "the age and the six questions",
    }  # fmt: skip
    rows = [
        (names[given], with_interval(row, "malignant_auc"), with_interval(row["malignant"]["against_rest_with_skin_type_on_record"], "auc"),
         with_interval(row, "balanced_accuracy"), f"{row['soon']['sensitivity']:.3f} / {row['soon']['specificity']:.3f}",
         f"{row['calibration_error']:.3f}")
        for given, row in report("lesion-dx-v1.1-answers")["given"].items()
    ]  # fmt: skip
    head = ("answered, out of fold", "AUC, malignant against the rest", "the same, skin type on record", "balanced accuracy",
            "share of 0.2: sensitivity / specificity", "calibration error")  # fmt: skip
    return table(head, rows)


def dx_groups():
    """By class and by skin type."""
    figures = report("lesion-dx-v1.1")
    classes = [
        (label(f"{name} against the others", row), row["n_positive"], with_interval(row, "auc"), f"{row['recall']:.3f}")
        for name, row in figures["class"].items()
    ]
    tones = [
        (label(f"Fitzpatrick {tone}: malignant against the rest", row), f"{row['n']} ({row['n_positive']} malignant)",
         with_interval(row, "auc"), f"{row['accuracy']:.3f}")
        for tone, row in figures["fitzpatrick"].items()
    ]  # fmt: skip
    gaps = figures["worst_group_gap"]
    said = [f"{gap['metric']} by {kind}: {gap['gap']:.3f} ({gap['worst']} behind {gap['best']})" for kind, gap in gaps.items() if gap]
    groups = table(("group", "n", "AUC (95 %)", "recall / accuracy"), [*classes, *tones])
    return f"{groups}\nWorst gap between groups of 30 or more: {'; '.join(said)}.\n"


def dx_parts():
    """What each part reaches, and the learning curve of the linear one."""
    figures = report("lesion-dx-v1.1")
    names = {"linear": "figures and linear classifier", "cnn": "CNN", "both": "mean of both (ships)"}
    rows = [(names[part], row) for part, row in figures["parts"].items()]
    curve = figures["learning_curve_of_the_linear_part"]
    rows += [(f"linear part, {float(share):.0%} of the training patients", row) for share, row in curve.items()]
    return table(
        ("part", "balanced accuracy (95 %)", "malignant-vs-rest AUC (95 %)"),
        [(name, with_interval(row, "balanced_accuracy"), with_interval(row, "malignant_auc")) for name, row in rows],
    )


def disturbances():
    """Generated scenes, the shipped file."""
    figures = report("lesion-v1.2-generated")["generated"]
    tones = list(figures["plain"])
    head = ("GENERATED scenes, mask mIoU", *(f"{tone} (n {figures['plain'][tone]['n']})" for tone in tones))
    return table(head, [(name, *(f"{rows[tone]['mask_miou']:.3f}" for tone in tones)) for name, rows in figures.items()])


SKIN_JUDGES = {"net": "net", "rule": "colour rule", "both": "both"}


def of_judge(row, judge):
    return row if judge == "net" else row[judge]


def skin_generated():
    """Skin net beside the colour rule, drawn scenes."""
    figures = report("skin-v1.0")
    groups = {"all": figures["generated"]["all"], **{key: row for key, row in figures["generated"].items() if key != "all"}}
    groups.update({f"kind: {name}": row for name, row in figures["generated_by_kind"].items()})
    rows = []
    for name, row in groups.items():
        columns = [label(name, row), row["n"]]
        for key in ("skin_iou", "skin_recall", "specificity"):
            cells = [of_judge(row, judge).get(key) for judge in SKIN_JUDGES]
            columns.append("none" if None in cells else " / ".join(f"{cell:.3f}" for cell in cells))
        rows.append(columns)
    head = ("DRAWN scenes: net / colour rule / both", "n", "IoU", "share of skin found", "share of the rest kept out")
    gaps = [
        f"{SKIN_JUDGES[judge]} {row['gap']:.3f} ({row['worst']} behind {row['best']})"
        for judge, row in figures["worst_group_gap"]["generated tone, skin_iou"].items()
    ]
    return table(head, rows) + f"\nIoU, worst gap between tones of 30 or more drawn scenes: {'; '.join(gaps)}.\n"


def skin_ring():
    """Skin net beside the colour rule, the ring around lesions."""
    figures = report("skin-v1.0")
    groups = {"all held-out photographs": figures["all"]["real"], **figures["source"]}
    groups.update({f"Fitzpatrick {tone}": row for tone, row in figures["fitzpatrick"].items()})
    rows = [
        (label(name, row), row["n"], *(with_interval(of_judge(row, judge), "ring_recall") for judge in SKIN_JUDGES))
        for name, row in groups.items()
    ]
    rows += [
        (label(f"without the lesion: {name}", row), row["n"], *(with_interval(of_judge(row, judge), "ring_recall") for judge in SKIN_JUDGES))
        for name, row in figures["clear"].items()
    ]  # fmt: skip
    return table(("photographs: share of the ring around a lesion called skin (95 %)", "n", *SKIN_JUDGES.values()), rows)


def skin_people():
    """Skin net beside the colour rule, photographs of people and of nobody."""
    figures = report("skin-v1.0")
    rows = []
    for name, judges in {**figures["people"], **figures["without_people"]}.items():
        said = [" / ".join("" if key not in judges[judge] else f"{judges[judge][key]:.3f}" for judge in SKIN_JUDGES)
                for key in ("false_positive_rate", "face_squares_recall")]  # fmt: skip
        rows.append((name, said[0], said[1].strip(" /") and said[1]))
    return table(("photograph: net / colour rule / both", "share of what is no skin called skin", "share of squares on the face called skin"), rows)


TABLES = {
    "lesion-held-out": held_out, "lesion-generated": generated, "lesion-crossval": crossval,
    "lesion-disturbances": disturbances, "dx": dx, "dx-answers": dx_answers, "dx-groups": dx_groups, "dx-parts": dx_parts,
    "skin-generated": skin_generated, "skin-ring": skin_ring, "skin-people": skin_people,
}  # fmt: skip


def filled(text):
    """The document with its tables as the reports have them."""
    return MARK.sub(lambda mark: mark[1] + TABLES[mark[2]]() + mark[3], text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    stale = []
    for document in (file for pattern in DOCUMENTS for file in sorted(ROOT.glob(pattern))):
        before = document.read_text()
        after = filled(before)
        if after != before:
            stale.append(document)
            if not arguments.check:
                document.write_text(after)
    print("\n".join(f"{'stale' if arguments.check else 'written'}: {file.relative_to(ROOT)}" for file in stale))
    sys.exit(1 if stale and arguments.check else 0)


if __name__ == "__main__":
    main()

"""Tables of the skin net beside the colour rule."""

from training.reports.markdown import label, report, table, with_interval

JUDGES = {"net": "net", "rule": "colour rule", "both": "both"}


def of_judge(row, judge):
    return row if judge == "net" else row[judge]


def generated():
    """Skin net beside the colour rule, drawn scenes."""
    figures = report("skin-v1.0")
    groups = {"all": figures["generated"]["all"], **{key: row for key, row in figures["generated"].items() if key != "all"}}
    groups.update({f"kind: {name}": row for name, row in figures["generated_by_kind"].items()})
    rows = []
    for name, row in groups.items():
        columns = [label(name, row), row["n"]]
        for key in ("skin_iou", "skin_recall", "specificity"):
            cells = [of_judge(row, judge).get(key) for judge in JUDGES]
            columns.append("none" if None in cells else " / ".join(f"{cell:.3f}" for cell in cells))
        rows.append(columns)
    head = ("DRAWN scenes: net / colour rule / both", "n", "IoU", "share of skin found", "share of the rest kept out")
    gaps = [
        f"{JUDGES[judge]} {row['gap']:.3f} ({row['worst']} behind {row['best']})"
        for judge, row in figures["worst_group_gap"]["generated tone, skin_iou"].items()
    ]
    return table(head, rows) + f"\nIoU, worst gap between tones of 30 or more drawn scenes: {'; '.join(gaps)}.\n"


def ring():
    """Skin net beside the colour rule, the ring around lesions."""
    figures = report("skin-v1.0")
    groups = {"all held-out photographs": figures["all"]["real"], **figures["source"]}
    groups.update({f"Fitzpatrick {tone}": row for tone, row in figures["fitzpatrick"].items()})
    rows = [
        (label(name, row), row["n"], *(with_interval(of_judge(row, judge), "ring_recall") for judge in JUDGES))
        for name, row in groups.items()
    ]
    rows += [
        (label(f"without the lesion: {name}", row), row["n"], *(with_interval(of_judge(row, judge), "ring_recall") for judge in JUDGES))
        for name, row in figures["clear"].items()
    ]  # fmt: skip
    return table(("photographs: share of the ring around a lesion called skin (95 %)", "n", *JUDGES.values()), rows)


def people():
    """Skin net beside the colour rule, photographs of people and of nobody."""
    figures = report("skin-v1.0")
    rows = []
    for name, judges in {**figures["people"], **figures["without_people"]}.items():
        said = [" / ".join("" if key not in judges[judge] else f"{judges[judge][key]:.3f}" for judge in JUDGES)
                for key in ("false_positive_rate", "face_squares_recall")]  # fmt: skip
        rows.append((name, said[0], said[1].strip(" /") and said[1]))
    return table(("photograph: net / colour rule / both", "share of what is no skin called skin", "share of squares on the face called skin"), rows)

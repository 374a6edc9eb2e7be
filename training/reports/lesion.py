"""Tables of the lesion net."""

from training.reports.markdown import label, report, table, with_interval, worst_gaps


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
    gaps = [gap for kinds in figures["worst_group_gap"].values() for gap in kinds.items()]
    return f"{table(head, rows)}\n{worst_gaps(gaps)}"


def curve():
    """Lesion net, the photographs of one fold, by nets of a share of the others' patients."""
    figures = report("lesion-curve")
    rows = [
        (f"{row['share']:.0%}", row["patients"], row["photographs"], with_interval(row["all"], "mask_miou"),
         with_interval(row, "mask_miou_gain") if "mask_miou_gain" in row else "",
         with_interval(row["all"], "box_ap50"),
         *(f"{source['mask_miou']:.3f}" for source in row["source"].values()))
        for row in figures["rows"]
    ]  # fmt: skip
    sources = [f"{name}: mIoU (n {source['n']})" for name, source in figures["rows"][0]["source"].items()]
    head = ("share of the patients", "patients", "photographs", f"mask mIoU (95 %), fold {figures['held_out_fold']}, n "
            f"{figures['rows'][0]['all']['n']}", "gained on the row above (95 %)", "box AP50", *sources)  # fmt: skip
    return table(head, rows)


def averaged():
    """Lesion net, photographs, out of fold: one view and the mean of several."""
    figures = report("lesion-averaged")
    groups = {"all": figures["all"], **figures["source"]}
    rows = [
        (way, *(with_interval(group["ways"][way], "mask_miou") for group in groups.values())) for way in figures["all"]["ways"]
    ]
    return table(("mask mIoU (95 %), out of fold", *(f"{name} (n {group['n']})" for name, group in groups.items())), rows)


def disturbances():
    """Generated scenes, the shipped file."""
    figures = report("lesion-v1.2-generated")["generated"]
    tones = list(figures["plain"])
    head = ("GENERATED scenes, mask mIoU", *(f"{tone} (n {figures['plain'][tone]['n']})" for tone in tones))
    return table(head, [(name, *(f"{rows[tone]['mask_miou']:.3f}" for tone in tones)) for name, rows in figures.items()])

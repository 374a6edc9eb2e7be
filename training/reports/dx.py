"""Tables of the diagnosis net."""

from training.reports.markdown import label, report, table, with_interval, worst_gaps


def out_of_fold():
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


def answers():
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


def groups():
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
    groups = table(("group", "n", "AUC (95 %)", "recall / accuracy"), [*classes, *tones])
    return f"{groups}\n{worst_gaps(figures['worst_group_gap'].items())}"


def parts():
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

"""Tables of the outline of a person: v1.1, which was made of Google's BlazePose, beside our own v1.0."""

from training.reports.markdown import label, percent, report, table

PHOTOGRAPHS = {"pose.jpg": "`pose.jpg`, one person in a lunge, whole", "portrait.jpg": "`portrait.jpg`, head to hips"}


def both():
    return report("person-v1.1"), report("person-v1.0")


def photographs():
    """Photographs with a mask."""
    rows = [
        (what, *(f"{figures['photographs'][name]['iou']:.3f}" for figures in both())) for name, what in PHOTOGRAPHS.items()
    ]
    return table(("photographs", "IoU v1.1", "v1.0"), rows)


def generated():
    """Generated figures: how well they are outlined, and the widths of their trunks."""
    new, old = (figures["generated"] for figures in both())
    low, high = new["iou_95"]
    rows = [("any pose, cluttered", new["n"], f"{new['iou']:.3f} ({low:.2f} to {high:.2f})", f"{old['iou']:.3f}", *[""] * 8)]
    for tone, row in both()[0]["tone"].items():
        low, high = row["iou_95"]
        before = both()[1]["tone"][tone]["iou"]
        rows.append((label(tone, row), row["n"], f"{row['iou']:.3f} ({low:.2f} to {high:.2f})", f"{before:.3f}", *[""] * 8))
    for view in ("front", "side"):
        pair = [figures["standing_to_be_measured"][view] for figures in both()]
        cells = [f"{row['iou']:.3f}" for row in pair]
        cells += [f"{row[key]:.2f}" for key in ("width_bias_px", "edge_deviation_cells") for row in pair]
        cells += [
            percent(row[key])
            for key in ("rows_off_by_8_px_or_more", "height_off_by_3_percent_or_more") for row in pair
        ]  # fmt: skip
        rows.append((f"standing, {view}", pair[0]["n"], *cells))
    head = ("generated figures", "n", "IoU v1.1", "v1.0", "width too great by, pixels", "v1.0", "edge, standard deviation in cells", "v1.0",
            "rows off by 8 pixels or more", "v1.0", "height off by 3 % or more", "v1.0")  # fmt: skip
    seen, before = (percent(row["largest_share_seen_there"]) for row in (new, old))
    empty = f"In {new['without_person']} empty scenes up to {seen} of the picture was taken for a person (v1.0: {before})."
    return f"{table(head, rows)}\nA cell is 2 pixels of the input. {empty}\n"

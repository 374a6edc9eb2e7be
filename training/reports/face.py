"""Tables of the face nets."""

from training.reports.markdown import label, percent, report, table

OLD, NEW = "v1.0", "v1.2"


def rendered():
    """Rendered faces, by skin tone: how many each net finds, and how far its points are off."""
    new, old = (report(f"face-landmarks-{version}")["rendered"] for version in (NEW, OLD))
    rows = [
        (label(group, row), row["n"], percent(row["found"]), percent(new[group]["found"]),
         f"{row['median_error']:.3f}", f"{new[group]['median_error']:.3f}")
        for group, row in old.items()
    ]  # fmt: skip
    return table(("RENDERED faces", "n", f"found {OLD}", NEW, f"median error {OLD}", NEW), rows)


def people():
    """The people of six photographs: found, called closed and called covered, as they are and drawn on."""
    rows = [
        (version, f"{one['found']} of {one['n']}", *(called(one, kind) for kind in ("open", "shut", "nearly shut", "one under hair")),
         of(one["lids_drawn_shut"], "called_closed"),
         *(of(one[f"forehead_{kind}"], "called_covered") for kind in ("as_it_is", "with_drawn_fringe")))
        for version, one in report("face-people").items()
    ]  # fmt: skip
    heads = ("", "found", "`eyes_closed`: open", "shut", "nearly shut", "one under hair", "lids drawn shut",
             "`forehead_covered`: as it is", "with a drawn fringe")  # fmt: skip
    return table(heads, rows)


def sheet():
    """Of the faces on the sheet."""
    rows = [
        (version, of(one, "found"), of(one["in_dark_glasses"], "called_so"), of(one["without"], "called_so"),
         f"{one['forehead_called_covered']} of {one['found']}")
        for version, one in ((version, figures["sheet"]) for version, figures in report("face-people").items())
    ]  # fmt: skip
    return table(("", "found", "`glasses`: in dark ones", "in none or clear ones", "`forehead_covered`"), rows)


def called(one, lids):
    return f"{one['called_closed'][lids]} of {len(one['openness'][lids])}"


def of(figures, called_what):
    return f"{figures[called_what]} of {figures['n']}"

"""Writes the tables of figures into the documents, from the reports in evaluation/.

    python3 -m training.reports.tables            # rewrites what stands between the marks <!-- figures:NAME --> and <!-- end -->
    python3 -m training.reports.tables --check    # exits with 1 where a document says something else than the reports
"""

import argparse
import re
import sys

from training.reports import body, dx, face, lesion, person, skin, targets
from training.shared.places import ROOT

MARK = re.compile(r"(<!-- figures:([\w.-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
DOCUMENTS = ("docs/VISION.md", "models/*/*/card.md")
TABLES = {
    "targets": targets.of_all,
    "lesion-held-out": lesion.held_out, "lesion-generated": lesion.generated, "lesion-crossval": lesion.crossval,
    "lesion-averaged": lesion.averaged, "lesion-curve": lesion.curve, "lesion-disturbances": lesion.disturbances,
    "dx": dx.out_of_fold, "dx-answers": dx.answers, "dx-groups": dx.groups, "dx-parts": dx.parts,
    "skin-generated": skin.generated, "skin-ring": skin.ring, "skin-people": skin.people,
    "body-targets": body.targets, "body-groups": body.groups, "body-reading": body.reading, "pose": body.pose,
    "face-rendered": face.rendered, "face-people": face.people, "face-sheet": face.sheet,
    "person-photographs": person.photographs, "person-generated": person.generated,
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

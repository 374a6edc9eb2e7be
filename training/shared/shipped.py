"""What ships beside a model file: golden.json and its entry in models/models.json; and how model files are written.

golden.json holds inputs as formulas and the file's outputs for them, so that a test in any language can check that it
decodes and runs the file in the same way.
"""

import json

import torch

from training.shared.files import sha256_of, write_json

STRIPES = "value(x, y, c) = (7*x + 13*y + 29*c) mod 256"
LIGHT_SKIN, DARKER = [200, 160, 140], 90
PLACES = "x = column, y = row, c = 0 red, 1 green, 2 blue"
MOST_DIFFERENCE = 1e-3  # between a file and the net it was made of


def pattern(height, width):
    """[row, column, channel], what STRIPES takes modulo 256."""
    row, column, channel = (torch.arange(n) for n in (height, width, 3))
    return 7 * column[None, :, None] + 13 * row[:, None, None] + 29 * channel


def stripes(height, width):
    """uint8 [H,W,3] by STRIPES: nothing sensible to find, but every pixel matters."""
    return (pattern(height, width) % 256).to(torch.uint8)


def spot(side, x, y, squared_radius):
    """(formula, uint8 [S,S,3]): a dark round spot on light skin."""
    row, column = torch.arange(side)[:, None], torch.arange(side)[None]
    inside = (column - x) ** 2 + (row - y) ** 2 < squared_radius
    pixels = (torch.tensor(LIGHT_SKIN) + pattern(side, side) % 16 - DARKER * inside[..., None]).to(torch.uint8)
    return (
        f"value(x, y, c) = skin[c] + (7*x + 13*y + 29*c) mod 16 - ({DARKER} if (x-{x})^2 + (y-{y})^2 < {squared_radius}"
        f" else 0), skin = {LIGHT_SKIN}",
        pixels,
    )


def loaded(net, checkpoint):
    """The net with a checkpoint's weights, in eval mode."""
    net.load_state_dict(torch.load(checkpoint, map_location="cpu"))
    return net.eval()


def frozen(module, example):
    """TorchScript of a net that is in eval mode."""
    with torch.no_grad():
        return torch.jit.freeze(torch.jit.trace(module, example, check_trace=False))


def write_script(script, file, facts):
    """Writes the file; `facts` are what the worker may read from it itself (`config.txt`, as Ultralytics names it)."""
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.jit.save(script, str(file), _extra_files={"config.txt": json.dumps(facts)})


def refuse_difference(file, difference, most=MOST_DIFFERENCE):
    """Ends the program where the file does not say what the eager net says."""
    if difference > most:
        raise SystemExit(f"{file}: differs from the eager net by {difference}")


def answer_of(model_file, batch):
    """What the file says of a batch."""
    model = torch.jit.load(str(model_file)).eval()
    with torch.no_grad():
        return model(batch)


def golden_of(model_file, batch, formulas, figures, tolerance, note=PLACES):
    """golden.json: what the file says of inputs ({name: formula}) that go through it as one batch, in this order.

    `figures(name, answer)` chooses what is written of one of them; an answer is a tuple where the file's is one.
    """
    answers = answer_of(model_file, batch)
    each = zip(*answers) if isinstance(answers, tuple) else answers
    return {
        "input_shape": list(batch.shape),
        "note": note,
        "tolerance": tolerance,
        "cases": [{"name": name, "input": formulas[name], **figures(name, answer)} for name, answer in zip(formulas, each)],
    }


def rounded(values, digits=5):
    """Of a tensor with one dimension, or of numbers."""
    return [round(float(value), digits) for value in values]


def cells(logits, places):
    """Logits [H,W] at [row, column] places, as golden.json has them."""
    return [{"row": row, "column": column, "value": round(float(logits[row, column]), 5)} for row, column in places]


def report_of(report_file, model_file):
    """The report, which must be of this very file."""
    report = json.loads(report_file.read_text())
    if sha256_of(model_file) != report["sha256"]:
        raise SystemExit(f"{report_file} measured another file than {model_file}")
    return report


def head(model_file, task, contract):
    """How the manifest's entry of a file that we trained begins."""
    return {
        "name": model_file.parent.parent.name, "version": model_file.parent.name.lstrip("v"), "task": task,
        "contract": contract, "format": "torchscript", "file": str(model_file.relative_to(models_of(model_file))),
        "sha256": sha256_of(model_file), "bytes": model_file.stat().st_size, "license": "Apache-2.0",
        "origin": "self-trained", "active": True,
    }  # fmt: skip


def beside(model_file):
    """Where the manifest's entry finds what lies beside the file."""
    here = model_file.parent.relative_to(models_of(model_file))
    return {"golden": str(here / "golden.json"), "card": str(here / "card.md")}


def models_of(model_file):
    """The folder of models/<name>/<version>/model.pt that holds models.json."""
    return model_file.parents[2]


def publish(model_file, golden, entry):
    """Writes golden.json and the entry, which becomes the active one of its task."""
    write_json(model_file.with_name("golden.json"), golden)

    def put(entries):
        others = [one for one in entries if (one["name"], one["version"]) != (entry["name"], entry["version"])]
        for other in others:
            other["active"] = other["active"] and other["task"] != entry["task"]
        entries[:] = [*others, entry]

    change_manifest(models_of(model_file), put)


def change_manifest(models, change):
    """Lets `change` alter the list of entries in models.json."""
    manifest = models / "models.json"
    document = json.loads(manifest.read_text())
    change(document["models"])
    manifest.write_text(json.dumps(document, indent=2) + "\n")

"""Turns a TensorFlow.js graph model (model.json and its weight shards) into a TorchScript file.

    python3 -m training.google.tfjs model.json model.pt

Builds the same computation from the graph. Tensors keep TensorFlow's order of axes (NHWC): a convolution sees them
through a permuted view, which is PyTorch's channels-last memory, so that nothing is moved. What doesn't depend on the
picture is worked out once. Weights that were quantised to float16 stay so in the file. A batch goes through picture by
picture, because these graphs are mostly made for one. An operation that isn't known here is refused by its name;
layers models (Keras's own format), control flow, text and complex numbers are refused too.

The file takes and gives what the graph does: the same shapes, numbers and order of axes. `docs/MODELS.md` says what
the worker can read. Compare it with TensorFlow.js before you trust it.
"""

import argparse
import base64
import json
import math
import warnings
from collections import namedtuple
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

DTYPES = {
    "DT_FLOAT": torch.float32, "DT_INT32": torch.int32, "DT_INT64": torch.int32, "DT_BOOL": torch.bool,
}  # fmt: skip
WEIGHT_TYPES = {"float32": "<f4", "int32": "<i4", "bool": "?"}
QUANTISED = {"float16": "<f2", "uint8": "u1", "uint16": "<u2"}

Node = namedtuple("Node", "name op inputs attributes")
Model = namedtuple("Model", "nodes weights inputs outputs")


class Refused(ValueError):
    """The model can't be converted; says why."""


def number(text):
    """TF.js writes integers as text."""
    return int(text) if isinstance(text, str) else text


def plain(attribute):
    """An attribute's value: text, number, truth, type, shape, or a list of these."""
    (kind, value), *more = attribute.items() or [("s", "")]
    if more:
        raise Refused(f"an attribute with several values: {attribute}")
    if kind == "list":
        return [plain({each: one}) for each, all_of_them in value.items() for one in all_of_them]
    if kind == "s":
        return base64.b64decode(value).decode() if isinstance(value, str) else bytes(value).decode()
    if kind == "shape":
        return [number(dim.get("size", -1)) for dim in value.get("dim", [])]
    return number(value) if kind == "i" else value


def weight(spec, data):
    """One weight from its bytes: what it is, as TF.js reads it back."""
    shape, dtype, quantisation = spec["shape"], spec["dtype"], spec.get("quantization")
    if dtype not in WEIGHT_TYPES:
        raise Refused(f"weight {spec['name']} is of type {dtype}")
    if quantisation is None:
        return np.frombuffer(data, WEIGHT_TYPES[dtype]).reshape(shape).copy()
    if quantisation.get("dtype") not in QUANTISED:
        raise Refused(f"weight {spec['name']} is quantised as {quantisation.get('dtype')}")
    values = np.frombuffer(data, QUANTISED[quantisation["dtype"]]).reshape(shape)
    if quantisation["dtype"] == "float16":
        return values.copy()
    values = values.astype(np.float32) * np.float32(quantisation["scale"]) + np.float32(quantisation["min"])
    return np.round(values).astype(np.int32) if dtype == "int32" else values


def weight_bytes(spec):
    quantisation = spec.get("quantization")
    kind = QUANTISED.get(quantisation.get("dtype")) if quantisation else WEIGHT_TYPES.get(spec["dtype"])
    return math.prod(spec["shape"]) * np.dtype(kind or "u1").itemsize


def read_weights(manifest, folder):
    """By name. The shards of a group are one stream of bytes."""
    weights = {}
    for group in manifest:
        stream = b"".join((folder / path).read_bytes() for path in group["paths"])
        at = 0
        for spec in group["weights"]:
            size = weight_bytes(spec)
            if at + size > len(stream):
                raise Refused(f"the shards end before weight {spec['name']}")
            weights[spec["name"]] = torch.from_numpy(weight(spec, stream[at : at + size]))
            at += size
        if at != len(stream):
            raise Refused(f"{len(stream) - at} bytes of {group['paths']} belong to no weight")
    return weights


def read(file):
    """The model of a model.json; its shards lie beside it."""
    document = json.loads(Path(file).read_text())
    topology = document.get("modelTopology", {})
    if "node" not in topology:
        raise Refused("no graph model: convert it with tensorflowjs_converter --output_format=tfjs_graph_model")
    if topology.get("library", {}).get("function"):
        raise Refused("functions and control flow are not supported")
    weights = read_weights(document["weightsManifest"], Path(file).parent)
    nodes = [
        Node(node["name"], node["op"], [name for name in node.get("input", []) if not name.startswith("^")],
             {key: plain(value) for key, value in node.get("attr", {}).items() if key not in ("value", "_output_shapes")})
        for node in topology["node"]
    ]  # fmt: skip
    nodes = in_order(nodes)
    signature = document.get("signature") or document.get("userDefinedMetadata", {}).get("signature") or {}
    inputs = [node for node in nodes if node.op == "Placeholder"]
    named = [tensor["name"] for tensor in signature.get("outputs", {}).values()]
    read_by = {source(name)[0] for node in nodes for name in node.inputs}
    last = [node.name for node in nodes if node.name not in read_by and node.op not in ("Const", "Placeholder")]
    return Model(nodes, weights, inputs, named or last)


def in_order(nodes):
    """Each after all that it reads."""
    by_name, done, ordered = {node.name: node for node in nodes}, set(), []
    for start in nodes:
        waiting = [start]
        while waiting:
            node = waiting[-1]
            missing = [by_name[n] for n, _ in map(source, node.inputs) if n not in done]
            if missing and len(waiting) <= len(nodes):
                waiting.extend(missing[:1])
                continue
            if missing:
                raise Refused("the graph has a loop")
            waiting.pop()
            if node.name not in done:
                done.add(node.name)
                ordered.append(node)
    return ordered


def source(name):
    """Node and number of its output."""
    node, _, index = name.partition(":")
    return node, int(index or 0)


OPERATIONS = {}


def operation(*names):
    def add(function):
        OPERATIONS.update({name: function for name in names})
        return function

    return add


def same_padding(size, kernel, stride, dilation=1):
    """Before and after, as TensorFlow does it: what is over goes behind."""
    total = max((math.ceil(size / stride) - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


def sizes(values):
    """As numbers, which stay as they are in a trace."""
    return [int(size) for size in values.shape]


def channels_first(values):
    return values.permute(0, 3, 1, 2)


def channels_last(values):
    return values.permute(0, 2, 3, 1)


def padded(values, attributes, kernel, filling=0.0):
    """NCHW in, padded as the attributes say."""
    if attributes.get("data_format", "NHWC") != "NHWC":
        raise Refused(f"data_format {attributes['data_format']}")
    mode, strides = attributes["padding"], attributes["strides"][1:3]
    if mode == "VALID":
        return values
    if mode == "EXPLICIT":
        top, bottom, left, right = attributes["explicit_paddings"][2:6]
    elif mode == "SAME":
        dilations = attributes.get("dilations", [1, 1, 1, 1])[1:3]
        (top, bottom), (left, right) = (
            same_padding(*each) for each in zip(sizes(values)[2:], kernel, strides, dilations)
        )
    else:
        raise Refused(f"padding {mode}")
    return values if top == bottom == left == right == 0 else F.pad(values, [left, right, top, bottom], value=filling)


def convolved(values, filters, attributes, groups=1):
    """NHWC in and out; filters as PyTorch has them."""
    taken = padded(channels_first(values), attributes, sizes(filters)[2:])
    strides, dilations = attributes["strides"][1:3], attributes.get("dilations", [1, 1, 1, 1])[1:3]
    return channels_last(F.conv2d(taken, filters, None, strides, 0, dilations, groups))


ACTIVATIONS = {
    "Relu": F.relu, "Relu6": F.relu6, "Elu": F.elu, "Sigmoid": torch.sigmoid, "Tanh": torch.tanh,
}  # fmt: skip


def finished(values, attributes, more):
    """The operations that were fused into a convolution or a product."""
    more = list(more)
    for name in attributes.get("fused_ops", []):
        if name == "BiasAdd":
            values = values + more.pop(0)
        elif name == "Prelu":
            values = prelu(values, more.pop(0))
        elif name == "LeakyRelu":
            values = F.leaky_relu(values, attributes.get("leakyrelu_alpha", 0.2))
        elif name in ACTIVATIONS:
            values = ACTIVATIONS[name](values)
        else:
            raise Refused(f"fused operation {name}")
    return values


def prelu(values, slope):
    return torch.clamp(values, min=0) + slope * torch.clamp(values, max=0)


@operation("Conv2D", "_FusedConv2D")
def convolution(attributes, values, filters, *more):
    return finished(convolved(values, filters, attributes), attributes, more)


@operation("DepthwiseConv2dNative", "FusedDepthwiseConv2dNative")
def depthwise(attributes, values, filters, *more):
    return finished(convolved(values, filters, attributes, groups=sizes(values)[3]), attributes, more)


@operation("Conv2DBackpropInput")
def transposed_convolution(attributes, size, filters, values):
    """The gradient of a convolution: a picture of `size` out of a smaller one."""
    height, width = size.tolist()[1:3]
    strides = attributes["strides"][1:3]
    kernel = sizes(filters)[2:]
    full = F.conv_transpose2d(channels_first(values), filters, None, strides)
    if attributes["padding"] == "SAME":
        top, left = (same_padding(*each)[0] for each in zip((height, width), kernel, strides))
    elif attributes["padding"] == "VALID":
        top = left = 0
    else:
        raise Refused(f"padding {attributes['padding']} of Conv2DBackpropInput")
    lacking = [max(0, left + width - sizes(full)[3]), max(0, top + height - sizes(full)[2])]
    full = F.pad(full, [0, lacking[0], 0, lacking[1]])
    return channels_last(full[:, :, top : top + height, left : left + width])


# Which axes PyTorch's filters have where in TensorFlow's, by operation and place of the input.
FILTERS = {
    ("Conv2D", 1): (3, 2, 0, 1), ("_FusedConv2D", 1): (3, 2, 0, 1), ("Conv2DBackpropInput", 1): (3, 2, 0, 1),
}  # fmt: skip


def filters(op, place, value):
    """A convolution's filters in PyTorch's order; anything else as it is."""
    if (op, place) in FILTERS:
        return value.permute(FILTERS[op, place]).contiguous(memory_format=torch.channels_last)
    if OPERATIONS[op] is depthwise and place == 1:
        height, width, channels, times = value.shape
        return value.permute(2, 3, 0, 1).reshape(channels * times, 1, height, width).contiguous()
    return value


@operation("MaxPool")
def largest(attributes, values):
    kernel = attributes["ksize"][1:3]
    taken = padded(channels_first(values), attributes, kernel, -math.inf)
    return channels_last(F.max_pool2d(taken, kernel, attributes["strides"][1:3]))


@operation("AvgPool")
def average(attributes, values):
    """What lies outside doesn't count."""
    kernel, strides = attributes["ksize"][1:3], attributes["strides"][1:3]
    taken = channels_first(values)
    inside = padded(torch.ones(1, 1, *sizes(taken)[2:]), attributes, kernel)
    share = F.avg_pool2d(inside, kernel, strides)
    return channels_last(F.avg_pool2d(padded(taken, attributes, kernel), kernel, strides) / share)


@operation("ResizeBilinear")
def resized(attributes, values, size):
    height, width = size.tolist()
    rows = places(sizes(values)[1], height, attributes)
    columns = places(sizes(values)[2], width, attributes)
    return between(between(values, 1, rows), 2, columns)


def places(length, wanted, attributes):
    """For each new place the two old ones, and how far it is from the first to the second."""
    at = np.arange(wanted, dtype=np.float64)
    if attributes.get("half_pixel_centers"):
        at = (at + 0.5) * length / wanted - 0.5
    elif attributes.get("align_corners") and wanted > 1:
        at = at * (length - 1) / (wanted - 1)
    else:
        at = at * length / wanted
    at = np.clip(at, 0, length - 1)
    first = np.floor(at).astype(np.int64)
    return first, np.minimum(first + 1, length - 1), (at - first).astype(np.float32)


def between(values, axis, found):
    first, second, way = (torch.from_numpy(one) for one in found)
    way = way.reshape([-1 if i == axis else 1 for i in range(values.dim())])
    one, other = values.index_select(axis, first), values.index_select(axis, second)
    return one + (other - one) * way


@operation("ResizeNearestNeighbor")
def repeated(attributes, values, size):
    for axis, wanted in zip((1, 2), size.tolist()):
        length, at = sizes(values)[axis], np.arange(wanted)
        if attributes.get("align_corners") and wanted > 1:
            at = np.floor(at * (length - 1) / (wanted - 1) + 0.5)
        else:
            at = np.floor((at + (0.5 if attributes.get("half_pixel_centers") else 0)) * length / wanted)
        chosen = np.minimum(at, length - 1).astype(np.int64)
        values = values.index_select(axis, torch.from_numpy(chosen))
    return values


@operation("DepthToSpace")
def depth_to_space(attributes, values):
    block = attributes["block_size"]
    count, height, width, depth = sizes(values)
    blocks = values.reshape(count, height, width, block, block, depth // block // block)
    return blocks.permute(0, 1, 3, 2, 4, 5).reshape(count, height * block, width * block, -1)


@operation("Pad", "PadV2")
def pad(_, values, paddings, filling=None):
    sides = [side for pair in reversed(paddings.tolist()) for side in pair]
    return F.pad(values, sides, value=0.0 if filling is None else float(filling))


@operation("MirrorPad")
def mirrored(attributes, values, paddings):
    if attributes["mode"] != "REFLECT":
        raise Refused(f"MirrorPad {attributes['mode']}")
    _, rows, columns, _ = paddings.tolist()
    return channels_last(F.pad(channels_first(values), [*columns, *rows], mode="reflect"))


@operation("Identity", "StopGradient")
def identity(_, values):
    return values


@operation("Cast")
def cast(attributes, values):
    return values.to(dtype(attributes["DstT"]))


def dtype(name):
    if name not in DTYPES:
        raise Refused(f"type {name}")
    return DTYPES[name]


def two(function):
    return lambda _, one, other: function(one, other)


def one(function):
    return lambda _, values: function(values)


OPERATIONS.update({
    "Add": two(torch.add), "AddV2": two(torch.add), "BiasAdd": two(torch.add), "Sub": two(torch.sub),
    "Mul": two(torch.mul), "RealDiv": two(torch.div), "Maximum": two(torch.maximum), "Minimum": two(torch.minimum),
    "FloorDiv": two(lambda a, b: torch.div(a, b, rounding_mode="floor")), "FloorMod": two(torch.remainder),
    "SquaredDifference": two(lambda a, b: (a - b) * (a - b)), "Pow": two(torch.pow), "Atan2": two(torch.atan2),
    "Less": two(torch.lt), "LessEqual": two(torch.le), "Greater": two(torch.gt), "GreaterEqual": two(torch.ge),
    "Equal": two(torch.eq), "NotEqual": two(torch.ne), "LogicalAnd": two(torch.logical_and),
    "LogicalOr": two(torch.logical_or), "Prelu": two(prelu),
    "Neg": one(torch.neg), "Abs": one(torch.abs), "Sqrt": one(torch.sqrt), "Rsqrt": one(torch.rsqrt),
    "Square": one(lambda a: a * a), "Exp": one(torch.exp), "Log": one(torch.log), "Sin": one(torch.sin),
    "Cos": one(torch.cos), "Floor": one(torch.floor), "Ceil": one(torch.ceil), "Round": one(torch.round),
    "LogicalNot": one(torch.logical_not), "ZerosLike": one(torch.zeros_like), "OnesLike": one(torch.ones_like),
    "Softplus": one(F.softplus), "Softmax": one(lambda a: torch.softmax(a, -1)),
    **{name: one(function) for name, function in ACTIVATIONS.items()},
})  # fmt: skip


@operation("LeakyRelu")
def leaky(attributes, values):
    return F.leaky_relu(values, attributes.get("alpha", 0.2))


@operation("ClipByValue")
def clipped(_, values, least, most):
    return torch.minimum(torch.maximum(values, least), most)


@operation("Select", "SelectV2")
def select(_, condition, one, other):
    if condition.dim() == 1 and one.dim() > 1:
        condition = condition.reshape([-1] + [1] * (one.dim() - 1))
    return torch.where(condition, one, other)


@operation("AddN")
def sum_of(_, *values):
    total = values[0]
    for more in values[1:]:
        total = total + more
    return total


REDUCTIONS = {"Sum": torch.sum, "Mean": torch.mean, "Max": torch.amax, "Min": torch.amin}


def reduction(function):
    def reduce(attributes, values, axes):
        chosen = axes.reshape(-1).tolist()
        return function(values, chosen, attributes.get("keep_dims", False)) if chosen else values

    return reduce


OPERATIONS.update({name: reduction(function) for name, function in REDUCTIONS.items()})


@operation("ArgMax")
def place_of_largest(_, values, axis):
    return values.argmax(int(axis)).to(torch.int32)


@operation("ArgMin")
def place_of_smallest(_, values, axis):
    return values.argmin(int(axis)).to(torch.int32)


@operation("MatMul", "_FusedMatMul")
def product(attributes, one, other, *more):
    one = one.T if attributes.get("transpose_a") else one
    other = other.T if attributes.get("transpose_b") else other
    return finished(one @ other, attributes, more)


@operation("BatchMatMul", "BatchMatMulV2")
def products(attributes, one, other):
    one = one.transpose(-1, -2) if attributes.get("adj_x") else one
    return one @ (other.transpose(-1, -2) if attributes.get("adj_y") else other)


@operation("Shape")
def shape(_, values):
    return torch.tensor(list(values.shape), dtype=torch.int32)


@operation("Reshape")
def reshape(_, values, wanted):
    return values.reshape(wanted.tolist())


@operation("Squeeze")
def squeeze(attributes, values):
    axes = attributes.get("squeeze_dims") or [i for i, size in enumerate(sizes(values)) if size == 1]
    for axis in sorted((axis % values.dim() for axis in axes), reverse=True):
        values = values.squeeze(axis)
    return values


@operation("ExpandDims")
def expand(_, values, axis):
    return values.unsqueeze(int(axis))


@operation("Pack")
def pack(attributes, *values):
    return torch.stack(values, attributes.get("axis", 0))


@operation("Unpack")
def unpack(attributes, values):
    return values.unbind(attributes.get("axis", 0))


@operation("ConcatV2")
def concatenate(_, *values):
    return torch.cat(values[:-1], int(values[-1]))


@operation("Split")
def split(attributes, axis, values):
    return values.chunk(attributes["num_split"], int(axis))


@operation("SplitV")
def split_by_sizes(_, values, sizes, axis):
    return values.split(sizes.tolist(), int(axis))


@operation("Transpose")
def transpose(_, values, order):
    return values.permute(order.tolist())


@operation("Tile")
def tile(_, values, times):
    return values.repeat(times.tolist())


@operation("Fill")
def fill(_, size, value):
    return torch.full(size.tolist(), value.item(), dtype=value.dtype)


@operation("Range")
def count_up(_, start, end, step):
    return torch.arange(start.item(), end.item(), step.item(), dtype=start.dtype)


@operation("GatherV2")
def gather(attributes, values, indices, axis):
    if attributes.get("batch_dims", 0):
        raise Refused("GatherV2 with batch_dims")
    axis = int(axis) % values.dim()
    chosen = values.index_select(axis, indices.reshape(-1).long())
    return chosen.reshape([*sizes(values)[:axis], *sizes(indices), *sizes(values)[axis + 1 :]])


@operation("GatherNd")
def gather_places(_, values, indices):
    return values[indices.long().unbind(-1)]


@operation("Slice")
def cut(_, values, begin, size):
    for axis, (start, length) in enumerate(zip(begin.tolist(), size.tolist())):
        values = values.narrow(axis, start, sizes(values)[axis] - start if length < 0 else length)
    return values


MASKS = ("begin_mask", "end_mask", "shrink_axis_mask", "new_axis_mask", "ellipsis_mask")


@operation("StridedSlice")
def strided(attributes, values, begin, end, strides):
    """Python's own slices, with masks."""
    chosen = []
    for i, (start, stop, step) in enumerate(zip(begin.tolist(), end.tolist(), strides.tolist())):
        masked = {mask for mask in MASKS if attributes.get(mask, 0) >> i & 1}
        if "ellipsis_mask" in masked:
            chosen.append(...)
        elif "new_axis_mask" in masked:
            chosen.append(None)
        elif "shrink_axis_mask" in masked:
            chosen.append(start)
        elif step < 1:
            raise Refused(f"StridedSlice with step {step}")
        else:
            chosen.append(slice(None if "begin_mask" in masked else start, None if "end_mask" in masked else stop, step))
    return values[tuple(chosen)]


class Graph(nn.Module):
    """The graph as a module for one picture: inputs in the graph's order, outputs as asked."""

    def __init__(self, model, outputs=None):
        super().__init__()
        self.outputs = list(outputs or model.outputs)
        self.inputs = [node.name for node in model.inputs]
        unknown = sorted({node.op for node in model.nodes} - set(OPERATIONS) - {"Const", "Placeholder"})
        if unknown:
            raise Refused(f"operations that are not known: {', '.join(unknown)}")
        self.examples = [example(node) for node in model.inputs]
        self.settled = {}
        self.kept = {}  # keys of these by where they come from and how they are read
        self.steps = []
        with torch.no_grad():
            self.settle(wanted(model.nodes, self.outputs), model.weights)

    def settle(self, nodes, weights):
        """Runs once; keeps what the picture has no part in as constants, the rest as steps."""
        constants, seen = {}, dict(zip(self.inputs, self.examples))
        for node in nodes:
            if node.op == "Placeholder":
                continue
            if node.op == "Const":
                if node.name not in weights:
                    raise Refused(f"no weight for {node.name}")
                constants[node.name] = weights[node.name]
                continue
            sources = [source(name) for name in node.inputs]
            given = [pick(constants, at) if at[0] in constants else pick(seen, at) for at in sources]
            free = [at[0] not in constants for at in sources]
            given = [value if open_ else filters(node.op, i, single(value)) for i, (value, open_) in enumerate(zip(given, free))]
            answer = OPERATIONS[node.op](node.attributes, *given)
            if node.op in ("Shape", "ZerosLike", "OnesLike") or not any(free):
                constants[node.name] = answer
                continue
            seen[node.name] = answer
            keys = [self.keep(node.op, i, at, constants) if at[0] in constants else at for i, at in enumerate(sources)]
            self.steps.append((node, keys))

    def keep(self, op, place, at, constants):
        """The buffer of a constant that a step reads; small whole numbers stay outside the network."""
        raw = pick(constants, at)
        value = filters(op, place, raw)
        read_as = (at, value is raw or OPERATIONS[op])
        if read_as in self.kept:  # some graphs read two parts of a picture by the same weights
            return self.kept[read_as]
        key = self.kept[read_as] = f"c{len(self.settled)}"
        if value.dtype in (torch.float16, torch.float32):
            self.register_buffer(key, value)
        self.settled[key] = value
        return key

    def value(self, key):
        """A constant, as float32 if it is a fraction."""
        kept = getattr(self, key, None)
        return self.settled[key] if kept is None else single(kept)

    def forward(self, *pictures):
        seen = dict(zip(self.inputs, pictures))
        for node, keys in self.steps:
            given = [self.value(key) if isinstance(key, str) else pick(seen, key) for key in keys]
            seen[node.name] = OPERATIONS[node.op](node.attributes, *given)
        answers = tuple(pick(seen, source(name)) for name in self.outputs)
        return answers if len(answers) > 1 else answers[0]


def wanted(nodes, outputs):
    """Those that an output needs, in order."""
    names, needed = {node.name for node in nodes}, {source(name)[0] for name in outputs}
    missing = sorted(needed - names)
    if missing:
        raise Refused(f"no output {', '.join(missing)}")
    for node in reversed(nodes):
        if node.name in needed:
            needed.update(source(name)[0] for name in node.inputs)
    return [node for node in nodes if node.name in needed]


def pick(values, at):
    value = values[at[0]]
    return value[at[1]] if isinstance(value, (tuple, list)) else value


def single(value):
    """Half precision is for the file alone."""
    return value.float() if torch.is_tensor(value) and value.dtype == torch.float16 else value


def example(node):
    """Noise of an input's shape, one picture."""
    sizes = node.attributes.get("shape") or []
    if not sizes or any(size < 1 for size in sizes[1:]):
        raise Refused(f"input {node.name} has no fixed size: {sizes}")
    noise = torch.rand([1, *sizes[1:]], generator=torch.Generator().manual_seed(0))
    kind = dtype(node.attributes.get("dtype", "DT_FLOAT"))
    return noise if kind == torch.float32 else (noise * 255).to(kind)


class PictureByPicture(nn.Module):
    """Takes a batch through a network that was traced for one picture."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pictures):
        return torch.cat([self.net(pictures[i : i + 1]) for i in range(pictures.shape[0])])


def traced(module, examples):
    """Sizes and constants become part of the file: that they do is meant, and no reason for a warning."""
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        return torch.jit.trace(module.eval(), examples, check_trace=False)


def to_torchscript(module, example_picture):
    """A module with one input and one output, for batches of any size."""
    return torch.jit.script(PictureByPicture(traced(module, (example_picture,))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path, help="model.json, its weight shards beside it")
    parser.add_argument("target", type=Path, help="TorchScript file to write")
    parser.add_argument("--output", help="which of the graph's outputs; without it the only one")
    arguments = parser.parse_args()
    try:
        model = read(arguments.model)
        if len(model.inputs) != 1:
            raise Refused(f"{len(model.inputs)} inputs; one is wanted")
        if not arguments.output and len(model.outputs) != 1:
            raise Refused(f"choose one by --output: {', '.join(model.outputs)}")
        graph = Graph(model, [arguments.output] if arguments.output else None)
    except Refused as refused:
        raise SystemExit(f"{arguments.model}: {refused}") from refused
    script = to_torchscript(graph, graph.examples[0])
    torch.jit.save(script, str(arguments.target))
    answer = script(graph.examples[0])
    print(f"{arguments.target}: {list(graph.examples[0].shape)} {graph.examples[0].dtype} -> {list(answer.shape)}")


if __name__ == "__main__":
    main()

"""The reader of TensorFlow.js graphs against values worked out by hand, and what it refuses."""

import base64
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from training.google import tfjs


def text(value):
    return {"s": base64.b64encode(value.encode()).decode()}


def whole(*values):
    return {"list": {"i": [str(value) for value in values]}}


def picture(*size):
    dims = [{"size": str(n)} for n in (-1, *size)]
    return {"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"}, "shape": {"shape": {"dim": dims}}}}


class TfjsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, nodes, weights=(), cut=0, shards=1, **more):
        """A model.json; weights: (name, values, quantisation)."""
        specs, data = [], b""
        for name, values, quantisation in weights:
            kind = "int32" if values.dtype == np.int32 else "float32"
            specs.append({"name": name, "shape": list(values.shape), "dtype": kind, **quantisation})
            data += values.tobytes()
        data = data[: len(data) - cut]
        size = -(-len(data) // shards)
        paths = [f"part{i}.bin" for i in range(shards)]
        for i, path in enumerate(paths):
            (Path(self.folder.name) / path).write_bytes(data[i * size : (i + 1) * size])
        constants = [{"name": name, "op": "Const"} for name, _, _ in weights]
        target = Path(self.folder.name) / "model.json"
        target.write_text(json.dumps({
            "modelTopology": {"node": [*constants, *nodes], **more}, "weightsManifest": [{"paths": paths, "weights": specs}],
        }))  # fmt: skip
        return target

    def run_graph(self, given, *arguments, **more):
        return tfjs.Graph(tfjs.read(self.file(*arguments, **more)))(torch.as_tensor(given))

    def test_same_padding_puts_what_is_over_behind(self):
        ones = np.ones((2, 2, 1, 1), np.float32)
        node = {"name": "y", "op": "Conv2D", "input": ["x", "w"],
                "attr": {"padding": text("SAME"), "strides": whole(1, 1, 1, 1)}}  # fmt: skip
        answer = self.run_graph(torch.arange(4.0).reshape(1, 2, 2, 1), [picture(2, 2, 1), node], [("w", ones, {})])
        self.assertEqual(answer.reshape(-1).tolist(), [6, 4, 5, 3])

    def test_an_even_picture_at_stride_two_is_padded_behind_alone(self):
        self.assertEqual(tfjs.same_padding(192, 3, 2), (0, 1))
        self.assertEqual(tfjs.same_padding(7, 3, 2), (1, 1))

    def test_a_depthwise_convolution_keeps_channels_apart_and_adds_what_was_fused(self):
        weights = [("w", np.array([[[[1], [10]]]], np.float32), {}), ("b", np.array([0, -25], np.float32), {})]
        node = {"name": "y", "op": "FusedDepthwiseConv2dNative", "input": ["x", "w", "b"],
                "attr": {"padding": text("VALID"), "strides": whole(1, 1, 1, 1),
                         "fused_ops": {"list": {"s": [text("BiasAdd")["s"], text("Relu")["s"]]}}}}  # fmt: skip
        answer = self.run_graph([[[[1.0, 2.0], [3.0, 4.0]]]], [picture(1, 2, 2), node], weights)
        self.assertEqual(answer.reshape(-1).tolist(), [1, 0, 3, 15])

    def test_the_edge_of_an_average_doesnt_count_what_lies_outside(self):
        node = {"name": "y", "op": "AvgPool", "input": ["x"],
                "attr": {"padding": text("SAME"), "strides": whole(1, 1, 1, 1), "ksize": whole(1, 1, 2, 1)}}  # fmt: skip
        answer = self.run_graph([[[[2.0], [4.0]]]], [picture(1, 2, 1), node])
        self.assertEqual(answer.reshape(-1).tolist(), [3, 4])

    def resize(self, **ways):
        node = {"name": "y", "op": "ResizeBilinear", "input": ["x", "size"],
                "attr": {name: {"b": True} for name in ways}}  # fmt: skip
        size = [("size", np.array([1, 4], np.int32), {})]
        return self.run_graph([[[[0.0], [4.0]]]], [picture(1, 2, 1), node], size).reshape(-1).tolist()

    def test_each_way_of_resizing_has_its_own_places(self):
        self.assertEqual(self.resize(half_pixel_centers=True), [0, 1, 3, 4])
        self.assertEqual(self.resize(), [0, 2, 4, 4])
        np.testing.assert_allclose(self.resize(align_corners=True), [0, 4 / 3, 8 / 3, 4], rtol=1e-6)

    def test_reads_quantised_weights_over_several_shards(self):
        weights = [
            ("h", np.array([0.5, -2], np.float16), {"quantization": {"dtype": "float16"}}),
            ("q", np.array([0, 200], np.uint8), {"quantization": {"dtype": "uint8", "scale": 0.5, "min": -10}}),
        ]
        nodes = [picture(2), {"name": "s", "op": "Add", "input": ["x", "h"]}, {"name": "y", "op": "Mul", "input": ["s", "q"]}]
        answer = self.run_graph([[1.0, 1.0]], nodes, weights, shards=3)
        self.assertEqual(answer.tolist(), [[-15, -90]])

    def test_nodes_may_stand_in_any_order_and_shapes_are_worked_out_once(self):
        nodes = [
            {"name": "y", "op": "Reshape", "input": ["x", "shape"]}, picture(2, 3, 1),
            {"name": "shape", "op": "Pack", "input": ["n", "rest"], "attr": {"axis": {"i": "0"}}},
            {"name": "n", "op": "StridedSlice", "input": ["all", "from", "to", "step"],
             "attr": {"shrink_axis_mask": {"i": "1"}}},
            {"name": "all", "op": "Shape", "input": ["x"]},
        ]  # fmt: skip
        weights = [("from", np.array([0], np.int32), {}), ("to", np.array([1], np.int32), {}),
                   ("step", np.array([1], np.int32), {}), ("rest", np.array(-1, np.int32), {})]  # fmt: skip
        graph = tfjs.Graph(tfjs.read(self.file(nodes, weights)))
        self.assertEqual([node.op for node, _ in graph.steps], ["Reshape"])
        self.assertEqual(list(graph(torch.zeros(1, 2, 3, 1)).shape), [1, 6])

    def test_the_file_takes_a_batch_picture_by_picture(self):
        nodes = [picture(3), {"name": "y", "op": "ArgMax", "input": ["x", "axis"]}]
        graph = tfjs.Graph(tfjs.read(self.file(nodes, [("axis", np.array(-1, np.int32), {})])))
        script = tfjs.to_torchscript(graph, graph.examples[0])
        self.assertEqual(script(torch.tensor([[0.0, 2, 1], [5, 2, 1]])).tolist(), [1, 0])

    def refuses(self, reason, *arguments, **more):
        with self.assertRaisesRegex(tfjs.Refused, reason):
            self.run_graph([[0.0]], *arguments, **more)

    def test_refuses_by_name_what_it_doesnt_know(self):
        self.refuses("NonMaxSuppressionV5", [picture(1), {"name": "y", "op": "NonMaxSuppressionV5", "input": ["x"]}])

    def test_refuses_control_flow_short_shards_and_inputs_without_size(self):
        step = {"name": "y", "op": "Relu", "input": ["x"]}
        self.refuses("control flow", [picture(1), step], library={"function": [{}]})
        self.refuses("shards end", [picture(1), step], [("w", np.zeros(3, np.float32), {})], cut=4)
        self.refuses("fixed size", [picture(-1, 3), step])

    def test_refuses_layers_models_with_the_way_out(self):
        target = Path(self.folder.name) / "model.json"
        target.write_text(json.dumps({"modelTopology": {"model_config": {}}, "weightsManifest": []}))
        with self.assertRaisesRegex(tfjs.Refused, "tfjs_graph_model"):
            tfjs.read(target)


if __name__ == "__main__":
    unittest.main()

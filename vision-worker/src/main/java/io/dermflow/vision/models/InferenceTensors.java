package io.dermflow.vision.models;

import io.dermflow.imaging.detections.Tensor;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.vision.model.LoadedModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/// Tensors as the Open Inference Protocol v2 writes them. Every model takes the same input: uint8
/// pixels `[n, height, width, 3]`, RGB, of the model's size; layout, scaling and normalisation are
/// the model's own affair.
final class InferenceTensors {

    static final String PLATFORM = "pytorch_torchscript";
    private static final String PIXELS = "pixels";
    private static final String UINT8 = "UINT8";
    private static final String FP32 = "FP32";
    private static final int CHANNELS = 3;
    private static final int LARGEST_BYTE = 255;
    private static final long ANY = -1;

    /// Pictures in one request.
    private static final long MOST = 8;

    private InferenceTensors() {}

    /// @param shape with -1 for the batch
    record Metadata(String name, String datatype, List<Long> shape) {}

    /// @param data row by row, nested or flat
    record Input(@Nullable String name, String datatype, List<Long> shape, JsonNode data) {}

    /// @param data row by row, flat
    record Output(String name, String datatype, List<Long> shape, List<Float> data) {}

    static List<Metadata> inputs(LoadedModel model) {
        return List.of(
                new Metadata(
                        PIXELS,
                        UINT8,
                        List.of(
                                ANY,
                                (long) model.input().height(),
                                (long) model.input().width(),
                                (long) CHANNELS)));
    }

    static List<Metadata> outputs(LoadedModel model) {
        List<Metadata> outputs = new ArrayList<>();
        for (Tensor tensor : model.sample()) {
            outputs.add(new Metadata(name(tensor, outputs.size()), FP32, shape(ANY, tensor)));
        }
        return outputs;
    }

    private static String name(Tensor tensor, int index) {
        return tensor.name().isEmpty() ? "output" + index : tensor.name();
    }

    private static List<Long> shape(long batch, Tensor tensor) {
        List<Long> shape = new ArrayList<>();
        shape.add(batch);
        tensor.shape().forEach(size -> shape.add((long) size));
        return shape;
    }

    /// The pictures of a request, direct buffers of the model's size.
    ///
    /// @throws ApiProblem 400 `invalid_tensor`
    static List<ByteBuffer> pictures(List<Input> inputs, LoadedModel model) {
        if (inputs.size() != 1 || !inputs.getFirst().datatype().equals(UINT8)) {
            throw invalid("wants one input of datatype UINT8");
        }
        Input input = inputs.getFirst();
        List<Long> wanted = inputs(model).getFirst().shape();
        long count = input.shape().isEmpty() ? 0 : input.shape().getFirst();
        boolean fits =
                input.shape().size() == wanted.size()
                        && input.shape().subList(1, wanted.size()).equals(wanted.subList(1, 4));
        if (!fits || count < 1 || count > MOST) {
            throw invalid("wants a shape of %s with a batch of 1 to %d".formatted(wanted, MOST));
        }
        return split(input.data(), (int) count, model.input().width() * model.input().height());
    }

    private static List<ByteBuffer> split(JsonNode data, int count, int pixels) {
        int bytes = pixels * CHANNELS;
        ByteBuffer all = ByteBuffer.allocateDirect(count * bytes);
        flatten(data, all);
        if (all.hasRemaining()) {
            throw invalid("has %d values too few".formatted(all.remaining()));
        }
        List<ByteBuffer> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(all.slice(i * bytes, bytes));
        }
        return pictures;
    }

    private static void flatten(JsonNode node, ByteBuffer target) {
        if (node.isArray()) {
            node.forEach(child -> flatten(child, target));
        } else if (node.isIntegralNumber() && node.asInt() >= 0 && node.asInt() <= LARGEST_BYTE) {
            if (!target.hasRemaining()) {
                throw invalid("has more values than its shape says");
            }
            target.put((byte) node.asInt());
        } else {
            throw invalid("has a value that is no UINT8");
        }
    }

    /// @param pictures each picture's outputs
    static List<Output> joined(List<List<Tensor>> pictures) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < pictures.getFirst().size(); i++) {
            Tensor first = pictures.getFirst().get(i);
            List<Float> data = new ArrayList<>();
            for (List<Tensor> picture : pictures) {
                for (float value : picture.get(i).values()) {
                    data.add(value);
                }
            }
            outputs.add(new Output(name(first, i), FP32, shape(pictures.size(), first), data));
        }
        return outputs;
    }

    private static ApiProblem invalid(String what) {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST, "invalid_tensor", "The request " + what + ".");
    }
}

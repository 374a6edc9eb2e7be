package io.dermflow.imaging.detections;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One output of a network for one picture: the batch dimension is gone.
///
/// @param name the key in a network that answers with a dict; empty otherwise
/// @param shape without the batch dimension
/// @param values row by row; not copied, the caller leaves it alone
public record Tensor(String name, List<Integer> shape, float[] values) {

    public Tensor {
        shape = List.copyOf(shape);
        int expected = shape.stream().reduce(1, Math::multiplyExact);
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "%d values for a tensor of %s".formatted(values.length, shape));
        }
    }

    public static Tensor of(float[] values, Integer... shape) {
        return new Tensor("", Arrays.asList(shape), values);
    }

    public int rank() {
        return shape.size();
    }

    public int size(int dimension) {
        return shape.get(dimension);
    }

    /// The shape as people write it, with the batch dimension: `[B,6,2100]`.
    public String shapeText() {
        return shape.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", shape.isEmpty() ? "[B" : "[B,", "]"));
    }

    /// The shapes of all outputs, as people write them.
    static String shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shapeText).collect(Collectors.joining(" and "));
    }
}

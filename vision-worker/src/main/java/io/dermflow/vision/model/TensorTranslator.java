package io.dermflow.vision.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.dermflow.imaging.detections.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Pictures to tensors by a model's [InputForm], and its output tensors, whatever they mean, to
/// Java memory, picture by picture. What the tensors say is read outside the engine.
///
/// All arrays belong to the call's own manager, which closes them.
final class TensorTranslator implements Translator<List<ByteBuffer>, List<List<Tensor>>> {

    private static final int CHANNELS = 3;

    private final InputForm form;

    TensorTranslator(InputForm form) {
        this.form = form;
    }

    @Override
    public NDList processInput(TranslatorContext context, List<ByteBuffer> images) {
        NDArray bytes =
                context.getNDManager()
                        .create(
                                InputBatch.joined(images, form.bytes()),
                                new Shape(images.size(), form.height(), form.width(), CHANNELS),
                                DataType.UINT8);
        NDArray values =
                switch (form.dtype()) {
                    case UINT8 -> bytes;
                    case INT32 -> bytes.toType(DataType.INT32, false);
                    case FLOAT32 -> normalised(bytes.toType(DataType.FLOAT32, false));
                };
        return new NDList(form.channelsFirst() ? values.transpose(0, 3, 1, 2) : values);
    }

    /// Channels are last here, so that mean and deviation spread over the pixels.
    private NDArray normalised(NDArray values) {
        NDArray result = form.scale() == 1 ? values : values.div((float) form.scale());
        if (!form.mean().isEmpty()) {
            result = result.sub(channels(values, form.mean()));
        }
        return form.std().isEmpty() ? result : result.div(channels(values, form.std()));
    }

    private static NDArray channels(NDArray beside, List<Double> numbers) {
        var values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return beside.getManager().create(values, new Shape(1, 1, 1, values.length));
    }

    /// Tuples and dicts come flat; the entries of a dict keep their names.
    @Override
    public List<List<Tensor>> processOutput(TranslatorContext context, NDList output) {
        List<List<Tensor>> pictures = new ArrayList<>();
        for (NDArray array : output) {
            split(array, pictures);
        }
        return pictures;
    }

    private static void split(NDArray array, List<List<Tensor>> pictures) {
        Shape shape = array.getShape();
        if (shape.dimension() == 0) {
            throw new ModelRefused("an output without a batch dimension");
        }
        int batch = Math.toIntExact(shape.get(0));
        float[] all = array.toType(DataType.FLOAT32, false).toFloatArray();
        int length = batch == 0 ? 0 : all.length / batch;
        List<Integer> own =
                LongStream.of(shape.getShape()).skip(1).mapToObj(Math::toIntExact).toList();
        String name = array.getName() == null ? "" : array.getName();
        for (int i = 0; i < batch; i++) {
            if (pictures.size() == i) {
                pictures.add(new ArrayList<>());
            }
            pictures.get(i)
                    .add(
                            new Tensor(
                                    name,
                                    own,
                                    Arrays.copyOfRange(all, i * length, (i + 1) * length)));
        }
    }

    /// None: a call is a batch already.
    @Override
    public @Nullable Batchifier getBatchifier() {
        return null;
    }
}

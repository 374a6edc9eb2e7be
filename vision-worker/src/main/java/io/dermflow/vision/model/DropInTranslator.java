package io.dermflow.vision.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The contract `drop-in`, which people's own YOLOv8 and YOLO11 exports have: float `[B,3,H,W]` RGB
/// 0..1 letterboxed in, raw `[B,4+classes,N]` out. Without a mask.
///
/// All arrays belong to the call's own manager, which closes them.
final class DropInTranslator implements Translator<List<ByteBuffer>, List<RawDetections>> {

    private static final float BYTE = 255;

    private final ModelEntry entry;

    DropInTranslator(ModelEntry entry) {
        this.entry = entry;
    }

    @Override
    public NDList processInput(TranslatorContext context, List<ByteBuffer> images) {
        NDArray bytes =
                context.getNDManager()
                        .create(
                                InputBatch.joined(images, entry.input()),
                                new Shape(
                                        images.size(),
                                        entry.input().height(),
                                        entry.input().width(),
                                        3),
                                DataType.UINT8);
        return new NDList(bytes.transpose(0, 3, 1, 2).toType(DataType.FLOAT32, false).div(BYTE));
    }

    @Override
    public List<RawDetections> processOutput(TranslatorContext context, NDList output) {
        if (output.size() != 1) {
            throw refused("one tensor (a detect export)", output.size() + " tensors");
        }
        Shape shape = output.getFirst().getShape();
        int classes = entry.output().names().size();
        if (shape.dimension() != 3 || shape.get(1) != 4 + classes) {
            throw refused(
                    "[B,%d,N] for %d class names".formatted(4 + classes, classes),
                    shape.toString());
        }
        float[] raw = output.getFirst().toFloatArray();
        int batch = (int) shape.get(0);
        int length = raw.length / batch;
        List<RawDetections> pictures = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            float[] own = Arrays.copyOfRange(raw, i * length, (i + 1) * length);
            var layout = new YoloV8Layout(own, classes);
            pictures.add(new RawDetections(layout.above(entry.thresholds().conf()), null));
        }
        return pictures;
    }

    private ModelRefused refused(String wanted, String found) {
        return new ModelRefused(
                "%s: contract 'drop-in' wants %s, but found %s"
                        .formatted(ModelFile.label(entry), wanted, found));
    }

    /// None: a call is a batch already.
    @Override
    public @Nullable Batchifier getBatchifier() {
        return null;
    }
}

package io.dermflow.vision.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.imaging.lesion.MaskGrid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The contract `prepared`: uint8 `[B,H,W,3]` RGB in; out `[B,n,6]` float candidates (x1, y1, x2,
/// y2, score, class) and `[B,1,h,w]` float mask logits. Permuting, scaling and choosing happen in
/// the graph, so that a few kilobytes come out.
///
/// All arrays belong to the call's own manager, which closes them.
final class PreparedTranslator implements Translator<List<ByteBuffer>, List<RawDetections>> {

    private static final int COLUMNS = 6;
    private static final int SCORE = 4;
    private static final int CLASS = 5;

    private final ModelEntry entry;

    PreparedTranslator(ModelEntry entry) {
        this.entry = entry;
    }

    @Override
    public NDList processInput(TranslatorContext context, List<ByteBuffer> images) {
        return new NDList(
                context.getNDManager()
                        .create(
                                InputBatch.joined(images, entry.input()),
                                new Shape(
                                        images.size(),
                                        entry.input().height(),
                                        entry.input().width(),
                                        3),
                                DataType.UINT8));
    }

    @Override
    public List<RawDetections> processOutput(TranslatorContext context, NDList output) {
        if (output.size() != 2) {
            throw refused("two tensors", "there are " + output.size());
        }
        NDArray candidates = output.get(0);
        NDArray masks = output.get(1);
        Shape shape = candidates.getShape();
        Shape maskShape = masks.getShape();
        if (shape.dimension() != 3 || shape.get(2) != COLUMNS) {
            throw refused("candidates [B,n,6]", shape.toString());
        }
        if (maskShape.dimension() != 4
                || maskShape.get(1) != 1
                || maskShape.get(0) != shape.get(0)) {
            throw refused("mask logits [B,1,h,w]", maskShape.toString());
        }
        return pictures(candidates, masks);
    }

    private List<RawDetections> pictures(NDArray candidates, NDArray masks) {
        float[] rows = candidates.toFloatArray();
        float[] logits = masks.toFloatArray();
        int batch = (int) candidates.getShape().get(0);
        int height = (int) masks.getShape().get(2);
        int width = (int) masks.getShape().get(3);
        List<RawDetections> pictures = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            float[] own = slice(rows, i, batch);
            var mask = new MaskGrid(slice(logits, i, batch), width, height);
            pictures.add(new RawDetections(boxes(own), mask));
        }
        return pictures;
    }

    private List<ScoredBox> boxes(float[] rows) {
        List<ScoredBox> boxes = new ArrayList<>();
        for (int at = 0; at < rows.length; at += COLUMNS) {
            if (rows[at + SCORE] >= entry.thresholds().conf()) {
                boxes.add(
                        new ScoredBox(
                                Box.ofCorners(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]),
                                rows[at + SCORE],
                                (int) rows[at + CLASS]));
            }
        }
        return boxes;
    }

    private static float[] slice(float[] all, int index, int parts) {
        int length = all.length / parts;
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }

    private ModelRefused refused(String wanted, String found) {
        return new ModelRefused(
                "%s: contract 'prepared' wants %s, but %s"
                        .formatted(ModelFile.label(entry), wanted, found));
    }

    /// None: a call is a batch already.
    @Override
    public @Nullable Batchifier getBatchifier() {
        return null;
    }
}

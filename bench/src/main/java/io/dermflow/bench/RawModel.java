package io.dermflow.bench;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.entropy.EntropyVerdict;
import io.dermflow.imaging.entropy.JpegEntropyCheck;
import io.dermflow.imaging.geometry.Letterbox;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Decode, letterbox, forward: what any server of the same model has to do for a photo, and nothing
/// else, with the worker's own decoder and settings (one intra-op thread for each predictor).
final class RawModel implements AutoCloseable {

    private static final int WORKING_LONG_SIDE = 640;

    private final Model model;
    private final int width;
    private final int height;

    private RawModel(Model model, int width, int height) {
        this.model = model;
        this.width = width;
        this.height = height;
    }

    /// The active model of the task `lesion` in this folder's manifest.
    static RawModel load(Path models) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty(
                "DJL_CACHE_DIR", System.getProperty("user.home") + "/.cache/dermflow/djl");
        JsonNode entry = active(models);
        Path file = models.resolve(entry.path("file").asString());
        Model model = Model.newInstance("lesion", Device.cpu(), "PyTorch");
        try {
            model.load(file.getParent(), file.getFileName().toString());
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException("cannot load " + file, e);
        }
        errorsOnly();
        JsonNode input = entry.path("input");
        return new RawModel(model, input.path("width").asInt(), input.path("height").asInt());
    }

    /// As in the worker: where libtorch warns at each convolution, the warnings cost time.
    @SuppressWarnings("restricted") // the bench is started with native access
    private static void errorsOnly() {
        SymbolLookup.libraryLookup(System.mapLibraryName("c10"), Arena.global())
                .find("FLAGS_caffe2_log_level")
                .ifPresent(level -> level.reinterpret(Integer.BYTES).set(JAVA_INT, 0, 2));
    }

    private static JsonNode active(Path models) {
        for (JsonNode entry :
                JsonMapper.shared().readTree(models.resolve("models.json")).path("models")) {
            if (entry.path("task").asString().equals("lesion")
                    && entry.path("active").asBoolean()) {
                return entry;
            }
        }
        throw new IllegalStateException("no active lesion model in " + models);
    }

    /// Runs all photos through, `threads` at a time. The first run warms up and is thrown away.
    RawFigures run(List<byte[]> photos, int threads, boolean withEntropyCheck) {
        AtomicInteger next = new AtomicInteger();
        double[] millis = new double[photos.size()];
        long cpuBefore = ownCpuMillis();
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<@Nullable Void>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(() -> {
                    work(photos, next, millis, withEntropyCheck);
                    return null;
                });
            }
            for (var worker : pool.invokeAll(workers)) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new RawFigures(
                photos.size() / seconds,
                (ownCpuMillis() - cpuBefore) / (double) photos.size(),
                Quantiles.of(millis));
    }

    private void work(
            List<byte[]> photos, AtomicInteger next, double[] millis, boolean withEntropyCheck)
            throws TranslateException {
        try (Predictor<ByteBuffer, Boolean> predictor = model.newPredictor(new Forward())) {
            for (int i = next.getAndIncrement(); i < photos.size(); i = next.getAndIncrement()) {
                long start = System.nanoTime();
                one(photos.get(i), predictor, withEntropyCheck);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
    }

    private void one(
            byte[] photo, Predictor<ByteBuffer, Boolean> predictor, boolean withEntropyCheck)
            throws TranslateException {
        if (withEntropyCheck && JpegEntropyCheck.check(photo) instanceof EntropyVerdict.Damaged d) {
            throw new IllegalStateException("the bench's own photo is damaged: " + d);
        }
        var request = new DecodeRequest("image/jpeg", 1, WORKING_LONG_SIDE);
        try (var image = ImageDecoder.decode(photo, request)) {
            var letterbox = Letterbox.fit(image.width(), image.height(), width, height);
            predictor.predict(letterbox.apply(image.pixels()));
        }
    }

    private static long ownCpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    @Override
    public void close() {
        model.close();
    }

    /// @param cpuMillis of one photo, this process's whole
    record RawFigures(double perSecond, double cpuMillis, Quantiles millis) {}

    /// Copies the answer into Java and drops it, as every server must at least.
    private final class Forward implements Translator<ByteBuffer, Boolean> {

        @Override
        public NDList processInput(TranslatorContext context, ByteBuffer image) {
            return new NDList(
                    context.getNDManager()
                            .create(image, new Shape(1, height, width, 3), DataType.UINT8));
        }

        @Override
        public Boolean processOutput(TranslatorContext context, NDList output) {
            output.forEach(array -> array.toFloatArray());
            return true;
        }

        @Override
        public @Nullable Batchifier getBatchifier() {
            return null;
        }
    }
}

package io.dermflow.vision.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.OutputContract;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.Tensor;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.vision.model.ModelEntry.Contract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A model in memory, checked and warm: one copy and one batcher per device, a fixed number of
/// threads with one predictor each. Thread-safe; whoever loaded it closes it.
public final class LoadedModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedModel.class);

    /// Calls of one shape until its time is steady (measured: 111, 59, 39, 34 ms).
    private static final int WARM_UP_CALLS = 3;

    private static final Map<String, String> MOVED = Map.of("mapLocation", "true");

    private final ModelEntry declared;
    private final List<Model> copies = new ArrayList<>();
    private final List<Batcher<ByteBuffer, List<Tensor>>> batchers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /// Written once, before the model is handed out.
    private @Nullable Fit fit;

    private List<Tensor> sample = List.of();

    /// Written by every caller; only its age matters.
    private volatile long lastCall = System.nanoTime();

    /// Set once by whoever compares another model with this one.
    private volatile Echo echo = (_, _) -> {};

    /// Both set once by whoever measures.
    private volatile Consumer<Duration> stopwatch = _ -> {};

    private volatile IntConsumer batchSizes = _ -> {};

    /// Hears of every answer, after its caller was served. Returns at once.
    interface Echo {
        /// @param image as the model saw it; not kept longer than the call
        void heard(ByteBuffer image, Answer answer);
    }

    private LoadedModel(ModelEntry declared) {
        this.declared = declared;
    }

    /// Loads, runs zeros through to see what comes out, settles the contract, then warms every
    /// predictor in every batch size. Returns when all is warm.
    ///
    /// @param file checked by [ModelFile]
    /// @throws ModelRefused with a readable reason
    static LoadedModel load(
            ModelEntry entry, Path file, ModelProperties properties, List<Device> devices) {
        long start = System.nanoTime();
        var loaded = new LoadedModel(entry);
        try {
            devices.forEach(device -> loaded.add(file, device, properties));
        } catch (CompletionException e) {
            loaded.close();
            throw refused(entry, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            loaded.close();
            throw refused(entry, e);
        }
        LOG.info(
                "model loaded model={} version={} kind={} devices={} durationMs={}",
                entry.name(),
                entry.version(),
                loaded.contract().kind().wireName(),
                devices,
                (System.nanoTime() - start) / 1_000_000);
        return loaded;
    }

    /// With what the file itself says put in where the manifest is silent.
    public ModelEntry entry() {
        return fitted().entry();
    }

    /// As the manifest has it.
    ModelEntry declared() {
        return declared;
    }

    public InputForm input() {
        return fitted().form();
    }

    public OutputContract contract() {
        return fitted().contract();
    }

    /// What came out for a picture of zeros: names and shapes are those of every answer.
    public List<Tensor> sample() {
        return sample;
    }

    /// Runs one picture (uint8 `[H,W,3]` RGB of the input's size, direct) and reads the answer.
    ///
    /// @throws DependencyUnavailable if too many calls wait already
    public Answer answer(ByteBuffer image) {
        Answer answer = contract().decode(tensors(image));
        echo.heard(image, answer);
        return answer;
    }

    /// The same for a detector.
    public RawDetections predict(ByteBuffer image) {
        if (answer(image) instanceof RawDetections detections) {
            return detections;
        }
        throw new IllegalStateException(ModelFile.label(declared) + " is no detector");
    }

    /// The same without reading the answer.
    ///
    /// @throws DependencyUnavailable if too many calls wait already
    public List<Tensor> tensors(ByteBuffer image) {
        calls.incrementAndGet();
        long start = System.nanoTime();
        try {
            List<Tensor> answer = leastBusy().submit(image).join();
            stopwatch.accept(Duration.ofNanos(System.nanoTime() - start));
            return answer;
        } catch (CompletionException e) {
            throw new IllegalStateException(ModelFile.label(declared) + " failed", e.getCause());
        } finally {
            lastCall = System.nanoTime();
            calls.decrementAndGet();
        }
    }

    /// Runs variations of one picture side by side and reads the answers, in order. No shadow hears
    /// of them: nobody sent these pictures.
    ///
    /// @param images as for [#answer], few: they take places in the one queue
    /// @throws DependencyUnavailable if too many calls wait already
    public List<Answer> variations(List<ByteBuffer> images) {
        calls.incrementAndGet();
        try {
            List<CompletableFuture<List<Tensor>>> answers =
                    images.stream().map(image -> leastBusy().submit(image)).toList();
            return answers.stream().map(answer -> contract().decode(answer.join())).toList();
        } catch (CompletionException e) {
            throw new IllegalStateException(ModelFile.label(declared) + " failed", e.getCause());
        } finally {
            lastCall = System.nanoTime();
            calls.decrementAndGet();
        }
    }

    /// @param times hears how long each picture took, its wait for a thread included
    /// @param sizes hears how many pictures went through at once
    void measuredBy(Consumer<Duration> times, IntConsumer sizes) {
        stopwatch = times;
        batchSizes = sizes;
    }

    void echoTo(Echo listener) {
        echo = listener;
    }

    /// Whether nobody has asked it for that long, nor asks it now.
    boolean quietFor(Duration time) {
        return calls.get() == 0 && System.nanoTime() - lastCall >= time.toNanos();
    }

    /// Calls that wait for a thread.
    int waiting() {
        return batchers.stream().mapToInt(Batcher::waiting).sum();
    }

    /// Native arrays of calls that have not let go of them: those of the calls under way, and none
    /// where nobody asks.
    int arrays() {
        return copies.stream()
                .mapToInt(copy -> copy.getNDManager().getManagedArrays().size())
                .sum();
    }

    private Batcher<ByteBuffer, List<Tensor>> leastBusy() {
        int offset = Math.floorMod(next.getAndIncrement(), batchers.size());
        Batcher<ByteBuffer, List<Tensor>> best = batchers.get(offset);
        for (Batcher<ByteBuffer, List<Tensor>> other : batchers) {
            if (other.waiting() < best.waiting()) {
                best = other;
            }
        }
        return best;
    }

    private void add(Path file, Device device, ModelProperties properties) {
        Model copy = read(file, device);
        copies.add(copy);
        if (fit == null) {
            var found = Fit.find(declared, file, form -> new PredictorWorker(copy, form));
            fit = found.fit();
            sample = found.sample();
        }
        InputForm form = input();
        int largest = largestBatch(properties);
        batchers.add(
                new Batcher<>(
                        declared.name() + "-" + device,
                        properties.threadsPerDevice(),
                        largest,
                        properties.queue(),
                        size -> batchSizes.accept(size),
                        () -> warm(new PredictorWorker(copy, form), form, largest)));
    }

    /// Exports are traced with one batch size, mostly 1; only our own networks take any.
    private int largestBatch(ModelProperties properties) {
        return declared.contract() == Contract.PREPARED ? properties.largestBatch() : 1;
    }

    /// A file that was traced on another device is moved to this one.
    private Model read(Path file, Device device) {
        Model copy = Model.newInstance(declared.name(), device, "PyTorch");
        try {
            copy.load(file.getParent(), file.getFileName().toString(), MOVED);
            return copy;
        } catch (IOException | MalformedModelException | RuntimeException e) {
            copy.close();
            throw refused(declared, e);
        }
    }

    private PredictorWorker warm(PredictorWorker worker, InputForm form, int largestBatch) {
        for (int size = 1; size <= largestBatch; size *= 2) {
            for (int call = 0; call < WARM_UP_CALLS; call++) {
                var zeros = Collections.nCopies(size, ByteBuffer.allocateDirect(form.bytes()));
                if (worker.apply(zeros).size() != size) {
                    throw new ModelRefused(
                            ModelFile.label(declared) + ": does not take a batch of " + size);
                }
            }
        }
        return worker;
    }

    private Fit fitted() {
        return Optional.ofNullable(fit)
                .orElseThrow(() -> new IllegalStateException("not loaded yet"));
    }

    private static ModelRefused refused(ModelEntry entry, Throwable cause) {
        if (cause instanceof ModelRefused refused) {
            return refused;
        }
        String message = String.valueOf(cause.getMessage());
        return new ModelRefused(
                ModelFile.label(entry) + ": " + message.lines().findFirst().orElse(message), cause);
    }

    /// Finishes the calls that wait, then frees the memory.
    @Override
    public void close() {
        batchers.forEach(Batcher::close);
        copies.forEach(Model::close);
    }

    /// One thread's predictor.
    private static final class PredictorWorker implements Batcher.Worker<ByteBuffer, List<Tensor>> {

        private final Predictor<List<ByteBuffer>, List<List<Tensor>>> predictor;

        PredictorWorker(Model copy, InputForm form) {
            predictor = copy.newPredictor(new TensorTranslator(form));
        }

        @Override
        public List<List<Tensor>> apply(List<ByteBuffer> images) {
            try {
                return predictor.predict(images);
            } catch (TranslateException e) {
                if (e.getCause() instanceof ModelRefused refused) {
                    throw refused;
                }
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            predictor.close();
        }
    }
}

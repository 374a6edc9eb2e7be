package io.dermflow.vision.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.vision.model.ModelEntry.Contract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A model in memory, checked and warm: one copy and one batcher per device, a fixed number of
/// threads with one predictor each. Thread-safe; whoever loaded it closes it.
public final class LoadedModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedModel.class);

    /// Calls of one shape until its time is steady (measured: 111, 59, 39, 34 ms).
    private static final int WARM_UP_CALLS = 3;

    private static final Map<String, String> MOVED = Map.of("mapLocation", "true");

    private final ModelEntry entry;
    private final List<Model> copies = new ArrayList<>();
    private final List<Batcher<ByteBuffer, RawDetections>> batchers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private LoadedModel(ModelEntry entry) {
        this.entry = entry;
    }

    /// Checks the digest, loads, runs zeros through every predictor in every batch size and looks
    /// at the shapes of the answers. Returns when all is warm.
    ///
    /// @throws ModelRefused with a readable reason
    static LoadedModel load(ModelEntry entry, ModelProperties properties, List<Device> devices) {
        Path file = ModelFile.checked(properties.directory(), entry);
        long start = System.nanoTime();
        var loaded = new LoadedModel(entry);
        try {
            devices.forEach(device -> loaded.add(file, device, properties));
        } catch (CompletionException e) {
            loaded.close();
            throw refused(entry, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
        LOG.info(
                "model loaded model={} version={} devices={} durationMs={}",
                entry.name(),
                entry.version(),
                devices,
                (System.nanoTime() - start) / 1_000_000);
        return loaded;
    }

    public ModelEntry entry() {
        return entry;
    }

    /// Runs one letterboxed picture (uint8 `[H,W,3]` RGB, direct) and waits for the answer.
    ///
    /// @throws DependencyUnavailable if too many calls wait already
    public RawDetections predict(ByteBuffer image) {
        try {
            return leastBusy().submit(image).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(ModelFile.label(entry) + " failed", e.getCause());
        }
    }

    private Batcher<ByteBuffer, RawDetections> leastBusy() {
        int offset = Math.floorMod(next.getAndIncrement(), batchers.size());
        Batcher<ByteBuffer, RawDetections> best = batchers.get(offset);
        for (Batcher<ByteBuffer, RawDetections> other : batchers) {
            if (other.waiting() < best.waiting()) {
                best = other;
            }
        }
        return best;
    }

    private void add(Path file, Device device, ModelProperties properties) {
        Model copy = read(file, device);
        copies.add(copy);
        int largest = properties.largestBatch();
        batchers.add(
                new Batcher<>(
                        entry.name() + "-" + device,
                        properties.threadsPerDevice(),
                        largest,
                        properties.queue(),
                        () -> warm(new PredictorWorker(copy.newPredictor(translator())), largest)));
    }

    /// A file that was traced on another device is moved to this one.
    private Model read(Path file, Device device) {
        Model copy = Model.newInstance(entry.name(), device, "PyTorch");
        try {
            copy.load(file.getParent(), file.getFileName().toString(), MOVED);
            return copy;
        } catch (IOException | MalformedModelException e) {
            copy.close();
            throw refused(entry, e);
        }
    }

    private Translator<List<ByteBuffer>, List<RawDetections>> translator() {
        return entry.contract() == Contract.PREPARED
                ? new PreparedTranslator(entry)
                : new DropInTranslator(entry);
    }

    private PredictorWorker warm(PredictorWorker worker, int largestBatch) {
        for (int size = 1; size <= largestBatch; size *= 2) {
            for (int call = 0; call < WARM_UP_CALLS; call++) {
                if (worker.apply(Collections.nCopies(size, zeros())).size() != size) {
                    throw new ModelRefused(
                            ModelFile.label(entry) + ": does not take a batch of " + size);
                }
            }
        }
        return worker;
    }

    private ByteBuffer zeros() {
        return ByteBuffer.allocateDirect(entry.input().width() * entry.input().height() * 3);
    }

    private static ModelRefused refused(ModelEntry entry, Throwable cause) {
        return cause instanceof ModelRefused refused
                ? refused
                : new ModelRefused(ModelFile.label(entry) + ": " + cause.getMessage(), cause);
    }

    /// Finishes the calls that wait, then frees the memory.
    @Override
    public void close() {
        batchers.forEach(Batcher::close);
        copies.forEach(Model::close);
    }

    /// One thread's predictor.
    private record PredictorWorker(Predictor<List<ByteBuffer>, List<RawDetections>> predictor)
            implements Batcher.Worker<ByteBuffer, RawDetections> {

        @Override
        public List<RawDetections> apply(List<ByteBuffer> images) {
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

package io.dermflow.vision.model;

import ai.djl.Device;
import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps the active lesion model loaded. Looks at `models.json` at start and every few seconds;
/// when it changed, the new version is loaded beside the old one, warmed, switched to, and the old
/// one is closed after its last call. Switching back is the same way round.
///
/// Failure semantics: a version that is refused changes nothing; what ran before goes on, and
/// health says why. At start there is nothing before: no jobs are taken until the files are right.
public final class ActiveModels implements SmartLifecycle {

    /// The task of the shipped detector and outliner.
    public static final String LESION = "lesion";

    private static final Logger LOG = LoggerFactory.getLogger(ActiveModels.class);

    private final ModelProperties properties;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("models").factory());

    /// The following are written at start and by the watching thread only.
    private volatile @Nullable LoadedModel lesion;

    private volatile Manifest manifest = new Manifest(1, List.of());
    private volatile String trouble = "models are not loaded yet";
    private volatile boolean running;
    private List<Device> devices = List.of();
    private @Nullable FileTime seen;

    public ActiveModels(ModelProperties properties) {
        this.properties = properties;
    }

    /// The model that answers now.
    ///
    /// @throws DependencyUnavailable while there is none
    public LoadedModel lesion() {
        LoadedModel current = lesion;
        if (current == null) {
            throw new DependencyUnavailable("model", trouble, null);
        }
        return current;
    }

    /// Whether jobs can be answered.
    public boolean loaded() {
        return lesion != null;
    }

    /// The manifest as read last.
    public Manifest manifest() {
        return manifest;
    }

    /// Why the manifest's present state is not what runs; empty when it is.
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    /// The text of a model's card, if it has one.
    public Optional<String> card(ModelEntry entry) {
        String card = entry.card();
        if (card == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(ModelFile.inside(properties.directory(), card)));
        } catch (IOException e) {
            LOG.warn("model card unreadable model={} error={}", entry.name(), e.toString());
            return Optional.empty();
        }
    }

    /// One look at the manifest, with what follows from it.
    synchronized void look() {
        Path file = properties.directory().resolve("models.json");
        try {
            FileTime now = Files.getLastModifiedTime(file);
            if (!now.equals(seen)) {
                seen = now;
                apply(Manifest.read(file));
            }
        } catch (IOException e) {
            say("models.json is missing in " + properties.directory());
        } catch (ModelRefused e) {
            say(e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("models could not be loaded", e);
            say(e.toString());
        }
    }

    private void apply(Manifest now) {
        manifest = now;
        ModelEntry wanted =
                now.active(LESION)
                        .orElseThrow(() ->
                                new ModelRefused("models.json: no active model for " + LESION));
        LoadedModel old = lesion;
        if (old == null || !old.entry().equals(wanted)) {
            if (devices.isEmpty()) {
                devices = Torch.start(properties);
            }
            lesion = LoadedModel.load(wanted, properties, devices);
            if (old != null) {
                LOG.info(
                        "model switched model={} from={} to={}",
                        wanted.name(),
                        old.entry().version(),
                        wanted.version());
                old.close();
            }
        }
        trouble = "";
    }

    private void say(@Nullable String what) {
        String now = what == null ? "unknown" : what;
        if (!now.equals(trouble)) {
            LOG.error("models: {}", now);
        }
        trouble = now;
    }

    /// Loads before it returns, so that a worker that says it is up is warm.
    @Override
    public void start() {
        running = true;
        look();
        long every = properties.lookEvery().toMillis();
        thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        LoadedModel current = lesion;
        lesion = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the pumps, and closed after them.
    @Override
    public int getPhase() {
        return 500;
    }
}

package io.dermflow.vision.model;

import ai.djl.Device;
import io.dermflow.kit.http.DependencyUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps the active model of every task loaded. Looks at the manifest at start and every few
/// seconds: the shipped one (`MODEL_MANIFEST_URL`, or `models.json` in the folder), with the
/// bucket's laid over it. When it changed, the new version is loaded beside the old one, warmed and
/// switched to; the old one stays for a rollback.
///
/// Failure semantics: a version that is refused changes nothing; what ran before goes on, and
/// health, metrics and `/api/v1/models` say why. While a place is away the last manifest stands. At
/// start there is nothing before: no jobs are taken until the lesion model runs.
public final class ActiveModels implements SmartLifecycle {

    /// The task of the shipped detector and outliner, without which there is no work.
    public static final String LESION = "lesion";

    /// The task of a classifier that looks at one lesion.
    public static final String LESION_DX = "lesion-dx";

    /// The task of a model that outlines persons.
    public static final String PERSON = "person";

    /// The task of a network that finds the joints of one person.
    public static final String POSE = "pose";

    /// The task of a network that finds faces and their 68 landmarks.
    public static final String FACE_LANDMARKS = "face-landmarks";

    /// The task of a network that says which pixels are skin.
    public static final String SKIN = "skin";

    /// The task of a network that outlines the parts of a face, hair among them.
    public static final String FACE_PARSING = "face-parsing";

    private static final Logger LOG = LoggerFactory.getLogger(ActiveModels.class);

    private final ModelProperties properties;
    private final ModelPlaces places;
    private final ModelMeter meter;
    private final Shadow.Reports reports;
    private final Offers offers;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("models").factory());
    private final Map<String, TaskSlot> slots = new ConcurrentHashMap<>();

    /// The following are written under this object's lock only.
    private volatile ManifestDocument document = ManifestDocument.empty();

    private volatile Manifest manifest = Manifest.empty();
    private volatile String trouble = "models are not loaded yet";
    private volatile boolean running;
    private List<Device> devices = List.of();
    private String folderStamp = "";
    private boolean stopped;

    /// The models of the folder alone.
    public ActiveModels(ModelProperties properties) {
        this(properties, null, new SimpleMeterRegistry(), _ -> {});
    }

    /// @param bucket laid over the shipped manifest; null without a store
    /// @param reports hears of every comparison with a shadow
    ActiveModels(
            ModelProperties properties,
            @Nullable BucketSource bucket,
            MeterRegistry meters,
            Shadow.Reports reports) {
        this.properties = properties;
        this.meter = new ModelMeter(meters);
        this.reports = reports;
        this.places = new ModelPlaces(properties, bucket);
        this.offers = new Offers(places.watched(), places.shelf());
    }

    /// The lesion model that answers now.
    ///
    /// @throws DependencyUnavailable while there is none
    public LoadedModel lesion() {
        return active(LESION)
                .orElseThrow(() ->
                        new DependencyUnavailable("model", trouble().orElse("not loaded"), null));
    }

    /// The model that answers a task now; empty where the manifest has none.
    public Optional<LoadedModel> active(String task) {
        return Optional.ofNullable(slots.get(task)).flatMap(TaskSlot::active);
    }

    /// A model that is in memory, be it active, the one before, or a shadow.
    ///
    /// @param version absent: the active one first
    public Optional<LoadedModel> loaded(String name, Optional<String> version) {
        return slots.values().stream()
                .flatMap(TaskSlot::loaded)
                .filter(model -> model.entry().name().equals(name))
                .filter(model -> version.map(model.entry().version()::equals).orElse(true))
                .findFirst();
    }

    /// Whether jobs can be answered.
    public boolean loaded() {
        return active(LESION).isPresent();
    }

    /// The manifest as read last.
    public Manifest manifest() {
        return manifest;
    }

    /// The same as text.
    public ManifestDocument document() {
        return document;
    }

    /// Files that wait to be registered.
    public List<Offer> offers() {
        return offers.all();
    }

    /// Why the manifest's present state is not what runs; empty when it is.
    public Optional<String> trouble() {
        List<String> all = new ArrayList<>();
        Stream.concat(Stream.of(trouble), slots.values().stream().map(TaskSlot::trouble))
                .filter(text -> !text.isEmpty())
                .forEach(all::add);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    /// The text of a model's card, if it has one.
    public Optional<String> card(ModelEntry entry) {
        return places.card(entry);
    }

    ModelPlaces places() {
        return places;
    }

    /// Gets the file, loads it, runs it, and frees it again: whether it could take over.
    ///
    /// @throws ModelRefused with the reason
    /// @throws DependencyUnavailable once it was stopped
    synchronized void rehearse(ModelEntry entry) {
        if (stopped) {
            throw new DependencyUnavailable("model", "the worker stops", null);
        }
        try (var model = load(entry)) {
            TaskNeeds.require(entry.task(), model);
        }
    }

    /// One look at the manifest, with what follows from it; nothing once it was stopped.
    public synchronized void look() {
        if (stopped) {
            return;
        }
        try {
            String stamp = places.stamp(manifest);
            if (!stamp.equals(folderStamp)) {
                slots.values().forEach(TaskSlot::forgetRefusal);
                folderStamp = stamp;
            }
            ManifestDocument now = places.manifest();
            Manifest parsed = now.manifest();
            document = now;
            manifest = parsed;
            trouble = "";
            follow(parsed);
            offers.look(parsed);
        } catch (ModelRefused | DependencyUnavailable e) {
            say(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("models could not be looked at", e);
            say(e.toString());
        }
        slots.values().forEach(slot -> slot.sweep(properties.retireAfter()));
    }

    private void follow(Manifest wanted) {
        Set<String> tasks = new LinkedHashSet<>(wanted.tasks());
        tasks.addAll(slots.keySet());
        for (String task : tasks) {
            slots.computeIfAbsent(task, name -> new TaskSlot(name, meter, this::load))
                    .follow(wanted, reports);
        }
        if (!loaded() && wanted.models().stream().noneMatch(this::answersLesion)) {
            say("models.json: no active model for " + LESION);
        }
    }

    private boolean answersLesion(ModelEntry entry) {
        return entry.isActive() && entry.task().equals(LESION);
    }

    private LoadedModel load(ModelEntry entry) {
        if (devices.isEmpty()) {
            devices = Torch.start(properties);
        }
        return LoadedModel.load(entry, places.shelf().file(entry), properties, devices);
    }

    private void say(String what) {
        if (!what.equals(trouble)) {
            LOG.error("models: {}", what);
        }
        trouble = what;
    }

    /// Loads before it returns, so that a worker that says it is up is warm.
    @Override
    public void start() {
        running = true;
        look();
        long every = properties.lookEvery().toMillis();
        thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /// For good. The process is about to end: whoever waits for the lock meanwhile must not load.
    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        synchronized (this) {
            stopped = true;
            slots.values().forEach(TaskSlot::close);
            slots.clear();
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

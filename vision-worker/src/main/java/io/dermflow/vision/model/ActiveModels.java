package io.dermflow.vision.model;

import ai.djl.Device;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// The task of a network that finds faces and their 68 landmarks.
    public static final String FACE_LANDMARKS = "face-landmarks";

    /// The task of a network that outlines the parts of a face, hair among them.
    public static final String FACE_PARSING = "face-parsing";

    private static final Logger LOG = LoggerFactory.getLogger(ActiveModels.class);

    private final ModelProperties properties;
    private final ModelSource shipped;
    private final @Nullable BucketSource bucket;
    private final ModelMeter meter;
    private final Shadow.Reports reports;
    private final ModelShelf shelf;
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
        this.bucket = bucket;
        this.meter = new ModelMeter(meters);
        this.reports = reports;
        var folder = new FolderSource(properties.directory());
        this.shipped = properties.manifestAt().map(this::source).orElse(folder);
        List<ModelSource> remote = new ArrayList<>();
        if (shipped != folder) {
            remote.add(shipped);
        }
        if (bucket != null) {
            remote.add(bucket);
        }
        this.shelf =
                new ModelShelf(
                        properties.directory(),
                        properties.cacheDirectory().resolve("models"),
                        remote);
        List<ModelSource> all = new ArrayList<>(remote);
        all.add(folder);
        this.offers = new Offers(all, shelf);
    }

    private ModelSource source(URI address) {
        return switch (String.valueOf(address.getScheme())) {
            case "file" -> new FolderSource(Objects.requireNonNull(Path.of(address).getParent()));
            case "s3" -> new BucketSource(store(address), prefix(address));
            default -> new UrlSource(address);
        };
    }

    private ObjectStore store(URI address) {
        if (bucket == null) {
            throw new ModelRefused(address + " needs an object store");
        }
        return bucket.store();
    }

    /// `s3://models/a/b/models.json` -> `a/b/`.
    private static String prefix(URI address) {
        String path = String.valueOf(address.getPath());
        return path.substring(1, path.lastIndexOf('/') + 1);
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
        String card = entry.card();
        if (card == null) {
            return Optional.empty();
        }
        for (ModelSource source : places()) {
            try (InputStream in = source.open(card).orElse(null)) {
                if (in != null) {
                    return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException | DependencyUnavailable e) {
                LOG.warn("model card unreadable model={} error={}", entry.name(), e.toString());
            }
        }
        return Optional.empty();
    }

    private List<ModelSource> places() {
        return bucket == null ? List.of(shipped) : List.of(shipped, bucket);
    }

    Optional<BucketSource> bucket() {
        return Optional.ofNullable(bucket);
    }

    /// Gets the file, loads it, runs it, and frees it again: whether it could take over.
    ///
    /// @throws ModelRefused with the reason
    synchronized void rehearse(ModelEntry entry) {
        try (var model = load(entry)) {
            TaskSlot.requireFit(entry.task(), model);
        }
    }

    /// A local file of what is offered, put into the bucket for all workers.
    void share(Offer offer, String path) throws IOException {
        for (ModelSource source : offerPlaces()) {
            if (source.place().equals(offer.place())) {
                Path copy = shelf.copy(source, offer.file()).orElse(null);
                if (copy != null) {
                    try {
                        Objects.requireNonNull(bucket).put(path, copy);
                        return;
                    } finally {
                        Files.deleteIfExists(copy);
                    }
                }
            }
        }
        throw new ModelRefused(offer.file() + " is gone");
    }

    private List<ModelSource> offerPlaces() {
        List<ModelSource> all = new ArrayList<>(places());
        all.add(new FolderSource(properties.directory()));
        return all;
    }

    /// One look at the manifest, with what follows from it.
    public synchronized void look() {
        try {
            String stamp = stamp();
            if (!stamp.equals(folderStamp)) {
                slots.values().forEach(TaskSlot::forgetRefusal);
                folderStamp = stamp;
            }
            ManifestDocument now = read();
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

    /// A file that was replaced deserves another try, and so does an edited manifest.
    private String stamp() {
        StringBuilder all = new StringBuilder();
        for (ModelEntry entry : manifest.models()) {
            Path file = properties.directory().resolve(entry.file());
            try {
                all.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file));
            } catch (IOException elsewhere) {
                all.append("elsewhere");
            }
            all.append(' ');
        }
        return all.toString();
    }

    private ManifestDocument read() {
        return merged(
                bucket == null ? Optional.empty() : bucket.manifest().map(ManifestDocument::parse));
    }

    /// The bucket's manifest laid over the shipped one.
    ManifestDocument merged(Optional<ManifestDocument> chosen) {
        Optional<ManifestDocument> base = shipped.manifest().map(ManifestDocument::parse);
        if (chosen.isEmpty() && base.isEmpty()) {
            throw new ModelRefused("models.json is missing in " + shipped.place());
        }
        ManifestDocument below = base.orElseGet(ManifestDocument::empty);
        return chosen.map(above -> above.over(below)).orElse(below);
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
        return LoadedModel.load(entry, shelf.file(entry), properties, devices);
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

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        synchronized (this) {
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

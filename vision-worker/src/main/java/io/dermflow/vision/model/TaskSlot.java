package io.dermflow.vision.model;

import io.dermflow.kit.http.DependencyUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models of one task: the one that answers, the one before it, which stays loaded so that a
/// rollback is immediate, the shadow, and older ones on their way out.
///
/// Failure semantics: a version that is refused changes nothing, and [#trouble()] says why. A
/// version that is switched away from leaves as [LeavingModels] says.
///
/// Written under the lock of [ActiveModels]; read by anybody.
final class TaskSlot {

    private static final Logger LOG = LoggerFactory.getLogger(TaskSlot.class);

    private final String task;
    private final ModelMeter meter;
    private final CarefulLoader loader;
    private final LeavingModels leaving = new LeavingModels();

    private volatile @Nullable LoadedModel active;
    private volatile @Nullable LoadedModel previous;
    private volatile @Nullable Shadow shadow;
    private volatile String trouble = "";

    /// @param loader loads beside what runs, checks and warms
    TaskSlot(String task, ModelMeter meter, Function<ModelEntry, LoadedModel> loader) {
        this.task = task;
        this.meter = meter;
        this.loader = new CarefulLoader(task, meter, loader);
        meter.watch(this);
    }

    String task() {
        return task;
    }

    Optional<LoadedModel> active() {
        return Optional.ofNullable(active);
    }

    Optional<LoadedModel> shadow() {
        return Optional.ofNullable(shadow).map(Shadow::model);
    }

    /// Everything that could answer now, the active one first.
    Stream<LoadedModel> loaded() {
        return Stream.of(active(), Optional.ofNullable(previous), shadow())
                .flatMap(Optional::stream);
    }

    /// Why the manifest's present state is not what runs; empty when it is.
    String trouble() {
        return trouble;
    }

    /// Makes what the manifest wants the case, as far as it can be done.
    void follow(Manifest manifest, Shadow.Reports reports) {
        try {
            activate(manifest.active(task));
            shade(manifest.shadow(task), reports);
            trouble = "";
        } catch (ModelRefused | DependencyUnavailable e) {
            say(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("model could not be loaded task={}", task, e);
            say(e.toString());
        }
    }

    private void activate(Optional<ModelEntry> wanted) {
        if (wanted.isEmpty()) {
            leaving.add(active);
            active = null;
            return;
        }
        LoadedModel old = active;
        if (old != null && old.declared().serving().equals(wanted.get().serving())) {
            return;
        }
        LoadedModel next = previously(wanted.get()).orElseGet(() -> loader.load(wanted.get()));
        if (previous != next) {
            leaving.add(previous);
        }
        previous = old;
        active = next;
        if (old != null) {
            old.echoTo((_, _) -> {});
            meter.switched(task);
            LOG.info(
                    "model switched task={} from={} to={}",
                    task,
                    ModelFile.label(old.entry()),
                    ModelFile.label(next.entry()));
        }
    }

    private Optional<LoadedModel> previously(ModelEntry wanted) {
        return Optional.ofNullable(previous)
                .filter(model -> model.declared().serving().equals(wanted.serving()));
    }

    /// Tries the same version again, for instance when its file was replaced.
    void forgetRefusal() {
        loader.forgetRefusal();
    }

    private void shade(Optional<ModelEntry> wanted, Shadow.Reports reports) {
        Shadow old = shadow;
        LoadedModel beside = active;
        boolean same =
                old != null
                        && wanted.isPresent()
                        && old.model().declared().serving().equals(wanted.get().serving());
        if (old != null && !same) {
            shadow = null;
            old.close();
        }
        if (beside == null || wanted.isEmpty()) {
            return;
        }
        Shadow runs = same ? shadow : startShadow(wanted.get(), beside, reports);
        if (runs != null) {
            beside.echoTo(runs.beside(beside));
        }
    }

    private Shadow startShadow(ModelEntry wanted, LoadedModel beside, Shadow.Reports reports) {
        LoadedModel model = loader.load(wanted);
        if (model.input().width() != beside.input().width()
                || model.input().height() != beside.input().height()
                || model.input().resize() != beside.input().resize()) {
            model.close();
            throw new ModelRefused(
                    "%s: a shadow sees what the active model sees, so its input must be %dx%d too"
                            .formatted(
                                    ModelFile.label(wanted),
                                    beside.input().width(),
                                    beside.input().height()));
        }
        var started = new Shadow(task, model, meter, reports);
        shadow = started;
        return started;
    }

    /// Closes old versions that nobody has asked for `quiet`.
    void sweep(Duration quiet) {
        leaving.sweep(quiet);
    }

    private void say(String what) {
        if (!what.equals(trouble)) {
            LOG.error("models: {}", what);
        }
        trouble = what;
    }

    void close() {
        Shadow runs = shadow;
        if (runs != null) {
            shadow = null;
            runs.close();
        }
        leaving.add(previous);
        leaving.add(active);
        previous = null;
        active = null;
        leaving.close();
    }
}

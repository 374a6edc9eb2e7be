package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Switching while people work.
class ModelSwitchTest {

    private static final String MANIFEST = "{\"schema\":1,\"models\":[%s]}";
    private static final String ENTRY =
            """
            {"name":"stub","version":"%s","task":"lesion","contract":"prepared",
             "file":"prepared.pt","sha256":"%s","active":%s,
             "input":{"width":320,"height":320},"output":{"names":["lesion"]}}\
            """;

    @TempDir private Path dir;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ActiveModels models;
    private String sha256;

    @BeforeEach
    void start() throws IOException {
        Files.copy(ModelFiles.stub("prepared.pt"), dir.resolve("prepared.pt"));
        sha256 = ModelFiles.sha256(dir.resolve("prepared.pt"));
        models = models(Duration.ZERO);
        manifest(entry("1", true));
        models.look();
    }

    @AfterEach
    void stop() {
        models.stop();
    }

    @Test
    void failsNoCallWhileItSwitches() throws Exception {
        var over = new AtomicBoolean();
        var answered = new AtomicInteger();
        try (var callers = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(callers.submit(caller(over, answered)));
            }
            for (int version = 2; version <= 12; version++) {
                int before = answered.get();
                manifest(entry(String.valueOf(version), true));
                models.look();
                assertThat(models.lesion().entry().version()).isEqualTo("" + version);
                awaitMore(answered, before + 3);
            }
            over.set(true);
            for (Future<Integer> call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS)).isPositive();
            }
        }
        assertThat(meters.counter("dermflow.model.switches", "task", "lesion").count())
                .isEqualTo(11);
    }

    /// A job asks for the model once and then for every picture.
    private Callable<Integer> caller(AtomicBoolean over, AtomicInteger answered) {
        return () -> {
            int own = 0;
            while (!over.get()) {
                LoadedModel model = models.lesion();
                for (int picture = 0; picture < 3; picture++) {
                    assertThat(model.predict(black(model)).candidates()).hasSize(3);
                }
                answered.incrementAndGet();
                own++;
            }
            return own;
        };
    }

    /// Whoever waited for the stop comes next, and the process is about to end.
    @Test
    void loadsNothingMoreOnceItWasStopped() {
        ModelEntry entry = models.lesion().declared();
        models.stop();

        models.look();

        assertThat(models.loaded()).isFalse();
        assertThatThrownBy(() -> models.rehearse(entry))
                .isInstanceOf(DependencyUnavailable.class)
                .hasMessageContaining("stops");
    }

    @Test
    void rollsBackToTheVersionBeforeWithoutLoadingIt() throws IOException {
        LoadedModel first = models.lesion();
        manifest(entry("2", true));
        models.look();

        manifest(entry("1", true));
        models.look();

        assertThat(models.lesion()).isSameAs(first);
        assertThat(models.loaded("stub", Optional.of("2"))).isPresent();
    }

    @Test
    void saysInMetricsThatAVersionWasRefusedAndTriesItOnce() throws IOException {
        sha256 = "0".repeat(64);
        manifest(entry("2", true));

        models.look();
        models.look();

        assertThat(models.lesion().entry().version()).isEqualTo("1");
        assertThat(models.trouble()).hasValueSatisfying(why -> assertThat(why).contains("sha256"));
        assertThat(meters.counter("dermflow.model.refused", "task", "lesion").count()).isOne();
        assertThat(meters.get("dermflow.model.trouble").gauge().value()).isOne();
    }

    @Test
    void refusesAModelWhoseAnswersTheTaskCannotUse() throws IOException {
        Files.copy(ModelFiles.stub("v8-classify.pt"), dir.resolve("dx.pt"));
        String digest = ModelFiles.sha256(dir.resolve("dx.pt"));
        manifest(
                """
                {"name":"dx","version":"1","task":"lesion","contract":"drop-in","file":"dx.pt",
                 "sha256":"%s","active":true}\
                """
                        .formatted(digest));

        models.look();

        assertThat(models.lesion().entry().name()).isEqualTo("stub");
        assertThat(models.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("probabilities"));
    }

    @Test
    void keepsWhatRunsWhileTheManifestIsGoneOrBroken() throws IOException {
        Files.delete(dir.resolve("models.json"));
        models.look();
        assertThat(models.lesion().entry().version()).isEqualTo("1");

        Files.writeString(dir.resolve("models.json"), "{");
        models.look();

        assertThat(models.lesion().entry().version()).isEqualTo("1");
        assertThat(models.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("not valid"));
    }

    @Test
    void offersAFileThatWasDroppedIn() throws IOException {
        Files.copy(ModelFiles.stub("v8-detect.pt"), dir.resolve("isskin-binary-11l-v1.pt"));
        Files.copy(ModelFiles.stub("checkpoint.pt"), dir.resolve("isskin-dx-11l-v2.pt"));
        Files.copy(ModelFiles.stub("logits.pt"), dir.resolve("notes.pt"));

        models.look();

        assertThat(models.offers()).hasSize(2);
        var good = models.offers().stream().filter(o -> o.refusal() == null).toList().getFirst();
        assertThat(good.name()).isEqualTo("isskin-binary-11l");
        assertThat(good.version()).isEqualTo("1");
        assertThat(good.task()).isEqualTo("lesion");
        assertThat(models.offers())
                .anySatisfy(offer ->
                        assertThat(offer.refusal()).isNotNull().contains("training checkpoint"));
    }

    /// The shipped model is 4 MB and its predictors hold some more: a dozen leaked ones would show.
    @Test
    void holdsItsMemoryOverManySwitches() throws IOException {
        Path shipped = ModelFile.inside(ModelFiles.SHIPPED, ModelFiles.shipped().file());
        Files.copy(shipped, dir.resolve("prepared.pt"), StandardCopyOption.REPLACE_EXISTING);
        sha256 = ModelFiles.sha256(dir.resolve("prepared.pt"));
        switchTimes(100, 6);
        long before = ProcessMemory.settledBytes();

        switchTimes(200, 12);

        long grown = ProcessMemory.settledBytes() - before;
        assertThat(grown).as("bytes grown over 12 switches").isLessThan(30L << 20);
    }

    private void switchTimes(int from, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            manifest(entry(String.valueOf(from + i), true));
            models.look();
            assertThat(models.lesion().entry().version()).isEqualTo("" + (from + i));
            models.lesion().predict(black(models.lesion()));
        }
    }

    private ActiveModels models(Duration retireAfter) {
        var settings = ModelFiles.properties(dir, "", retireAfter);
        var store = new DirectoryObjectStore(dir.resolve("store"));
        return new ActiveModels(settings, new BucketSource(store, ""), meters, _ -> {});
    }

    private void manifest(String... entries) throws IOException {
        Files.writeString(
                dir.resolve("models.json"), MANIFEST.formatted(String.join(",", entries)));
    }

    private String entry(String version, boolean active) {
        return ENTRY.formatted(version, sha256, active);
    }

    private static ByteBuffer black(LoadedModel model) {
        return ByteBuffer.allocateDirect(model.input().bytes());
    }

    private static void awaitMore(AtomicInteger count, int wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (count.get() < wanted) {
            assertThat(System.nanoTime()).as("answers go on").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}

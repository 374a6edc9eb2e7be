package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.ShadowCompared;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The prepared stub finds three things at 0.25; its shadow finds one at 0.85.
class ShadowTest {

    private static final String MANIFEST =
            """
            {"schema":1,"models":[
             {"name":"stub","version":"1","task":"lesion","contract":"prepared",
              "file":"prepared.pt","sha256":"%1$s","active":true,
              "input":{"width":320,"height":320},"output":{"names":["lesion"]}},
             {"name":"stub","version":"2","task":"lesion","contract":"prepared",
              "file":"prepared.pt","sha256":"%1$s","shadow":true,
              "thresholds":{"conf":0.85,"iou":0.6,"max_det":100},
              "input":{"width":%2$d,"height":%2$d},"output":{"names":["lesion"]}}]}
            """;

    @TempDir private Path dir;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ShadowCompared> reports = new CopyOnWriteArrayList<>();
    private ActiveModels models;

    @BeforeEach
    void start() throws IOException {
        Files.copy(ModelFiles.stub("prepared.pt"), dir.resolve("prepared.pt"));
        models =
                new ActiveModels(
                        ModelFiles.properties(dir, "", Duration.ZERO),
                        new BucketSource(new DirectoryObjectStore(dir.resolve("store")), ""),
                        meters,
                        reports::add);
    }

    @AfterEach
    void stop() {
        models.stop();
    }

    @Test
    void comparesWithoutTouchingTheAnswer() throws IOException {
        manifest(320);
        models.look();

        var answer = models.lesion().predict(black());
        await();

        assertThat(answer.candidates()).as("the active model's").hasSize(3);
        ShadowCompared report = reports.getFirst();
        assertThat(report.shadow()).isEqualTo(new ShadowCompared.Model("stub", "2"));
        // Two boxes stay after suppression, one of them the shadow found too: 2*1/(2+1).
        assertThat(report.agreement())
                .isCloseTo(2 / 3.0, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(meters.summary("dermflow.shadow.agreement", "task", "lesion").count()).isOne();
        assertThat(meters.timer("dermflow.shadow", "task", "lesion").count()).isOne();
        assertThat(meters.timer("dermflow.model.answer", "task", "lesion", "version", "1").count())
                .as("the active one's, by version")
                .isOne();
        assertThat(meters.summary("dermflow.model.batch.size", "task", "lesion").totalAmount())
                .as("the active one's picture and the shadow's")
                .isEqualTo(2);
    }

    @Test
    void isDroppedFirstWhenItCannotKeepUp() throws IOException {
        manifest(320);
        models.look();
        int calls = 50;
        for (int i = 0; i < calls; i++) {
            models.lesion().predict(black());
        }
        await();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        double dropped;
        do {
            dropped = meters.counter("dermflow.shadow.dropped", "task", "lesion").count();
            LockSupport.parkNanos(5_000_000);
        } while (dropped + reports.size() < calls && System.nanoTime() < end);

        assertThat(dropped + reports.size()).as("each is compared or counted").isEqualTo(calls);
    }

    @Test
    void mustSeeWhatTheActiveModelSees() throws IOException {
        manifest(160);
        models.look();

        assertThat(models.lesion().entry().version()).isEqualTo("1");
        assertThat(models.trouble()).isPresent();
        models.lesion().predict(black());
        assertThat(reports).isEmpty();
    }

    private void manifest(int size) throws IOException {
        String sha256 = ModelFiles.sha256(dir.resolve("prepared.pt"));
        Files.writeString(dir.resolve("models.json"), MANIFEST.formatted(sha256, size));
    }

    private ByteBuffer black() {
        return ByteBuffer.allocateDirect(models.lesion().input().bytes());
    }

    private void await() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (reports.isEmpty()) {
            assertThat(System.nanoTime()).as("a comparison within 10 s").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}

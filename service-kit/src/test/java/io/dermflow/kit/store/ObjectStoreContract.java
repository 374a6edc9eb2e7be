package io.dermflow.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every object store promises; run against the directory and against a real S3 server.
abstract class ObjectStoreContract {

    private static final UserId OWNER = new UserId(UUID.randomUUID());
    private static final byte[] CONTENT = "pixels".getBytes(StandardCharsets.UTF_8);

    private final String folder = "test/" + UUID.randomUUID();

    abstract ObjectStore store();

    @Test
    void givesBackWhatWasPut() throws IOException {
        String key = folder + "/image.jpg";

        store().put(Bucket.RAW_CAPTURES, OWNER, key, CONTENT, "image/jpeg");

        try (var object = store().open(Bucket.RAW_CAPTURES, OWNER, key).orElseThrow()) {
            assertThat(object.content().readAllBytes()).isEqualTo(CONTENT);
            assertThat(object.bytes()).isEqualTo(CONTENT.length);
            assertThat(object.mediaType()).isEqualTo("image/jpeg");
        }
    }

    @Test
    void storesAFile(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[3_000_000]);

        store().put(Bucket.EXPORTS, OWNER, folder + "/big", file, "application/pdf");

        try (var object = store().open(Bucket.EXPORTS, OWNER, folder + "/big").orElseThrow()) {
            assertThat(object.bytes()).isEqualTo(3_000_000);
        }
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        String key = folder + "/twice";
        store().put(Bucket.RAW_CAPTURES, OWNER, key, new byte[100], "image/png");

        store().put(Bucket.RAW_CAPTURES, OWNER, key, CONTENT, "image/jpeg");

        try (var object = store().open(Bucket.RAW_CAPTURES, OWNER, key).orElseThrow()) {
            assertThat(object.content().readAllBytes()).isEqualTo(CONTENT);
            assertThat(object.mediaType()).isEqualTo("image/jpeg");
        }
    }

    @Test
    void keepsBucketsApart() {
        store().put(Bucket.RAW_CAPTURES, OWNER, folder + "/here", CONTENT, "image/jpeg");

        assertThat(store().open(Bucket.PROCESSED_ARTIFACTS, OWNER, folder + "/here")).isEmpty();
    }

    @Test
    void deletesAndDoesNotMindDeletingAgain() {
        String key = folder + "/gone";
        store().put(Bucket.RAW_CAPTURES, OWNER, key, CONTENT, "image/jpeg");

        store().delete(Bucket.RAW_CAPTURES, OWNER, key);
        store().delete(Bucket.RAW_CAPTURES, OWNER, key);

        assertThat(store().open(Bucket.RAW_CAPTURES, OWNER, key)).isEmpty();
    }

    @Test
    void replacesOnlyWhatNobodyChangedMeanwhile() throws IOException {
        String key = folder + "/models.json";
        assertThat(store().version(Bucket.MODELS, OWNER, key)).isEmpty();
        assertThat(replace(key, "one", Optional.empty())).isTrue();
        assertThat(replace(key, "another first", Optional.empty())).isFalse();
        var one = store().version(Bucket.MODELS, OWNER, key);
        assertThat(replace(key, "two", one)).isTrue();

        assertThat(replace(key, "late", one)).isFalse();

        assertThat(store().version(Bucket.MODELS, OWNER, key)).isNotEqualTo(one).isPresent();
        try (var object = store().open(Bucket.MODELS, OWNER, key).orElseThrow()) {
            assertThat(object.content().readAllBytes()).asString().isEqualTo("two");
        }
    }

    private boolean replace(String key, String content, Optional<String> expected) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return store().replace(Bucket.MODELS, OWNER, key, bytes, "application/json", expected);
    }

    @Test
    void listsBelowAPrefix() {
        store().put(Bucket.RAW_CAPTURES, OWNER, folder + "/a/1", CONTENT, "image/jpeg");
        store().put(Bucket.RAW_CAPTURES, OWNER, folder + "/a/2", CONTENT, "image/jpeg");
        store().put(Bucket.RAW_CAPTURES, OWNER, folder + "/b/1", CONTENT, "image/jpeg");
        List<ObjectStore.Entry> seen = new ArrayList<>();

        store().list(Bucket.RAW_CAPTURES, folder + "/a/", seen::add);

        assertThat(seen)
                .extracting(ObjectStore.Entry::key)
                .containsExactlyInAnyOrder(folder + "/a/1", folder + "/a/2");
        assertThat(seen).allMatch(entry -> entry.bytes() == CONTENT.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/a", "a/", "a//b", "../a", "a/../b", "a/.", "a~b", "a b", "ä", "a\u0000"
            })
    void refusesAKeyThatCouldLeaveItsPlace(String key) {
        assertThatThrownBy(
                        () -> store().put(Bucket.RAW_CAPTURES, OWNER, key, CONTENT, "image/jpeg"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersAPing() {
        store().ping();
    }
}

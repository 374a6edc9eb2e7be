package io.dermflow.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormattedStorageTest {

    @TempDir Path parent;

    @Test
    void leavesFormattedStorageAlone() throws Exception {
        Path storage = parent.resolve("kafka");
        FormattedStorage.ensure(storage, 1);
        String before = Files.readString(storage.resolve("meta.properties"));

        FormattedStorage.ensure(storage, 1);

        assertThat(Files.readString(storage.resolve("meta.properties"))).isEqualTo(before);
        assertThat(parent).isDirectoryNotContaining("glob:**.formatting");
    }

    @Test
    void replacesAFormatThatAPowerCutEmptied() throws Exception {
        Path storage = parent.resolve("kafka");
        FormattedStorage.ensure(storage, 1);
        Files.write(storage.resolve("bootstrap.checkpoint"), new byte[0]);

        FormattedStorage.ensure(storage, 1);

        assertThat(storage.resolve("bootstrap.checkpoint")).isNotEmptyFile();
        assertThat(parent.resolve("kafka.broken")).isDirectory();
    }

    @Test
    void formatsAnEmptiedFolderInsteadOfAHalfDoneOne() throws Exception {
        Files.createDirectories(parent.resolve("kafka"));
        Files.createDirectories(parent.resolve("kafka.formatting").resolve("left-over"));

        FormattedStorage.ensure(parent.resolve("kafka"), 1);

        assertThat(parent.resolve("kafka").resolve("meta.properties")).isNotEmptyFile();
        assertThat(parent.resolve("kafka").resolve("left-over")).doesNotExist();
    }
}

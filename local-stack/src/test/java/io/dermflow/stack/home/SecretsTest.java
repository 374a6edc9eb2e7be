package io.dermflow.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir Path directory;

    @Test
    void staysTheSameAndIsNobodyElses() throws Exception {
        var data = new DataDirectory(directory);

        String secret = new Secrets(data).value("s3-secret-key");

        assertThat(secret).hasSize(48).isEqualTo(new Secrets(data).value("s3-secret-key"));
        assertThat(secret).isNotEqualTo(new Secrets(data).value("s3-access-key"));
        Path file = new Secrets(data).file("s3-secret-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}

package io.dermflow.stack.control;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a running supervisor is reached and the token it asks for; readable by its owner only. A
/// supervisor that was killed leaves its file behind, so a file proves nothing.
///
/// @param pid of the supervisor
record ControlFile(long pid, int port, String token) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Optional<ControlFile> read(DataDirectory data) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readString(at(data)), ControlFile.class));
        } catch (NoSuchFileException | JacksonException _) {
            return Optional.empty();
        }
    }

    void write(DataDirectory data) throws IOException {
        OwnerOnly.write(at(data), JSON.writeValueAsString(this));
    }

    static void delete(DataDirectory data) throws IOException {
        Files.deleteIfExists(at(data));
    }

    private static Path at(DataDirectory data) {
        return data.run().resolve("control.json");
    }

    @Override
    public String toString() {
        return "ControlFile[pid=" + pid + ", port=" + port + "]";
    }
}

package io.dermflow.stack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes what an analysis drew into a folder, a folder in it per capture.
final class KeepArtifacts {

    private final AppClient app;
    private final Path folder;

    KeepArtifacts(AppClient app, Path folder) {
        this.app = app;
        this.folder = folder;
    }

    /// @param result the result document, JSON, no older than its links are valid
    /// @return the files
    List<Path> of(String result) throws IOException, InterruptedException {
        JsonNode document = JsonMapper.shared().readTree(result);
        List<Path> files = new ArrayList<>();
        for (JsonNode artifact : document.path("artifacts")) {
            Path own = folder.resolve(document.path("capture_id").asString("capture"));
            // The last name only: a file lands in its folder whatever the service calls it.
            Path file = own.resolve(Path.of(artifact.path("name").asString()).getFileName());
            Files.createDirectories(own);
            Files.write(file, app.artifact(artifact.path("url").asString()));
            files.add(file);
        }
        return files;
    }
}

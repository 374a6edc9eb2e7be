package io.dermflow.vision.model;

import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A folder on this machine, which is only read.
record FolderSource(Path folder) implements ModelSource {

    @Override
    public Optional<byte[]> manifest() {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(ManifestDocument.NAME)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ModelRefused("models.json can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<InputStream> open(String path) throws IOException {
        Path file = ModelFile.inside(folder, path);
        return Files.isRegularFile(file)
                ? Optional.of(Files.newInputStream(file))
                : Optional.empty();
    }

    @Override
    public List<Listed> besides() {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(FolderSource::listed).toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (IOException e) {
            throw new DependencyUnavailable("models", folder + ": " + e.getMessage(), e);
        }
    }

    private static Listed listed(Path file) {
        String stamp;
        try {
            stamp = Files.getLastModifiedTime(file) + "/" + Files.size(file);
        } catch (IOException gone) {
            stamp = "gone";
        }
        return new Listed(String.valueOf(file.getFileName()), stamp);
    }

    @Override
    public String place() {
        return folder.toString();
    }
}

package io.dermflow.vision.model;

import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for files that wait to be registered. Each file is read once, until it changes. Used by
/// the models' own thread only, but for [#all()].
final class Offers {

    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private final List<ModelSource> sources;
    private final ModelShelf shelf;
    private Map<String, Offer> known = new HashMap<>();
    private volatile List<Offer> current = List.of();

    Offers(List<ModelSource> sources, ModelShelf shelf) {
        this.sources = List.copyOf(sources);
        this.shelf = shelf;
    }

    List<Offer> all() {
        return current;
    }

    /// Failure semantics: a place that is away keeps its last offers out until it is back.
    void look(Manifest manifest) {
        Set<String> digests = new HashSet<>();
        manifest.models().forEach(entry -> digests.add(entry.sha256()));
        Map<String, Offer> seen = new HashMap<>();
        for (ModelSource source : sources) {
            try {
                for (ModelSource.Listed listed : source.besides()) {
                    Offer.named(listed.path()).ifPresent(name -> see(source, listed, name, seen));
                }
            } catch (DependencyUnavailable e) {
                LOG.debug("no offers from {}", source.place(), e);
            }
        }
        known = seen;
        current =
                new ArrayList<>(seen.values())
                        .stream().filter(offer -> !digests.contains(offer.sha256())).toList();
    }

    private void see(
            ModelSource source, ModelSource.Listed listed, Matcher name, Map<String, Offer> seen) {
        String key = source.place() + "|" + listed.path() + "|" + listed.stamp();
        Offer before = known.get(key);
        seen.put(key, before == null ? read(source, listed.path(), name) : before);
    }

    private Offer read(ModelSource source, String path, Matcher name) {
        try {
            Path copy = shelf.copy(source, path).orElse(null);
            if (copy == null) {
                return offer(source, path, name, Offer.UNASSIGNED, null, 0, "it is gone");
            }
            try {
                return read(source, path, name, copy);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException | ModelRefused e) {
            String why = String.valueOf(e.getMessage());
            return offer(source, path, name, Offer.UNASSIGNED, null, 0, why);
        }
    }

    private static Offer read(ModelSource source, String path, Matcher name, Path copy)
            throws IOException {
        String refusal = ForeignFile.refusal(copy, path);
        String task = refusal == null ? Offer.taskFor(FileFacts.read(copy)) : Offer.UNASSIGNED;
        String sha256 = ModelFile.sha256(copy);
        LOG.info("model offered file={} place={} refusal={}", path, source.place(), refusal);
        return offer(source, path, name, task, sha256, Files.size(copy), refusal);
    }

    private static Offer offer(
            ModelSource source,
            String path,
            Matcher name,
            String task,
            @Nullable String sha256,
            long bytes,
            @Nullable String refusal) {
        return new Offer(
                path,
                source.place(),
                name.group("name"),
                name.group("version"),
                task,
                sha256,
                bytes,
                refusal);
    }
}

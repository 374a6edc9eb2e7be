package io.dermflow.vision.model;

import io.dermflow.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `models.json` as a tree, so that what this version doesn't know survives a rewrite. Immutable:
/// every change gives a new document.
///
/// A document laid [#over] another one adds its models, and decides the active one of every task
/// for which it has an active entry. That is how the bucket's choice stands over the files that
/// were shipped.
public record ManifestDocument(JsonNode json) {

    /// The newest entries of the history that are kept.
    public static final int KEPT = 200;

    static final String NAME = "models.json";
    private static final int KNOWN_SCHEMA = 1;
    private static final String MODELS = "models";
    private static final String HISTORY = "history";
    private static final String ACTIVE = "active";
    private static final String SHADOW = "shadow";

    /// One line of the history: who made which version active, and which was it before.
    ///
    /// @param from `name@version`; empty when there was none
    /// @param to `name@version`
    public record Change(
            Instant at, String by, String action, String task, String from, String to) {}

    static ManifestDocument empty() {
        ObjectNode json = EventCodec.mapper().createObjectNode();
        json.put("schema", KNOWN_SCHEMA);
        json.putArray(MODELS);
        return new ManifestDocument(json);
    }

    /// @throws ModelRefused if it is no manifest
    static ManifestDocument parse(byte[] bytes) {
        try {
            var document = new ManifestDocument(EventCodec.mapper().readTree(bytes));
            document.manifest();
            return document;
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    /// @throws ModelRefused if a field that is needed is missing
    Manifest manifest() {
        try {
            Manifest manifest = EventCodec.mapper().treeToValue(json, Manifest.class);
            if (manifest == null || manifest.schema() != KNOWN_SCHEMA) {
                throw new ModelRefused("models.json: its schema is not " + KNOWN_SCHEMA);
            }
            return manifest;
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    private static ModelRefused invalid(JacksonException e) {
        return new ModelRefused(
                "models.json is not valid: %s (at %s)"
                        .formatted(e.getOriginalMessage(), e.getPathReference()),
                e);
    }

    ManifestDocument over(ManifestDocument base) {
        Set<String> own = new HashSet<>();
        Set<String> decided = new HashSet<>();
        for (JsonNode entry : json.path(MODELS)) {
            own.add(id(entry));
            if (entry.path(ACTIVE).asBoolean(false)) {
                decided.add(task(entry));
            }
        }
        ObjectNode merged = json.deepCopy().asObject();
        for (JsonNode entry : base.json.path(MODELS)) {
            if (!own.contains(id(entry))) {
                ObjectNode copy = entry.deepCopy().asObject();
                if (decided.contains(task(entry))) {
                    copy.put(ACTIVE, false);
                }
                merged.withArray(MODELS).add(copy);
            }
        }
        return new ManifestDocument(merged);
    }

    /// An entry as it stands here.
    Optional<JsonNode> entry(String name, String version) {
        for (JsonNode entry : json.path(MODELS)) {
            if (id(entry).equals(name + "@" + version)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /// Makes an entry the active one of its task and writes down who did.
    ///
    /// @param entry taken over if it isn't here yet
    ManifestDocument activating(JsonNode entry, Change change) {
        ObjectNode next = json.deepCopy().asObject();
        var models = next.putArray(MODELS);
        for (JsonNode known : json.path(MODELS)) {
            if (!id(known).equals(id(entry))) {
                ObjectNode copy = known.deepCopy().asObject();
                if (task(known).equals(task(entry))) {
                    copy.put(ACTIVE, false);
                }
                models.add(copy);
            }
        }
        models.add(entry.deepCopy().asObject().put(ACTIVE, true).put(SHADOW, false));
        List<Change> kept = new ArrayList<>(history());
        kept.add(change);
        next.set(
                HISTORY,
                EventCodec.mapper()
                        .valueToTree(kept.subList(Math.max(0, kept.size() - KEPT), kept.size())));
        return new ManifestDocument(next);
    }

    /// Oldest first.
    List<Change> history() {
        List<Change> changes = new ArrayList<>();
        for (JsonNode change : json.path(HISTORY)) {
            changes.add(EventCodec.mapper().treeToValue(change, Change.class));
        }
        return changes;
    }

    /// For clients: without the history, which names people.
    public ManifestDocument published() {
        ObjectNode copy = json.deepCopy().asObject();
        copy.remove(HISTORY);
        return new ManifestDocument(copy);
    }

    public byte[] bytes() {
        return EventCodec.mapper().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    }

    /// Changes with the content: for an ETag.
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String id(JsonNode entry) {
        return entry.path("name").asString("") + "@" + entry.path("version").asString("");
    }

    private static String task(JsonNode entry) {
        return entry.path("task").asString("");
    }
}

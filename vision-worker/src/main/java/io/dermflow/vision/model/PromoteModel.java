package io.dermflow.vision.model;

import io.dermflow.events.EventCodec;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.vision.model.ManifestDocument.Change;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/// Makes a version the active one for all workers: rehearses it here, then writes the bucket's
/// manifest by compare-and-set, with who did it and what was active before. Every worker follows
/// when it looks next.
///
/// Failure semantics: until the manifest is written nothing has changed anywhere. Two promotions at
/// once: one writes, the other reads again and writes over it, and the history has both.
public final class PromoteModel {

    private static final Logger LOG = LoggerFactory.getLogger(PromoteModel.class);
    private static final int TRIES = 5;
    private static final String PROMOTE = "promote";
    private static final String ROLLBACK = "rollback";

    private final ActiveModels models;
    private final Clock clock;

    PromoteModel(ActiveModels models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    /// @param task needed for a file that was dropped in and says nothing about itself
    /// @param by who wants it, for the history
    /// @return what was written; the same again changes nothing and answers with the last change
    /// @throws ApiProblem 404 for an unknown version, 422 `model_refused` with the reason
    public Change promote(String name, String version, Optional<String> task, String by) {
        JsonNode entry = known(name, version).orElseGet(() -> registered(name, version, task));
        ModelEntry typed = EventCodec.mapper().treeToValue(entry, ModelEntry.class);
        try {
            models.rehearse(typed);
        } catch (ModelRefused e) {
            throw refused(e);
        }
        return write(entry, typed, PROMOTE, by);
    }

    /// Back to what was active before the last promotion of this model.
    ///
    /// @throws ApiProblem 404 if it isn't active, 409 `nothing_to_roll_back` without such a
    ///   promotion
    public Change rollBack(String name, String by) {
        models.look();
        ModelEntry active =
                models.manifest().models().stream()
                        .filter(entry -> entry.isActive() && entry.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.notFound("active model"));
        String before = before(active).orElseThrow(PromoteModel::nothing);
        int at = before.lastIndexOf('@');
        String version = before.substring(at + 1);
        JsonNode entry = known(before.substring(0, at), version).orElseThrow(PromoteModel::nothing);
        ModelEntry typed = EventCodec.mapper().treeToValue(entry, ModelEntry.class);
        return write(entry, typed, ROLLBACK, by);
    }

    /// Who made which version active, newest first, as the manifest was read last.
    public List<Change> history(int most) {
        return models.document().history().reversed().stream().limit(most).toList();
    }

    private Optional<String> before(ModelEntry active) {
        List<Change> history = models.document().history();
        for (Change change : history.reversed()) {
            if (change.action().equals(PROMOTE) && change.to().equals(id(active))) {
                return Optional.of(change.from()).filter(from -> !from.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static ApiProblem nothing() {
        return new ApiProblem(
                HttpStatus.CONFLICT,
                "nothing_to_roll_back",
                "This version was not promoted over another one.");
    }

    private Optional<JsonNode> known(String name, String version) {
        models.look();
        return models.document().entry(name, version);
    }

    /// A file that was dropped in: shared with all workers through the bucket first.
    private JsonNode registered(String name, String version, Optional<String> task) {
        Offer offer =
                models.offers().stream()
                        .filter(o -> o.name().equals(name) && o.version().equals(version))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.notFound("model version"));
        if (offer.refusal() != null) {
            throw refused(new ModelRefused(offer.file() + ": " + offer.refusal()));
        }
        String answers = task.orElse(offer.task());
        if (answers.equals(Offer.UNASSIGNED)) {
            throw refused(
                    new ModelRefused(offer.file() + ": says nothing about itself; name its task"));
        }
        String path = "%s/v%s/model.pt".formatted(name, version);
        try {
            models.places().share(offer, path);
        } catch (IOException e) {
            throw refused(new ModelRefused(offer.file() + ": " + e.getMessage(), e));
        }
        return EventCodec.mapper().valueToTree(offer.entry(path, answers));
    }

    private Change write(JsonNode entry, ModelEntry typed, String action, String by) {
        BucketSource bucket = models.places().bucket().orElseThrow(PromoteModel::noStore);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            BucketSource.Read read = bucket.read();
            var now = models.places().merged(read.document());
            Optional<ModelEntry> active = now.manifest().active(typed.task());
            if (active.filter(one -> id(one).equals(id(typed))).isPresent()) {
                return unchanged(now, typed, by);
            }
            var change =
                    new Change(
                            clock.instant(),
                            by,
                            action,
                            typed.task(),
                            active.map(PromoteModel::id).orElse(""),
                            id(typed));
            var own = read.document().orElseGet(ManifestDocument::empty);
            if (bucket.replace(own.activating(entry, change), read.version())) {
                LOG.info(
                        "model changed action={} task={} from={} to={} by={}",
                        action,
                        change.task(),
                        change.from(),
                        change.to(),
                        by);
                models.look();
                return change;
            }
        }
        throw new ApiProblem(
                HttpStatus.CONFLICT, "manifest_busy", "Others are changing the manifest; retry.");
    }

    private Change unchanged(ManifestDocument now, ModelEntry typed, String by) {
        return now.history().reversed().stream()
                .filter(change -> change.to().equals(id(typed)))
                .findFirst()
                .orElseGet(() ->
                        new Change(
                                clock.instant(), by, PROMOTE, typed.task(), id(typed), id(typed)));
    }

    private static ApiProblem noStore() {
        return new ApiProblem(
                HttpStatus.CONFLICT, "no_store", "Without an object store nothing is promoted.");
    }

    private static ApiProblem refused(ModelRefused e) {
        return new ApiProblem(
                HttpStatus.UNPROCESSABLE_CONTENT, "model_refused", String.valueOf(e.getMessage()));
    }

    private static String id(ModelEntry entry) {
        return entry.name() + "@" + entry.version();
    }
}

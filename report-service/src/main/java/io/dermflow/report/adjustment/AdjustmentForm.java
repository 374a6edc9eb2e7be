package io.dermflow.report.adjustment;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.measure.MeasureForm;
import io.dermflow.report.result.StoredResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/// A correction as it is sent.
///
/// @param adjusted centimetres by full name
/// @param source who says so: `user`, `tailor` or `admin`
/// @param namesBasis whether the sender says which correction it had seen
/// @param basis that correction; empty for "none yet"
record AdjustmentForm(
        Map<String, Double> adjusted,
        String notes,
        String source,
        boolean namesBasis,
        Optional<UUID> basis) {

    private static final String METRICS = "adjusted_metrics";
    private static final String BASIS = "latest_adjustment_id";
    private static final Set<String> MEMBERS = Set.of(METRICS, "notes", "source", BASIS);

    /// @throws ApiProblem 400 `invalid_field` with the path of the `field`
    static AdjustmentForm of(JsonNode body) {
        MeasureForm form = MeasureForm.of(body, MEMBERS);
        return new AdjustmentForm(
                form.measures(METRICS),
                form.notes(),
                form.word("source", Set.of("user", "tailor", "admin")),
                form.has(BASIS),
                form.id(BASIS));
    }

    /// Users speak for their own captures, tailors and admins by their role (tailors are partners).
    ///
    /// @throws ApiProblem `403 source_not_allowed`
    void checkSource(StoredResult result, Caller caller) {
        boolean allowed =
                switch (source) {
                    case "user" -> result.userId().equals(caller.userId());
                    case "tailor" -> caller.is("partner");
                    default -> caller.is("admin");
                };
        if (!allowed) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "source_not_allowed",
                    "Your role does not let you correct this capture under this source.");
        }
    }

    /// Those that say something else than what is shown.
    ///
    /// @throws ApiProblem 400 `invalid_field` for a measure that this capture does not have
    Map<String, Double> changes(Map<String, Double> shown) {
        Map<String, Double> changes = new LinkedHashMap<>();
        adjusted.forEach((name, value) -> {
            Double present = shown.get(name);
            if (present == null) {
                throw MeasureForm.invalid(
                        METRICS + "." + name, "This capture does not have this measure.");
            }
            if (!present.equals(value)) {
                changes.put(name, value);
            }
        });
        return changes;
    }

    /// Whether this is the request that made the correction.
    boolean made(Adjustment earlier) {
        return earlier.notes().equals(notes)
                && earlier.source().equals(source)
                && changes(earlier.original()).equals(earlier.adjusted());
    }
}

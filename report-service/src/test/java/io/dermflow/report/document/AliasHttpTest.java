package io.dermflow.report.document;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Ingest;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Report and result by their other names.
@ReportServiceTest
class AliasHttpTest {

    /// The example of seed 003, lines 169 to 194, with ids that are some.
    private static final String SEED_RESULT =
            """
            {
              "capture_id": "0190a000-0000-7000-8000-000000000001",
              "user_id": "0190a000-0000-7000-8000-000000000002",
              "timestamp": "2025-12-10T12:33:45Z",
              "metrics": {
                "height_cm": 172.4,
                "shoulder_width_cm": 41.2,
                "chest_circumference_cm": 95.6,
                "waist_circumference_cm": 75.0,
                "hip_circumference_cm": 99.2,
                "inseam_cm": 78.3,
                "torso_length_cm": 52.1,
                "neck_circumference_cm": 36.5
              },
              "skin": {
                "ita": 18.3,
                "lab": {"L": 56.2, "a": 13.1, "b": 16.5},
                "monk_bucket": 6,
                "undertone": "warm",
                "palette": [{"hex":"#8B4B2F","reason":"high-contrast warm"}]
              },
              "shape": {"type":"hourglass","confidence":0.82},
              "quality": {"lighting_ok":true, "card_detected":true, "overall_confidence":0.78}
            }
            """;

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private Http http;
    @Autowired private JsonMapper json;

    @Test
    void theReportIsTheSameByItsOtherNameInEveryForm() {
        var outcome = ended(Outcomes.completed());
        TaskId task = outcome.subject().taskId();

        for (String form : List.of("application/json", "text/plain")) {
            var ours = http.get(captures(task) + "/report", owner(outcome), "Accept", form);
            var theirs = http.get("/report/" + task, owner(outcome), "Accept", form);

            assertThat(theirs.status()).isEqualTo(200);
            assertThat(theirs.text()).isEqualTo(ours.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/capture/", "/api/capture/"})
    void theResultIsTheSameButForTheWordOfItsStatus(String base) {
        var done = ended(Outcomes.completed());
        var rejected = ended(Outcomes.rejected());

        ObjectNode ours = document(captures(done.subject().taskId()) + "/results", done);
        ObjectNode theirs = document(base + done.subject().taskId() + "/results", done);
        ObjectNode failed = document(base + rejected.subject().taskId() + "/results", rejected);

        assertThat(theirs.path("status").asString()).isEqualTo("done");
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("reason").path("code").asString()).isEqualTo("blurred");
        // Signed links differ in their expiry.
        for (ObjectNode one : List.of(ours, theirs)) {
            one.remove(List.of("status", "artifacts"));
        }
        assertThat(theirs).isEqualTo(ours);
    }

    @Test
    void theDocumentHasRoomForTheWholeResultOfTheSeed() {
        var outcome = ended(Outcomes.completed());
        ObjectNode whole = document(captures(outcome.subject().taskId()) + "/results", outcome);
        JsonNode seed = json.readTree(SEED_RESULT);

        overlay(whole, seed);
        JsonNode written = json.valueToTree(json.treeToValue(whole, ResultDocument.class));

        assertThat(keys(written)).containsAll(keys(seed));
        assertThat(written.at("/metrics/waist_circumference_cm").isNumber()).isTrue();
        assertThat(written.path("metrics").propertyNames())
                .containsExactlyElementsOf(seed.path("metrics").propertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/report/%s", "/api/v1/capture/%s/results", "/api/capture/%s/results"})
    void anOpenTaskIsNotReadyAndAnothersIsUnknown(String path) {
        String owner = Tokens.user(new UserId(UUID.randomUUID()), "user");
        String open = UUID.randomUUID().toString();
        Ingest.knows(open, "processing", owner);
        var outcome = ended(Outcomes.completed());

        var notReady = http.get(path.formatted(open), owner);
        var unknown = http.get(path.formatted(outcome.subject().taskId()), owner);

        assertThat(notReady.status()).isEqualTo(409);
        assertThat(notReady.json().path("state").asString()).isEqualTo("processing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(http.get(path.formatted(open), "").status()).isEqualTo(401);
    }

    private ObjectNode document(String path, Outcome outcome) {
        var got = http.get(path, owner(outcome));
        assertThat(got.status()).isEqualTo(200);
        return (ObjectNode) got.json();
    }

    /// Members of objects are put beside those that are there; everything else is replaced, an
    /// element of a list by a whole one with the seed's members.
    private static void overlay(ObjectNode target, JsonNode source) {
        source.properties()
                .forEach(member -> {
                    JsonNode there = target.path(member.getKey());
                    if (there.isArray() && there.size() > 0) {
                        overlay((ObjectNode) there.get(0), member.getValue().get(0));
                    } else if (there instanceof ObjectNode object) {
                        overlay(object, member.getValue());
                    } else {
                        target.set(member.getKey(), member.getValue());
                    }
                });
    }

    /// Every member by its path; the elements of a list are one.
    private static Set<String> keys(JsonNode document) {
        Set<String> keys = new TreeSet<>();
        collect("", document, keys);
        return keys;
    }

    private static void collect(String path, JsonNode node, Set<String> keys) {
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, keys));
        }
        node.properties()
                .forEach(member -> {
                    keys.add(path + "/" + member.getKey());
                    collect(path + "/" + member.getKey(), member.getValue(), keys);
                });
    }

    private <T extends Outcome> T ended(T outcome) {
        topics.publish(outcome);
        awaitThat(() -> results.findById(outcome.subject().taskId().value()).isPresent());
        return outcome;
    }

    private static String captures(TaskId task) {
        return "/api/v1/captures/" + task;
    }

    private static String owner(Outcome outcome) {
        return Tokens.user(outcome.subject().userId(), "user");
    }
}

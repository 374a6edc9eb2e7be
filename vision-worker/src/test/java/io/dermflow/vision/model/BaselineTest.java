package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The committed evaluations against the committed baseline: no group of people or pictures that is
/// large enough to say anything may get worse by more than its margin.
/// `training/reports/baseline.py` writes the baseline.
class BaselineTest {

    private static final Path EVALUATION = Path.of("../training/evaluation");
    private static final String GIRTHS = "/views/front_side/targets/";

    private final JsonNode baseline = read("baseline.json");
    private final Map<String, JsonNode> reports = new HashMap<>();

    BaselineTest() {
        for (JsonNode row : baseline.get("buckets")) {
            reports.computeIfAbsent(text(row, "report"), BaselineTest::read);
        }
    }

    @Test
    void noGroupIsBehindItsBaseline() {
        assertThat(baseline.get("buckets").size()).isGreaterThan(20);
        assertThat(behind()).isEmpty();
    }

    /// By skin tone, by diagnosis and by source, not only the mean of all.
    @Test
    void theBaselineHoldsGroupsOfPeople() {
        var groups = new TreeSet<String>();
        baseline.get("buckets").forEach(row -> groups.add(text(row, "bucket").split("/")[1]));

        assertThat(groups)
                .contains("all", "source", "diagnosis", "class", "fitzpatrick", "generated");
        assertThat(baseline.get("buckets"))
                .extracting(row -> text(row, "bucket"))
                .contains(GIRTHS + "chest_circumference/groups/women")
                .contains(GIRTHS + "waist_circumference/groups/race_black")
                .contains(GIRTHS + "hip_circumference/groups/bmi_quartile_4")
                .contains(GIRTHS + "hip_circumference/groups/shape_triangle");
    }

    @Test
    void aGroupThatFellFurtherThanItsMarginIsNamed() {
        JsonNode row = baseline.get("buckets").get(0);
        group(row).put(text(row, "metric"), fallen(row, 0.001));

        assertThat(behind()).singleElement().asString().contains(text(row, "bucket"));
    }

    @Test
    void aGroupThatFellLessThanItsMarginIsNot() {
        JsonNode row = baseline.get("buckets").get(0);
        group(row).put(text(row, "metric"), fallen(row, -0.001));

        assertThat(behind()).isEmpty();
    }

    @Test
    void anErrorThatGrewFurtherThanItsMarginIsNamed() {
        JsonNode row = anError();
        group(row).put(text(row, "metric"), fallen(row, 0.001));

        assertThat(behind()).singleElement().asString().contains(text(row, "bucket"));
    }

    @Test
    void anErrorThatShrankIsNot() {
        JsonNode row = anError();
        group(row).put(text(row, "metric"), 0);

        assertThat(behind()).isEmpty();
    }

    @Test
    void aGroupThatIsGoneIsNamed() {
        JsonNode row = baseline.get("buckets").get(0);
        group(row).remove(text(row, "metric"));

        assertThat(behind()).singleElement().asString().contains("gone");
    }

    private List<String> behind() {
        List<String> found = new ArrayList<>();
        for (JsonNode row : baseline.get("buckets")) {
            JsonNode group = reports.get(text(row, "report")).at(text(row, "bucket"));
            JsonNode now = group.path(text(row, "metric"));
            String name = text(row, "report") + text(row, "bucket") + " " + text(row, "metric");
            if (!now.isNumber() || group.path("n").asInt(0) < baseline.get("enough").asInt()) {
                found.add(name + " is gone");
            } else if (sign(row) * (now.asDouble() - fallen(row, 0)) < 0) {
                found.add(name + ": " + now + " after " + row.get("value"));
            }
        }
        return found;
    }

    /// The value at which a group is its margin and `further` behind.
    private static double fallen(JsonNode row, double further) {
        double most = row.get("margin").asDouble() + further;
        return row.get("value").asDouble() - sign(row) * most;
    }

    /// -1 of an error: less is better.
    private static int sign(JsonNode row) {
        return row.has("better") ? -1 : 1;
    }

    private JsonNode anError() {
        for (JsonNode row : baseline.get("buckets")) {
            if (row.has("better")) {
                return row;
            }
        }
        throw new AssertionError("no errors in the baseline");
    }

    private ObjectNode group(JsonNode row) {
        return (ObjectNode) reports.get(text(row, "report")).at(text(row, "bucket"));
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).asString();
    }

    private static JsonNode read(String name) {
        try {
            return EventCodec.mapper().readTree(Files.readAllBytes(EVALUATION.resolve(name)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The folds by which the shipped models are measured: a figure bought by a patient who is on both
/// sides would be worth nothing.
class FoldsTest {

    private static final Path FOLDS = Path.of("../training/evaluation/folds.json");

    @Test
    void noPatientIsInTwoFolds() throws IOException {
        Map<String, Set<Integer>> homes = new HashMap<>();
        List<List<String>> folds = folds();
        for (int i = 0; i < folds.size(); i++) {
            for (String id : folds.get(i)) {
                homes.computeIfAbsent(group(id), _ -> new HashSet<>()).add(i);
            }
        }

        assertThat(homes).hasSizeGreaterThan(250);
        assertThat(homes).allSatisfy((_, found) -> assertThat(found).hasSize(1));
    }

    @Test
    void noPhotographIsInTwoFolds() throws IOException {
        assertThat(folds().stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    private static List<List<String>> folds() throws IOException {
        JsonNode document = EventCodec.mapper().readTree(Files.readAllBytes(FOLDS));
        List<List<String>> folds = new ArrayList<>();
        for (JsonNode fold : document.get("folds")) {
            List<String> ids = new ArrayList<>();
            fold.forEach(id -> ids.add(id.asString()));
            folds.add(ids);
        }
        return folds;
    }

    /// `PAT_<patient>_<lesion>_<n>`: the patient. ISIC names none: the photograph.
    private static String group(String id) {
        return id.startsWith("PAT_") ? id.substring(0, id.indexOf('_', 4)) : id;
    }
}

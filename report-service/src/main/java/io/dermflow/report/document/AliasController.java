package io.dermflow.report.document;

import io.dermflow.events.JobState;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.access.Downloads;
import io.dermflow.report.access.FindResult;
import io.dermflow.report.result.StoredResult;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The result document under the names that older clients know: [WriteResult]'s, but for the word
/// in `status`, which is `done`, `failed` or `edited` (`state` keeps ours). The report's other name
/// stands at [ReportController].
@RestController
class AliasController {

    private final FindResult results;
    private final WriteResult story;
    private final JsonMapper json;
    private final Downloads downloads;

    AliasController(FindResult results, WriteResult story, JsonMapper json, Downloads downloads) {
        this.results = results;
        this.story = story;
        this.json = json;
        this.downloads = downloads;
    }

    @GetMapping(
            path = {"/api/v1/capture/{id}/results", "/api/capture/{id}/results"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> results(@PathVariable String id, Caller caller) {
        StoredResult result = results.find(id, caller);
        downloads.count("result");
        ResultDocument document = story.of(result);
        ObjectNode renamed = json.valueToTree(document);
        renamed.put("status", word(document));
        return Answer.of(
                json.writeValueAsString(renamed), MediaType.APPLICATION_JSON, result.language());
    }

    private static String word(ResultDocument document) {
        if (document.state() != JobState.SUCCEEDED) {
            return "failed";
        }
        return document.reviewState().equals("edited") ? "edited" : "done";
    }
}

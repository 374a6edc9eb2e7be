package io.dermflow.report.document;

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

/// The result document.
@RestController
class ResultController {

    private final FindResult results;
    private final WriteResult story;
    private final JsonMapper json;
    private final Downloads downloads;

    ResultController(FindResult results, WriteResult story, JsonMapper json, Downloads downloads) {
        this.results = results;
        this.story = story;
        this.json = json;
        this.downloads = downloads;
    }

    @GetMapping(path = "/api/v1/captures/{id}/results", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> results(@PathVariable String id, Caller caller) {
        StoredResult result = results.find(id, caller);
        downloads.count("result");
        return Answer.of(
                json.writeValueAsString(story.of(result)),
                MediaType.APPLICATION_JSON,
                result.language());
    }
}

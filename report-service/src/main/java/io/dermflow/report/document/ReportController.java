package io.dermflow.report.document;

import io.dermflow.kit.security.Caller;
import io.dermflow.report.access.Downloads;
import io.dermflow.report.access.FindResult;
import io.dermflow.report.result.StoredResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The report in words, in the form that the client accepts.
@RestController
class ReportController {

    private final FindResult results;
    private final JsonMapper json;
    private final Downloads downloads;

    ReportController(FindResult results, JsonMapper json, Downloads downloads) {
        this.results = results;
        this.json = json;
        this.downloads = downloads;
    }

    /// `/report/{id}` is the name that older clients know.
    @GetMapping({"/api/v1/captures/{id}/report", "/report/{id}"})
    ResponseEntity<byte[]> report(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            Caller caller) {
        Representation form = Representation.accepted(accept);
        StoredResult result = results.find(id, caller);
        downloads.count("report_" + form.name().toLowerCase(Locale.ROOT));
        String body =
                switch (form) {
                    case JSON -> json.writeValueAsString(ReportDocument.of(result));
                    case TEXT -> TextReport.of(result);
                };
        return Answer.of(body, form.mediaType(), result.language());
    }
}

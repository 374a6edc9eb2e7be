package io.dermflow.report.label;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.measure.MeasureForm;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Where labelers and admins leave what they measured.
@RestController
class LabelController {

    private static final Set<String> MEMBERS = Set.of("measurements", "notes", "approved");

    private final LabelCapture story;

    LabelController(LabelCapture story) {
        this.story = story;
    }

    @PostMapping("/api/v1/admin/label/{capture_id}")
    @ResponseStatus(HttpStatus.CREATED)
    Labeled label(
            @PathVariable("capture_id") String captureId,
            @RequestBody JsonNode body,
            Caller caller) {
        return new Labeled(
                captureId, story.label(captureId, MeasureForm.of(body, MEMBERS), caller));
    }

    record Labeled(String captureId, @JsonUnwrapped Label label) {}
}

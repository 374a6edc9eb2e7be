package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.ApiProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/// What `POST /api/v1/ml/analyze-face` answers: the face of a result document under the names that
/// older clients know.
///
/// @param faceShape `Heart`, `Oval`, `Round`, `Square` or `Oblong`
/// @param palette the colour season in title case
/// @param paletteScores all twelve in upper case, sum 1
/// @param processingTimeMs all steps of the vision stage together
record FaceAnswer(
        String faceShape,
        double faceShapeScore,
        String palette,
        Map<String, Double> paletteScores,
        List<String> features,
        double processingTimeMs) {

    private static final double HUNDREDTHS = 100;

    FaceAnswer {
        paletteScores = new LinkedHashMap<>(paletteScores);
        features = List.copyOf(features);
    }

    /// @throws ApiProblem 422 when the document holds no face, with the code that says why; 500
    ///   when the analysis failed by no fault of the picture
    static FaceAnswer of(TaskId task, JsonNode document) {
        JsonNode face = document.path("face");
        if (!face.isObject()) {
            throw nothingSaid(task, document);
        }
        Map<String, Double> scores = new TreeMap<>();
        face.path("season_scores")
                .properties()
                .forEach(score -> scores.put(score.getKey(), score.getValue().asDouble()));
        double total =
                document.path("timings")
                        .valueStream()
                        .mapToDouble(timing -> timing.path("ms").asDouble())
                        .sum();
        return new FaceAnswer(
                face.path("shape").asString(),
                face.path("shape_score").asDouble(),
                face.path("season").asString(),
                scores,
                face.path("features").valueStream().map(JsonNode::asString).toList(),
                Math.rint(total * HUNDREDTHS) / HUNDREDTHS);
    }

    private static ApiProblem nothingSaid(TaskId task, JsonNode document) {
        String state = document.path("state").asString("");
        JsonNode why = why(document);
        HttpStatus status =
                state.equals("succeeded") || state.equals("rejected")
                        ? HttpStatus.UNPROCESSABLE_CONTENT
                        : HttpStatus.INTERNAL_SERVER_ERROR;
        return new ApiProblem(
                        status,
                        why.path("code").asString("no_face"),
                        why.path("detail").asString("Nothing can be said of the face."))
                .with("capture_id", task.toString());
    }

    /// The reason of a task that did not succeed, else what a result without a face lacks.
    private static JsonNode why(JsonNode document) {
        JsonNode reason = document.path("reason");
        JsonNode lacking = document.path("degradations");
        return reason.isObject() ? reason : lacking.path(lacking.size() - 1);
    }
}

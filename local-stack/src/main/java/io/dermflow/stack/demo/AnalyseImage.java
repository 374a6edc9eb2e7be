package io.dermflow.stack.demo;

import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One capture's way: submitted, followed to its end, result and report fetched.
final class AnalyseImage {

    private final AppClient app;
    private final Terminal terminal;

    AnalyseImage(AppClient app, Terminal terminal) {
        this.app = app;
        this.terminal = terminal;
    }

    Verdict run(Submission submission) throws IOException, InterruptedException {
        try {
            String captureId = app.submit(submission);
            terminal.say("  accepted as capture " + captureId);
            JsonNode end = new FollowCapture(app, terminal).toEnd(captureId);
            return switch (end.path("state").asString()) {
                case "succeeded" ->
                        new Verdict.Succeeded(app.results(captureId), app.report(captureId));
                case "rejected" -> rejected(captureId, end);
                default -> new Verdict.Failed(end.path("state").asString() + reason(end));
            };
        } catch (ApiRefusal e) {
            return e.isAboutTheImage()
                    ? new Verdict.Rejected(e.explanation(), "{}")
                    : new Verdict.Failed(e.explanation());
        }
    }

    private Verdict rejected(String captureId, JsonNode end)
            throws IOException, InterruptedException {
        String document = app.results(captureId);
        JsonNode quality = JsonMapper.shared().readTree(document).path("quality");
        var reasons = new StringJoiner("\n");
        reasons.add("rejected" + reason(end));
        quality.path("problems").forEach(problem -> reasons.add("  " + words(problem)));
        quality.path("actions").forEach(action -> reasons.add("  -> " + words(action)));
        return new Verdict.Rejected(reasons.toString(), document);
    }

    private static String reason(JsonNode end) {
        JsonNode reason = end.path("reason");
        if (reason.isString()) {
            return ": " + reason.asString();
        }
        String code = reason.path("code").asString("");
        String detail = reason.path("detail").asString("");
        return code.isEmpty() ? "" : ": " + code + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    private static String words(JsonNode node) {
        return node.isString() ? node.asString() : node.toString();
    }
}

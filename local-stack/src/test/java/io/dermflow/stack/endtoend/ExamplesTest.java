package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.Clients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `docs/examples.sh` on the running suite: every call answers as the script says, and every
/// documented operation is among the calls, and what comes back has the documented form.
@EndToEnd
class ExamplesTest {

    private static final Pattern CALL =
            Pattern.compile("^([A-Z]+) (/\\S*) -> \\d{3}$", Pattern.MULTILINE);

    @TempDir Path folder;

    @Test
    void everyDocumentedOperationIsCalledAndAnswersAsTheScriptSays() throws Exception {
        var admin = AdminAccount.added();
        buryARecord(admin.loggedIn());
        Path output = folder.resolve("output");
        var script =
                new ProcessBuilder("bash", "../docs/examples.sh", Suite.gateway().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        script.environment().put("ADMIN_EMAIL", admin.email());
        script.environment().put("ADMIN_PASSWORD", admin.password());
        script.environment().put("ANSWERS", folder.toString());

        int exit = script.start().waitFor();

        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(called(said)).containsAll(documented());
        assertThat(said)
                .contains(
                        "GET /api/v1/admin/dead-letters/{id} -> 200",
                        "POST /api/v1/admin/dead-letters/{id}/redrive -> 202");
        holdAnswersAgainstTheirSchemas();
    }

    /// One that report-service can't read, so that there is a dead letter to look at and to give
    /// back.
    private static void buryARecord(Person admin) throws Exception {
        String outcomes = "skin_analysis_outcomes";
        new Clients(Suite.stack()).send(outcomes, "no outcome");
        Await.until(
                "its dead letter",
                Suite.PATIENCE,
                () -> admin.get("/api/v1/admin/dead-letters").body().contains(outcomes));
    }

    private void holdAnswersAgainstTheirSchemas() throws IOException {
        var answers = new DocumentedAnswers(document());
        int held = 0;
        List<String> problems = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("index"))) {
            String[] words = line.split(" ");
            byte[] body = Files.readAllBytes(folder.resolve(words[0]));
            boolean json = body.length > 0 && body[0] == '{';
            if (json && answers.describe(words[1], words[2], words[3])) {
                held++;
                String text = new String(body, StandardCharsets.UTF_8);
                problems.addAll(answers.problems(words[1], words[2], words[3], text));
            }
        }
        assertThat(problems).isEmpty();
        assertThat(held).as("JSON answers").isGreaterThan(40);
    }

    private static Set<String> called(String said) {
        Set<String> calls = new TreeSet<>();
        Matcher call = CALL.matcher(said);
        while (call.find()) {
            calls.add(call.group(1) + " " + call.group(2));
        }
        return calls;
    }

    private static Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method ->
                                        operations.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        return operations;
    }

    private static JsonNode document() {
        return Person.JSON.readTree(
                Person.withoutConsent().get("/api-docs", "Accept", "application/json").body());
    }
}

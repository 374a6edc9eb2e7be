package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
        String password = "lantern " + UUID.randomUUID();
        String admin = "admin-" + UUID.randomUUID() + "@example.org";
        makeAdmin(admin, password);
        Path output = folder.resolve("output");
        var script =
                new ProcessBuilder("bash", "../docs/examples.sh", Suite.gateway().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        script.environment().put("ADMIN_EMAIL", admin);
        script.environment().put("ADMIN_PASSWORD", password);
        script.environment().put("ANSWERS", folder.toString());

        int exit = script.start().waitFor();

        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(called(said)).containsAll(documented());
        holdAnswersAgainstTheirSchemas();
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

    /// As `./dermflow user add` does it.
    private static void makeAdmin(String email, String password)
            throws IOException, InterruptedException {
        var stack = Suite.stack();
        String secret = new Secrets(stack.dataDirectory()).value("clients/ingest");
        String token =
                Person.JSON
                        .readTree(
                                post(
                                        "/api/v1/auth/token",
                                        "{\"grant_type\":\"client_credentials\",\"client_id\":"
                                                + "\"ingest\",\"client_secret\":\""
                                                + secret
                                                + "\"}",
                                        ""))
                        .path("access_token")
                        .asString();
        post(
                "/internal/users",
                "{\"email\":\""
                        + email
                        + "\",\"password\":\""
                        + password
                        + "\",\"roles\":[\"user\",\"admin\"]}",
                token);
    }

    private static String post(String path, String json, String token)
            throws IOException, InterruptedException {
        int port = Suite.stack().address(Part.INGEST).getPort();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer =
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }
}

package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.kit.testing.TarFiles;
import io.dermflow.stack.home.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Public collections of broken files and multipart bodies, through the gateway. Runs where the
/// collections are (`-Ddermflow.shared=DIR`, else a folder `shared` beside the checkout); nothing
/// of them is part of the project.
@EndToEnd
class CorpusUploadTest {

    private static final Path CORPORA =
            Path.of(
                            System.getProperty(
                                    "dermflow.shared",
                                    Checkout.here().root().resolveSibling("shared").toString()))
                    .resolve("corpora");

    private final Person person = Person.registered();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void noFileBreaksTheSuite() throws IOException {
        assumeTrue(Files.isDirectory(CORPORA), "the corpora are not here");
        Map<Integer, Integer> answers = new TreeMap<>();

        for (Path archive : archives()) {
            boolean bodies = archive.getFileName().toString().contains("multipart");
            for (byte[] file : TarFiles.read(archive).values()) {
                answers.merge(upload(file), 1, Integer::sum);
                if (bodies) {
                    answers.merge(send(file), 1, Integer::sum);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(answers.keySet()).isSubsetOf(202, 400, 413, 415, 422);
        assertThat(accepted)
                .allSatisfy(id -> assertThat(person.awaitEnd(id)).isIn("succeeded", "rejected"));
    }

    private int upload(byte[] file) {
        var answer = person.upload(file);
        if (answer.statusCode() == 202) {
            accepted.add(Person.id(answer));
        } else {
            check(answer.statusCode(), answer.body());
        }
        return answer.statusCode();
    }

    private int send(byte[] body) {
        String firstLine =
                new String(body, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
        String boundary =
                firstLine.replaceFirst("^--", "").replaceAll("[^A-Za-z0-9'()+_,./:=?-]", "");
        var answer = person.uploadBody(body, "multipart/form-data; boundary=\"" + boundary + "\"");
        check(answer.statusCode(), answer.body());
        return answer.statusCode();
    }

    private void check(int status, String body) {
        boolean coded = body.contains("\"code\":");
        if (!coded || !Set.of(400, 413, 415, 422).contains(status)) {
            wrong.add(status + " " + body);
        }
    }

    private static List<Path> archives() throws IOException {
        try (var files = Files.list(CORPORA)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz")).sorted().toList();
        }
    }
}

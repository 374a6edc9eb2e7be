package io.dermflow.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./dermflow dead-letters` against doors that answer as ingest-service's do.
class DeadLettersTest {

    private static final String BASE = "/internal/dead-letters";
    private static final String ID = "019ac000-0000-7000-8000-000000000001";
    private static final String LETTERS =
            """
            {"dead_letters": [
              {"id": "%s", "at": "2026-11-27T12:00:00Z", "redriven_at": null,
               "origin": {"topic": "skin_analysis"}, "problem": {"code": "tries_used_up"}},
              {"id": "019ac000-0000-7000-8000-000000000000", "at": "2026-11-26T12:00:00Z",
               "redriven_at": "2026-11-26T13:00:00Z",
               "origin": {"topic": "skin_analysis_outcomes"}, "problem": {"code": "undecodable"}}
             ], "next_cursor": null}
            """
                    .formatted(ID);

    @TempDir private Path folder;
    private FakeStack stack;

    @BeforeEach
    void start() throws IOException {
        stack = new FakeStack(folder, "ingest");
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void listsThemALineEachWithWhatWasGivenBack() throws Exception {
        stack.answering("GET " + BASE, 200, LETTERS);

        CommandRun unasked = stack.run("dead-letters");

        assertThat(unasked.exit()).isZero();
        assertThat(unasked.result().lines())
                .containsExactly(
                        ID + "  2026-11-27T12:00:00Z  skin_analysis  tries_used_up  -",
                        "019ac000-0000-7000-8000-000000000000  2026-11-26T12:00:00Z"
                                + "  skin_analysis_outcomes  undecodable  redriven");
        assertThat(stack.run("dead-letters", "list")).isEqualTo(unasked);
    }

    @Test
    void printsTheAnswerAsItIsForPrograms() throws Exception {
        stack.answering("GET " + BASE, 200, LETTERS);

        assertThat(stack.run("dead-letters", "list", "--json").result().strip())
                .isEqualTo(LETTERS.strip());
    }

    @Test
    void saysThatThereAreNone() throws Exception {
        stack.answering("GET " + BASE, 200, "{\"dead_letters\": [], \"next_cursor\": null}");

        CommandRun none = stack.run("dead-letters", "list");

        assertThat(none.exit()).isZero();
        assertThat(none.result()).isEmpty();
        assertThat(none.said()).contains("there are no dead letters");
    }

    @Test
    void showsOneAndGivesItBack() throws Exception {
        stack.answering(
                "GET " + BASE + "/" + ID, 200, "{\"id\":\"" + ID + "\",\"value\":\"e30=\"}");
        stack.answering(
                "POST " + BASE + "/" + ID + "/redrive", 202, "{\"done\":\"job_published_again\"}");

        CommandRun shown = stack.run("dead-letters", "show", ID);
        CommandRun redriven = stack.run("dead-letters", "redrive", ID);

        assertThat(shown.exit()).isZero();
        assertThat(shown.result()).contains("\"value\" : \"e30=\"");
        assertThat(redriven.exit()).isZero();
        assertThat(redriven.result()).contains("job_published_again");
        assertThat(stack.requests())
                .containsExactly("GET " + BASE + "/" + ID, "POST " + BASE + "/" + ID + "/redrive");
    }

    @Test
    void saysWhyOneIsNotGivenBack() throws Exception {
        stack.answering(
                "POST " + BASE + "/" + ID + "/redrive",
                409,
                "{\"title\": \"Conflict\", \"detail\": \"The task has its end.\"}");

        CommandRun refused = stack.run("dead-letters", "redrive", ID);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.result()).isEmpty();
        assertThat(refused.said()).contains("409 The task has its end.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "redrive", "show no-id", "redrive 1 2", "remove"})
    void asksForNothingWhenItIsNotSaidWhatIsMeant(String words) throws Exception {
        CommandRun refused = stack.run(("dead-letters " + words).split(" "));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said()).startsWith("dermflow: ").contains("dead-letters");
        assertThat(stack.requests()).isEmpty();
    }

    @Test
    void needsAStackThatRunsWithAnIngestService() throws Exception {
        try (var other = new FakeStack(folder.resolve("other"), "vision")) {
            CommandRun without = other.run("dead-letters");

            assertThat(without.exit()).isEqualTo(1);
            assertThat(without.said()).contains("ingest is not part of that stack");
        }
        var ended = new FakeStack(folder.resolve("ended"), "ingest");
        ended.close();
        CommandRun down = ended.run("dead-letters");

        assertThat(down.exit()).isEqualTo(1);
        assertThat(down.said()).contains("no stack runs");
    }
}

package io.dermflow.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `./dermflow replace` asks of a supervisor and makes of its answer; what that does is
/// `ControlServerTest`'s, and `TwoInstancesTest`'s with captures in flight.
class ReplaceTest {

    private static final String REPLACE = "POST /parts/ingest/replace";

    @TempDir private Path folder;

    @Test
    void oneOfTwoIsReplacedAfterTheOther() throws Exception {
        try (var stack = new FakeStack(folder, "ingest", "ingest-2", "gateway")) {
            CommandRun run = stack.answering(REPLACE, 204, "").run("replace", "ingest");

            assertThat(run).isEqualTo(new CommandRun(0, "", "ingest is replaced\n"));
            assertThat(stack.requests()).containsExactly(REPLACE);
        }
    }

    @Test
    void theOnlyOneIsAwayMeanwhileAndThatIsSaidFirst() throws Exception {
        try (var stack = new FakeStack(folder, "ingest", "gateway")) {
            CommandRun run = stack.answering(REPLACE, 204, "").run("replace", "ingest-service");

            assertThat(run.exit()).isZero();
            assertThat(run.said().lines())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("has one instance and is away"),
                            last -> assertThat(last).isEqualTo("ingest is replaced"));
        }
    }

    @Test
    void aNewOneThatDoesNotBecomeHealthyIsAFailureThatNamesItsLog() throws Exception {
        try (var stack = new FakeStack(folder, "ingest", "ingest-2")) {
            CommandRun run = stack.answering(REPLACE, 504, "").run("replace", "ingest");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.said()).contains("could not be replaced; ./dermflow logs ingest shows");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "replace vision, vision is not part of that stack",
        "replace kafka, there is no service kafka",
        "replace, replace takes one service",
        "replace ingest vision, replace takes one service"
    })
    void nothingIsReplacedWhenItIsNoServiceOfThatStack(String words, String why) throws Exception {
        try (var stack = new FakeStack(folder, "ingest", "kafka")) {
            CommandRun run = stack.run(words.split(" "));

            assertThat(run).isEqualTo(new CommandRun(1, "", "dermflow: " + why + "\n"));
            assertThat(stack.requests()).isEmpty();
        }
    }
}

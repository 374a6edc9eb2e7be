package io.dermflow.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RunChatTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @Test
    void printsOneAnswerAndEnds() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {
            int exit = RunChat.asSomebodyNew(gateway.address(), terminal).ask("Hi");

            assertThat(exit).isZero();
            assertThat(out).hasToString("Hello.\n");
            assertThat(gateway.requests())
                    .containsExactly(
                            "POST /api/v1/auth/register",
                            "POST /api/v1/auth/login",
                            "POST /api/v1/agent/chat/stream");
        }
    }

    @Test
    void goesOnInTheSameSessionUntilAnEmptyLine() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {
            int exit =
                    RunChat.as(gateway.address(), terminal, "a@example.org", "a word")
                            .converse(new BufferedReader(new StringReader("Hi\nMore\n\nNot this")));

            assertThat(exit).isZero();
            assertThat(out).hasToString("Hello.\nHello again.\n");
        }
    }
}

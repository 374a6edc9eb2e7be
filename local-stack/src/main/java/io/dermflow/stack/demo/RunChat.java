package io.dermflow.stack.demo;

import io.dermflow.stack.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody talks with the assistant, a line at a time, in one session; answers appear as they
/// come.
public final class RunChat {

    private final AppClient app;
    private final Terminal terminal;
    private final String email;
    private final String password;
    private final boolean newAccount;
    private String session = "";

    private RunChat(
            URI gateway, Terminal terminal, String email, String password, boolean newAccount) {
        this.app = new AppClient(gateway);
        this.terminal = terminal;
        this.email = email;
        this.password = password;
        this.newAccount = newAccount;
    }

    /// As a new user, made for this conversation.
    public static RunChat asSomebodyNew(URI gateway, Terminal terminal) {
        String email = "chat-" + UUID.randomUUID() + "@example.org";
        return new RunChat(gateway, terminal, email, UUID.randomUUID().toString(), true);
    }

    /// As a user who has an account.
    public static RunChat as(URI gateway, Terminal terminal, String email, String password) {
        return new RunChat(gateway, terminal, email, password, false);
    }

    /// One question.
    ///
    /// @return 0 when it was answered to the end, 1 otherwise
    public int ask(String message) throws IOException, InterruptedException {
        try {
            enter();
            return answer(message) ? 0 : 1;
        } catch (ApiRefusal e) {
            terminal.say(e.explanation());
            return 1;
        }
    }

    /// A question a line, until the lines end.
    ///
    /// @return 0, or 1 when something was refused
    public int converse(BufferedReader lines) throws IOException, InterruptedException {
        try {
            enter();
            terminal.say("ask away; an empty line or Ctrl-D ends it, Ctrl-C at any moment");
            for (String line = lines.readLine();
                    line != null && !line.isBlank();
                    line = lines.readLine()) {
                answer(line);
            }
            return 0;
        } catch (ApiRefusal e) {
            terminal.say(e.explanation());
            return 1;
        }
    }

    private void enter() throws IOException, InterruptedException {
        if (newAccount) {
            app.register(email, password);
        }
        app.logIn(email, password);
    }

    private boolean answer(String message) throws IOException, InterruptedException {
        boolean complete = false;
        try (Stream<String> lines = app.chat(message, session)) {
            Iterator<String> all = lines.iterator();
            Optional<ServerEvent> event = ServerEvent.next(all);
            while (event.isPresent()) {
                JsonNode data = JsonMapper.shared().readTree(event.get().data());
                complete |= show(data);
                event = ServerEvent.next(all);
            }
        }
        return complete;
    }

    /// @return whether this was the end of a complete answer
    private boolean show(JsonNode event) {
        JsonNode content = event.path("content");
        switch (event.path("type").asString()) {
            case "metadata" -> session = event.path("session_id").asString(session);
            case "status" -> terminal.say("  " + content.asString());
            case "chunk" -> terminal.write(content.asString());
            case "clothing_item" -> showItems(content);
            case "notice" -> terminal.say("  (" + content.path("message").asString() + ")");
            case "error" -> terminal.say("\n  " + event.path("message").asString());
            case "done" -> {
                terminal.write("\n");
                return content.path("complete").asBoolean();
            }
            default -> {
                // A later version may say more.
            }
        }
        return false;
    }

    private void showItems(JsonNode outfit) {
        for (JsonNode item : outfit.path("recommendations")) {
            terminal.result(
                    "%s. %s, %s %s: %s"
                            .formatted(
                                    item.path("index").asInt(),
                                    item.path("item").asString(),
                                    item.path("color").asString(),
                                    item.path("hex_color").asString(""),
                                    item.path("reason").asString()));
        }
        outfit.path("styling_tips").forEach(tip -> terminal.result("- " + tip.asString()));
    }
}

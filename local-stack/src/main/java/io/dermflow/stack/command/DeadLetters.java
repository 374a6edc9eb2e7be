package io.dermflow.stack.command;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `dead-letters [list|show ID|redrive ID]`: records that nobody could work off, through the
/// running ingest-service. `list` shows the newest 50, a line each; `--json` the answers as they
/// are.
final class DeadLetters implements Command {

    private static final String BASE = "/internal/dead-letters";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Checkout checkout;
    private final Terminal terminal;

    DeadLetters(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data", "--json"));
        List<String> rest = arguments.rest();
        String verb = rest.isEmpty() ? "list" : rest.getFirst();
        Optional<RunningStack> stack = RunningStack.find(checkout, arguments);
        if (stack.isEmpty()) {
            terminal.say("no stack runs; start one with ./dermflow up");
            return 1;
        }
        IngestDoor ingest = IngestDoor.of(stack.get());
        HttpResponse<String> answer =
                switch (verb) {
                    case "list" -> ingest.get(BASE);
                    case "show" -> ingest.get(BASE + "/" + id(rest));
                    case "redrive" -> ingest.post(BASE + "/" + id(rest) + "/redrive", "");
                    default -> throw usage();
                };
        if (answer.statusCode() / 100 != 2) {
            terminal.say(IngestDoor.problem(answer));
            return 1;
        }
        print(verb, arguments.has("--json"), answer.body());
        return 0;
    }

    private void print(String verb, boolean json, String body) {
        if (json) {
            terminal.result(body);
            return;
        }
        JsonNode document = JSON.readTree(body);
        if (!verb.equals("list")) {
            terminal.result(document.toPrettyString());
            return;
        }
        JsonNode letters = document.path("dead_letters");
        letters.forEach(letter -> terminal.result(line(letter)));
        if (letters.isEmpty()) {
            terminal.say("there are no dead letters");
        }
    }

    private static String line(JsonNode letter) {
        return "%s  %s  %s  %s  %s"
                .formatted(
                        letter.path("id").asString(),
                        letter.path("at").asString(),
                        letter.at("/origin/topic").asString(),
                        letter.at("/problem/code").asString(),
                        letter.path("redriven_at").isNull() ? "-" : "redriven");
    }

    private static String id(List<String> rest) {
        if (rest.size() != 2) {
            throw usage();
        }
        try {
            return UUID.fromString(rest.get(1)).toString();
        } catch (IllegalArgumentException notAnId) {
            throw new UsageError(rest.get(1) + " is no id; dead-letters list shows them");
        }
    }

    private static UsageError usage() {
        return new UsageError("dead-letters [list | show ID | redrive ID]");
    }
}

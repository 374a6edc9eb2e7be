package io.dermflow.stack.control;

import io.dermflow.stack.LocalStack;
import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.part.PartStatus;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What `GET /status` answers, and `./dermflow status --json` prints.
///
/// @param supervisorPid of the process that keeps the parts running
public record StatusDocument(
        URI gateway, Path data, long supervisorPid, List<PartStatus> parts, String json) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static String write(LocalStack stack) {
        ObjectNode document = JSON.createObjectNode();
        document.put("gateway", stack.gateway().toString());
        document.put("data", stack.dataDirectory().root().toString());
        document.put("supervisor_pid", ProcessHandle.current().pid());
        var parts = document.putArray("parts");
        for (PartStatus status : stack.status()) {
            writePart(parts.addObject(), status);
        }
        return document.toPrettyString();
    }

    static StatusDocument read(String json) {
        JsonNode document = JSON.readTree(json);
        List<PartStatus> parts = new ArrayList<>();
        for (JsonNode part : document.path("parts")) {
            parts.add(readPart(part));
        }
        return new StatusDocument(
                URI.create(document.path("gateway").asString()),
                Path.of(document.path("data").asString()),
                document.path("supervisor_pid").asLong(),
                List.copyOf(parts),
                json);
    }

    private static void writePart(ObjectNode node, PartStatus status) {
        node.put("name", status.instance().shortName());
        node.put("module", status.part().module());
        node.put("host", status.address().getAddress().getHostAddress());
        node.put("port", status.address().getPort());
        node.put("state", status.state().shortName());
        status.pid().ifPresent(pid -> node.put("pid", pid));
        node.put("restarts", status.restarts());
        node.put("log", status.log().toString());
    }

    private static PartStatus readPart(JsonNode node) {
        String state = node.path("state").asString().replace('-', '_').toUpperCase(Locale.ROOT);
        return new PartStatus(
                Instance.named(node.path("name").asString()).orElseThrow(),
                new InetSocketAddress(node.path("host").asString(), node.path("port").asInt()),
                PartState.valueOf(state),
                node.has("pid") ? OptionalLong.of(node.path("pid").asLong()) : OptionalLong.empty(),
                node.path("restarts").asInt(),
                Path.of(node.path("log").asString()));
    }
}

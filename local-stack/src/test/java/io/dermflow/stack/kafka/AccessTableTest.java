package io.dermflow.stack.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of rights against the topics and groups that there are.
class AccessTableTest {

    private static final Path FILE = Checkout.here().root().resolve("deploy/kafka/access.tsv");

    private static final Path EVENTS =
            Checkout.here().root().resolve("common-events/src/main/java/io/dermflow/events");
    private static final Pattern TOPIC =
            Pattern.compile("(?m)^ {4}([A-Z_]+)\\(\"([a-z_]+)\", \\d+, Duration");
    private static final Pattern GROUP =
            Pattern.compile("(?m)^ {4}[A-Z_]+\\(\"([a-z-]+)\", Topic\\.([A-Z_]+), Kind");

    @TempDir Path dir;

    @Test
    void namesOnlyTopicsAndGroupsThatThereAre() throws IOException {
        List<String> topics = List.copyOf(topics().values());
        List<String> groups = List.copyOf(groups().keySet());

        for (AclBinding right : AccessTable.read(FILE, Set.of()).rights()) {
            var resource = right.pattern();
            List<String> known =
                    switch (resource.resourceType()) {
                        case TOPIC -> topics;
                        case GROUP -> groups;
                        default -> List.of("report-1");
                    };
            assertThat(known)
                    .as(resource.toString())
                    .anyMatch(name ->
                            resource.patternType() == PatternType.PREFIXED
                                    ? name.startsWith(resource.name())
                                    : name.equals(resource.name()));
        }
    }

    /// Each group is one service's; it may read the group's topic, and nobody else may.
    @Test
    void whoReadsInAGroupReadsItsTopicAndOnlyReadersRead() throws IOException {
        AccessTable table = AccessTable.read(FILE, Set.of());

        for (var group : groups().entrySet()) {
            List<String> readers =
                    principals(table, ResourceType.GROUP, group.getKey(), AclOperation.READ);
            assertThat(readers).as(group.getKey()).hasSize(1);
            assertThat(principals(table, ResourceType.TOPIC, group.getValue(), AclOperation.READ))
                    .as(group.getValue())
                    .containsAll(readers);
        }
        for (String topic : topics().values()) {
            assertThat(principals(table, ResourceType.TOPIC, topic, AclOperation.DESCRIBE))
                    .as(topic)
                    .containsExactlyInAnyOrder("ingest", "llm", "report", "vision");
        }
    }

    @Test
    void aPartnerHasOneTopicAndItsOwnGroups() throws IOException {
        var rights =
                AccessTable.read(FILE, Set.of("acme", "beta")).rights().stream()
                        .filter(right -> right.entry().principal().equals("User:acme"))
                        .toList();

        assertThat(rights)
                .extracting(right ->
                        right.pattern().patternType()
                                + " "
                                + right.pattern().name()
                                + " "
                                + right.entry().operation())
                .containsExactlyInAnyOrder(
                        "LITERAL skin_analysis_results READ", "PREFIXED acme. READ");
    }

    @Test
    void refusesALineThatIsNoRight() throws IOException {
        Path file = Files.writeString(dir.resolve("access.tsv"), "ingest\ttopic\n");

        assertThatThrownBy(() -> AccessTable.read(file, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingest\ttopic");
    }

    /// The commands for other brokers say the same as the table.
    @Test
    void theScriptWritesEveryRightAsACommand() throws Exception {
        var script =
                new ProcessBuilder(FILE.resolveSibling("grant.sh").toString(), "acme")
                        .redirectErrorStream(true)
                        .start();
        List<String> commands =
                new String(script.getInputStream().readAllBytes(), UTF_8).lines().toList();

        assertThat(script.waitFor()).isZero();
        Set<AclBinding> rights = AccessTable.read(FILE, Set.of("acme")).rights();
        assertThat(commands.stream().mapToLong(line -> line.split("--operation ").length - 1).sum())
                .isEqualTo(rights.size());
        assertThat(commands)
                .contains(
                        "kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal"
                                + " User:ingest --operation Describe --operation AlterConfigs"
                                + " --group vision --resource-pattern-type literal",
                        "kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal"
                                + " User:acme --operation Read --group acme."
                                + " --resource-pattern-type prefixed");
    }

    /// What it prints is piped to a shell.
    @Test
    void theScriptPrintsNothingForANameThatAShellWouldRun() throws Exception {
        var script =
                new ProcessBuilder(FILE.resolveSibling("grant.sh").toString(), "a;touch b")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();

        assertThat(script.getInputStream().readAllBytes()).isEmpty();
        assertThat(script.waitFor()).isEqualTo(1);
    }

    /// Constant to name, as common-events declares them; it is not on this module's class path.
    private static Map<String, String> topics() throws IOException {
        Map<String, String> topics = new TreeMap<>();
        Matcher topic = TOPIC.matcher(Files.readString(EVENTS.resolve("Topic.java")));
        while (topic.find()) {
            topics.put(topic.group(1), topic.group(2));
        }
        assertThat(topics).hasSizeGreaterThan(8);
        return topics;
    }

    /// Group to topic.
    private static Map<String, String> groups() throws IOException {
        Map<String, String> groups = new TreeMap<>();
        Matcher group = GROUP.matcher(Files.readString(EVENTS.resolve("Group.java")));
        while (group.find()) {
            groups.put(group.group(1), Objects.requireNonNull(topics().get(group.group(2))));
        }
        assertThat(groups).hasSizeGreaterThan(7);
        return groups;
    }

    private static List<String> principals(
            AccessTable table, ResourceType type, String name, AclOperation operation) {
        return table.rights().stream()
                .filter(right -> right.pattern().resourceType() == type)
                .filter(right -> right.entry().operation() == operation)
                .filter(right ->
                        right.pattern().patternType() == PatternType.PREFIXED
                                ? name.startsWith(right.pattern().name())
                                : name.equals(right.pattern().name()))
                .map(right -> right.entry().principal().substring("User:".length()))
                .distinct()
                .toList();
    }
}

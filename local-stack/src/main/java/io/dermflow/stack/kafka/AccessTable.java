package io.dermflow.stack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// Who may do what at Kafka: `deploy/kafka/access.tsv`, with the lines for partners written out for
/// each of them.
///
/// @param rights what is allowed; the rest is refused
record AccessTable(Set<AclBinding> rights) {

    static final String PARTNER = "{partner}";

    private static final int COLUMNS = 5;

    AccessTable {
        rights = Set.copyOf(rights);
    }

    /// @throws IllegalArgumentException if a line is no right, with the line
    static AccessTable read(Path file, Set<String> partners) throws IOException {
        return new AccessTable(
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .flatMap(line -> written(line, partners))
                        .flatMap(AccessTable::rights)
                        .collect(Collectors.toSet()));
    }

    /// Everybody who has a right, in alphabetical order.
    Set<String> principals() {
        return rights.stream()
                .map(right -> right.entry().principal().replaceFirst("^User:", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> written(String line, Set<String> partners) {
        return line.startsWith(PARTNER)
                ? partners.stream().map(partner -> line.replace(PARTNER, partner))
                : Stream.of(line);
    }

    private static Stream<AclBinding> rights(String line) {
        List<String> columns = List.of(line.split("\t"));
        if (columns.size() != COLUMNS) {
            throw new IllegalArgumentException("no right: " + line);
        }
        var resource =
                new ResourcePattern(
                        ResourceType.valueOf(upper(columns.get(1))),
                        columns.get(3),
                        PatternType.valueOf(upper(columns.get(2))));
        return Stream.of(columns.get(4).split(","))
                .map(operation ->
                        new AclBinding(
                                resource,
                                new AccessControlEntry(
                                        "User:" + columns.getFirst(),
                                        "*",
                                        AclOperation.valueOf(upper(operation)),
                                        AclPermissionType.ALLOW)));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}

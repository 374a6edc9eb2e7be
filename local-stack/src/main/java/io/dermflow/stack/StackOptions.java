package io.dermflow.stack;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// What to start and where.
///
/// @param gatewayPort 0 for any free port; empty for the remembered one or 8000
/// @param instances of each service behind the gateway: 1 or 2
/// @param workers vision workers, where there are to be more than `instances`
/// @param partners who may read results at Kafka; with any, everybody must show who they are there
/// @param without parts that are not started; their addresses are settled all the same, so that one
///   can be run from an IDE
/// @param environment variables set or overridden per part
public record StackOptions(
        Checkout checkout,
        DataDirectory data,
        OptionalInt gatewayPort,
        int instances,
        int workers,
        Set<String> partners,
        Set<Part> without,
        Map<Part, Map<String, String>> environment) {

    public StackOptions {
        if (instances < 1 || instances > 2) {
            throw new IllegalArgumentException("one or two instances, not " + instances);
        }
        if (workers > Part.VISION.most()) {
            throw new IllegalArgumentException("too many workers: " + workers);
        }
        partners = Set.copyOf(partners);
        without = Set.copyOf(without);
        environment = Map.copyOf(environment);
    }

    /// One instance of each service.
    public StackOptions(
            Checkout checkout,
            DataDirectory data,
            OptionalInt gatewayPort,
            Set<Part> without,
            Map<Part, Map<String, String>> environment) {
        this(checkout, data, gatewayPort, 1, 1, Set.of(), without, environment);
    }

    /// A whole stack of this checkout on that data directory.
    public static StackOptions on(Path data) {
        return new StackOptions(
                Checkout.here(), new DataDirectory(data), OptionalInt.empty(), Set.of(), Map.of());
    }

    public StackOptions onAnyPort() {
        return onPort(0);
    }

    public StackOptions onPort(int port) {
        return new StackOptions(
                checkout,
                data,
                OptionalInt.of(port),
                instances,
                workers,
                partners,
                without,
                environment);
    }

    public StackOptions without(Set<Part> parts) {
        return new StackOptions(
                checkout, data, gatewayPort, instances, workers, partners, parts, environment);
    }

    public StackOptions instances(int number) {
        return new StackOptions(
                checkout, data, gatewayPort, number, workers, partners, without, environment);
    }

    public StackOptions workers(int number) {
        return new StackOptions(
                checkout, data, gatewayPort, instances, number, partners, without, environment);
    }

    /// With a Kafka at which the services and these partners have a name, a password and rights.
    public StackOptions partners(Set<String> names) {
        return new StackOptions(
                checkout, data, gatewayPort, instances, workers, names, without, environment);
    }

    /// Kafka, PostgreSQL and the object store, no service.
    public StackOptions infrastructureOnly() {
        return without(EnumSet.range(Part.REPORT, Part.GATEWAY));
    }

    public StackOptions with(Part part, Map<String, String> variables) {
        Map<Part, Map<String, String>> all = new EnumMap<>(Part.class);
        all.putAll(environment);
        all.put(part, Map.copyOf(variables));
        return new StackOptions(
                checkout, data, gatewayPort, instances, workers, partners, without, all);
    }

    /// How many processes of a part the stack has.
    public int processes(Part part) {
        int wanted = part == Part.VISION ? Math.max(instances, workers) : instances;
        return Math.min(wanted, part.most());
    }
}

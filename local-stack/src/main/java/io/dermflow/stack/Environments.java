package io.dermflow.stack;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.OwnerOnly;
import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.service.ServiceEnvironment;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Each service's environment with the overrides of whoever runs the stack. Thread-safe.
final class Environments {

    private final ServiceEnvironment usual;
    private final Map<Part, Map<String, String>> overrides;

    Environments(ServiceEnvironment usual, Map<Part, Map<String, String>> overrides) {
        this.usual = usual;
        this.overrides = new ConcurrentHashMap<>(overrides);
    }

    void override(Part part, Map<String, String> variables) {
        overrides.put(part, Map.copyOf(variables));
    }

    /// Leaves a service's environment, `NAME=value` a line, for whoever runs it from an IDE.
    void writeFile(Part part, DataDirectory data) throws IOException {
        if (part.isService()) {
            String lines =
                    new TreeMap<>(of(Instance.first(part)))
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                                    .collect(Collectors.joining());
            OwnerOnly.write(data.environmentFile(part), lines);
        }
    }

    Map<String, String> of(Instance instance) {
        Map<String, String> environment = new HashMap<>(usual.of(instance));
        environment.putAll(overrides.getOrDefault(instance.part(), Map.of()));
        return environment;
    }
}

package io.dermflow.stack.part;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One process of a part. Most parts are one process; a stack that is started with two instances
/// has a second one of each service behind the gateway, one with several workers more of these.
///
/// @param number 1 for the first, at most [Part#most()]
public record Instance(Part part, int number) {

    public Instance {
        if (number < 1 || number > part.most()) {
            throw new IllegalArgumentException("there is no instance " + number + " of " + part);
        }
    }

    public static Instance first(Part part) {
        return new Instance(part, 1);
    }

    /// As the commands print and take it: `ingest`, and `ingest-2` for the second.
    public String shortName() {
        return number == 1 ? part.shortName() : part.shortName() + "-" + number;
    }

    /// The instance of that name.
    public static Optional<Instance> named(String name) {
        return Arrays.stream(Part.values())
                .flatMap(Instance::all)
                .filter(instance -> instance.shortName().equals(name))
                .findFirst();
    }

    private static Stream<Instance> all(Part part) {
        return IntStream.rangeClosed(1, part.most()).mapToObj(number -> new Instance(part, number));
    }
}

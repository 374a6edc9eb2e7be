package io.dermflow.stack.part;

import java.util.Optional;

/// One process of a part. Most parts are one process; a stack that is started with two instances
/// has a second one of each service behind the gateway.
///
/// @param number 1, or 2 for the second
public record Instance(Part part, int number) {

    public Instance {
        if (number < 1 || number > 2 || (number == 2 && !part.mayBeTwo())) {
            throw new IllegalArgumentException("there is no instance " + number + " of " + part);
        }
    }

    public static Instance first(Part part) {
        return new Instance(part, 1);
    }

    public static Instance second(Part part) {
        return new Instance(part, 2);
    }

    /// As the commands print and take it: `ingest`, and `ingest-2` for the second.
    public String shortName() {
        return number == 1 ? part.shortName() : part.shortName() + "-" + number;
    }

    /// The instance of that name.
    public static Optional<Instance> named(String name) {
        if (!name.endsWith("-2")) {
            return Part.named(name).map(Instance::first);
        }
        return Part.named(name.substring(0, name.length() - 2))
                .filter(Part::mayBeTwo)
                .map(Instance::second);
    }
}

package io.dermflow.stack;

import io.dermflow.stack.part.Part;

/// A service that is to be started was not built.
public final class MissingJar extends RuntimeException {

    public MissingJar(Part part) {
        super(
                "no runnable jar in "
                        + part.module()
                        + "/target; build it with: mvn -DskipTests package");
    }
}

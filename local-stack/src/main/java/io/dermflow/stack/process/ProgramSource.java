package io.dermflow.stack.process;

import java.io.IOException;

/// Says at each start what to run of a service.
@FunctionalInterface
public interface ProgramSource {

    Program get() throws IOException, InterruptedException;
}

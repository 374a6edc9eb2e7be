package io.dermflow.stack.part;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.OptionalLong;

/// One line of `./dermflow status`.
///
/// @param pid of the running process, empty while there is none
/// @param restarts how often the part was started again after it ended by itself
public record PartStatus(
        Instance instance,
        InetSocketAddress address,
        PartState state,
        OptionalLong pid,
        int restarts,
        Path log) {

    public Part part() {
        return instance.part();
    }
}

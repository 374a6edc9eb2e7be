package io.dermflow.stack.command;

import java.io.IOException;
import java.util.List;

/// One command of `./dermflow`.
interface Command {

    /// @param words the command line after the command's name
    /// @return the exit status
    /// @throws UsageError if the words make no sense
    int run(List<String> words) throws IOException, InterruptedException;
}

package io.dermflow.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the command line asks for.
///
/// @param photos how many captures each row is made of
/// @param soak captures of the memory soak; 0 leaves it out
/// @param peers files that describe outside systems
/// @param json where the figures go, too
record Settings(int photos, int soak, List<Path> peers, Optional<Path> json) {

    static final String USAGE =
            """
            Usage: ./dermflow bench [--photos N] [--soak N] [--peer FILE]… [--json FILE]

              --photos N   captures per row (default 40)
              --soak N     afterwards N captures in a row, memory before and after (default 0)
              --peer FILE  an outside system beside ours on the same photos; see bench/README.md
              --json FILE  the figures as JSON
            """;

    static Settings of(String... arguments) {
        int photos = 40;
        int soak = 0;
        List<Path> peers = new ArrayList<>();
        Optional<Path> json = Optional.empty();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--photos" -> photos = Integer.parseInt(value);
                case "--soak" -> soak = Integer.parseInt(value);
                case "--peer" -> peers.add(Path.of(value));
                case "--json" -> json = Optional.of(Path.of(value));
                default -> throw new IllegalArgumentException("no option " + arguments[i]);
            }
        }
        return new Settings(photos, soak, List.copyOf(peers), json);
    }
}

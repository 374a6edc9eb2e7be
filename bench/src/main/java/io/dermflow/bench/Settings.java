package io.dermflow.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the command line asks for.
///
/// @param photos how many captures each row is made of; 0 leaves out all tables but those asked for
///   by `scaling` and `soak`
/// @param scaling backlogs of the scaling table, which takes the place of the queue's; empty leaves
///   it out
/// @param soak captures of the memory soak; 0 leaves it out
/// @param peers files that describe outside systems
/// @param json where the figures go, too
record Settings(
        int photos, List<Integer> scaling, int soak, List<Path> peers, Optional<Path> json) {

    static final String USAGE =
            """
            Usage: ./dermflow bench [--photos N] [--scaling N,…] [--soak N] [--peer FILE]…
                                     [--json FILE]

              --photos N     captures per row (default 40); 0: only scaling and soak
              --scaling N,…  the queue with 1, 2, 4 and 8 slots, these backlogs, both sizes of photo
              --soak N       afterwards N captures in a row, memory before and after (default 0)
              --peer FILE    an outside system beside ours on the same photos; see bench/README.md
              --json FILE    the figures as JSON
            """;

    static Settings of(String... arguments) {
        int photos = 40;
        List<Integer> scaling = List.of();
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
                case "--scaling" -> scaling = numbers(value);
                case "--soak" -> soak = Integer.parseInt(value);
                case "--peer" -> peers.add(Path.of(value));
                case "--json" -> json = Optional.of(Path.of(value));
                default -> throw new IllegalArgumentException("no option " + arguments[i]);
            }
        }
        return new Settings(photos, scaling, soak, List.copyOf(peers), json);
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }
}

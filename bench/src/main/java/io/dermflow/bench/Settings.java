package io.dermflow.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the command line asks for.
///
/// @param photos how many captures each row is made of; 0 leaves out all tables but those asked for
///   by `scaling` and `soak`
/// @param warm captures before anything is measured
/// @param scaling backlogs of the scaling table, which takes the place of the queue's; empty leaves
///   it out
/// @param workers with how many workers the scaling table's rows are measured
/// @param slots with how many slots of each of them
/// @param sizes of the scaling table's photos
/// @param soak captures of the memory soak; 0 leaves it out
/// @param peers files that describe outside systems
/// @param json where the figures go, too
record Settings(
        int photos,
        int warm,
        List<Integer> scaling,
        List<Integer> workers,
        List<Integer> slots,
        List<Photo> sizes,
        int soak,
        List<Path> peers,
        Optional<Path> json) {

    static final String USAGE =
            """
            Usage: ./dermflow bench [--photos N] [--warm N]
                                     [--scaling N,… [--workers N,…] [--slots N,…]
                                      [--sizes small,large]]
                                     [--soak N] [--peer FILE]… [--json FILE]

              --photos N     captures per row (default 40); 0: only scaling and soak
              --warm N       captures before the first table: the JVMs' compilers want some thousands
                             (default 0)
              --scaling N,…  the queue with these backlogs
              --workers N,…  for each of these numbers of workers, 8 at most (default 1)
              --slots N,…    with each of these numbers of slots (default 1,2,4,8)
              --sizes S,…    and each of these sizes of photo (default small,large)
              --soak N       afterwards N captures in a row, memory before and after (default 0)
              --peer FILE    an outside system beside ours on the same photos; see bench/README.md
              --json FILE    the figures as JSON
            """;

    static Settings of(String... arguments) {
        int photos = 40;
        int warm = 0;
        List<Integer> scaling = List.of();
        List<Integer> workers = List.of(1);
        List<Integer> slots = List.of(1, 2, 4, 8);
        List<Photo> sizes = List.of(Photo.values());
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
                case "--warm" -> warm = Integer.parseInt(value);
                case "--scaling" -> scaling = numbers(value);
                case "--workers" -> workers = numbers(value);
                case "--slots" -> slots = numbers(value);
                case "--sizes" -> sizes = sizes(value);
                case "--soak" -> soak = Integer.parseInt(value);
                case "--peer" -> peers.add(Path.of(value));
                case "--json" -> json = Optional.of(Path.of(value));
                default -> throw new IllegalArgumentException("no option " + arguments[i]);
            }
        }
        return new Settings(
                photos, warm, scaling, workers, slots, sizes, soak, List.copyOf(peers), json);
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }

    private static List<Photo> sizes(String list) {
        return Arrays.stream(list.split(","))
                .map(name -> Photo.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }
}

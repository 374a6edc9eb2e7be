package io.dermflow.stack.command;

import io.dermflow.stack.part.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A command's arguments: `--flag`, `--option value` or `--option=value`, and the rest in order.
final class Arguments {

    private static final Set<String> FLAGS = Set.of("--json", "--keep");
    private static final Set<String> OPTIONS =
            Set.of(
                    "--port",
                    "--data",
                    "--without",
                    "--instances",
                    "--partners",
                    "--patience",
                    "--role",
                    "--password",
                    "--email",
                    "--analyses",
                    "--height-cm",
                    "--sex",
                    "--age",
                    "--answers",
                    "--out");

    private static final Set<String> ANALYSES = Set.of("skin", "face", "body");

    private static final Set<String> ANSWERS =
            Set.of("itches", "grew", "hurts", "changed", "bleeds", "raised");

    private static final String USUAL_PATIENCE = "4";
    private static final long MOST_PATIENCE = 120;

    private static final Pattern PARTNER = Pattern.compile("[a-z][a-z0-9-]*");

    private final Set<String> flags;
    private final List<Option> options;
    private final List<String> rest;

    private record Option(String name, String value) {}

    private Arguments(Set<String> flags, List<Option> options, List<String> rest) {
        this.flags = Set.copyOf(flags);
        this.options = List.copyOf(options);
        this.rest = List.copyOf(rest);
    }

    /// @param allowed the flags and options this command knows
    /// @throws UsageError at the first argument it doesn't
    static Arguments parse(List<String> words, Set<String> allowed) {
        var flags = new HashSet<String>();
        var options = new ArrayList<Option>();
        var rest = new ArrayList<String>();
        var left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            String word = left.remove();
            if (!word.startsWith("--")) {
                rest.add(word);
                continue;
            }
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            check(name, allowed);
            if (FLAGS.contains(name)) {
                flags.add(name);
            } else if (word.contains("=")) {
                options.add(new Option(name, word.substring(name.length() + 1)));
            } else if (left.isEmpty()) {
                throw new UsageError(name + " needs a value");
            } else {
                options.add(new Option(name, left.remove()));
            }
        }
        return new Arguments(flags, options, rest);
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    List<String> rest() {
        return rest;
    }

    /// The one folder that a command is about.
    Path folder(String command) {
        if (rest.size() != 1) {
            throw new UsageError(command + " takes one folder");
        }
        return Path.of(rest.getFirst()).toAbsolutePath().normalize();
    }

    Optional<String> option(String name) {
        return values(name).stream().reduce((_, last) -> last);
    }

    OptionalInt port() {
        Optional<String> value = option("--port");
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int port = Integer.parseInt(value.get());
            if (port >= 0 && port <= 65_535) {
                return OptionalInt.of(port);
            }
        } catch (NumberFormatException _) {
            // Falls through to the same message.
        }
        throw new UsageError("--port takes a number from 0 to 65535, not " + value.get());
    }

    Optional<Path> data() {
        return option("--data").map(Path::of).map(Path::toAbsolutePath);
    }

    Optional<Path> out() {
        return option("--out").map(Path::of).map(Path::toAbsolutePath);
    }

    /// Names with a comma between them; none unless said otherwise.
    Set<String> analyses() {
        Set<String> analyses = new TreeSet<>();
        for (String names : values("--analyses")) {
            analyses.addAll(List.of(names.split(",")));
        }
        if (!ANALYSES.containsAll(analyses)) {
            throw new UsageError("--analyses takes any of skin, face, body, with commas between");
        }
        return analyses;
    }

    /// What is said of a lesion, by the fields of the form: `--age 54`, and `--answers
    /// itches,-hurts` for a yes and a no; what is not named stays open.
    Map<String, String> said() {
        Map<String, String> said = new TreeMap<>();
        for (String names : values("--answers")) {
            for (String name : names.split(",")) {
                boolean no = name.startsWith("-");
                said.put(no ? name.substring(1) : name, Boolean.toString(!no));
            }
        }
        if (!ANSWERS.containsAll(said.keySet())) {
            throw new UsageError(
                    "--answers takes any of itches, grew, hurts, changed, bleeds, raised, with commas"
                            + " between; -hurts means that it does not");
        }
        option("--age").ifPresent(years -> said.put("age", years));
        return said;
    }

    /// Of each service behind the gateway: 1 unless said otherwise.
    int instances() {
        return switch (option("--instances").orElse("1")) {
            case "1" -> 1;
            case "2" -> 2;
            default -> throw new UsageError("--instances takes 1 or 2");
        };
    }

    /// How long a start may take: by the option, else by the environment, else 4 minutes.
    ///
    /// @param usual minutes as the environment has them; null where it says nothing
    Duration patience(@Nullable String usual) {
        String minutes =
                option("--patience")
                        .orElseGet(() -> Objects.requireNonNullElse(usual, USUAL_PATIENCE));
        try {
            long whole = Long.parseLong(minutes);
            if (whole >= 1 && whole <= MOST_PATIENCE) {
                return Duration.ofMinutes(whole);
            }
        } catch (NumberFormatException _) {
            // Falls through to the same message.
        }
        throw new UsageError(
                "--patience and DERMFLOW_PATIENCE take whole minutes from 1 to 120, not "
                        + minutes);
    }

    /// Names with a comma between them; none unless said otherwise.
    Set<String> partners() {
        Set<String> partners = new TreeSet<>();
        for (String names : values("--partners")) {
            partners.addAll(List.of(names.split(",")));
        }
        for (String name : partners) {
            if (!PARTNER.matcher(name).matches() || Part.named(name).isPresent()) {
                throw new UsageError("--partners takes names of small letters, not " + name);
            }
        }
        return partners;
    }

    Set<Part> without() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : values("--without")) {
            parts.add(
                    Part.named(name).orElseThrow(() -> new UsageError("there is no part " + name)));
        }
        return parts;
    }

    private List<String> values(String name) {
        return options.stream().filter(o -> o.name().equals(name)).map(Option::value).toList();
    }

    private static void check(String name, Set<String> allowed) {
        boolean known = FLAGS.contains(name) || OPTIONS.contains(name);
        if (!known || !allowed.contains(name)) {
            throw new UsageError("unknown option " + name);
        }
    }
}

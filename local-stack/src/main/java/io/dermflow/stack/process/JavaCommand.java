package io.dermflow.stack.process;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines of child JVMs: the same Java that runs the launcher, and two marks in front by
/// which [LeftOvers] knows a child of this data directory again.
public final class JavaCommand {

    /// What every child JVM is started with.
    public static final List<String> EVERY_JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private JavaCommand() {}

    /// A service from its jar, which the command line holds by absolute path.
    public static List<String> ofJar(
            DataDirectory data, Part part, List<String> jvmOptions, Path jar) {
        List<String> command = marked(data, part);
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return command;
    }

    /// A main class of the launcher itself.
    public static List<String> ofMain(
            DataDirectory data,
            Part part,
            List<String> jvmOptions,
            Class<?> main,
            List<String> arguments) {
        List<String> command = marked(data, part);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /// The java executable that runs this process.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// This process's own class path, absolute.
    public static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(":", entries);
    }

    private static List<String> marked(DataDirectory data, Part part) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add(LeftOvers.stackMark(data));
        command.add("-Ddermflow.part=" + part.shortName());
        command.addAll(EVERY_JVM);
        return command;
    }
}

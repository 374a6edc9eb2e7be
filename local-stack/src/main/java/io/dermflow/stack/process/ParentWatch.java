package io.dermflow.stack.process;

import java.io.IOException;

/// Ends this JVM when its parent is gone, by watching the standard input the parent holds open. The
/// portable half of what [Spawner] promises.
public final class ParentWatch {

    private ParentWatch() {}

    public static void begin() {
        Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::untilEnd);
    }

    private static void untilEnd() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes; whatever comes is skipped.
            }
        } catch (IOException _) {
            // A broken pipe says the same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}

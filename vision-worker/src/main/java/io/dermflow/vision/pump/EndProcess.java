package io.dermflow.vision.pump;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Ends this process while threads are inside native code. [Runtime#halt] skips Java's shutdown
/// hooks, but not the C library's: libtorch and OpenCV would tear down their own objects under
/// those threads, which is a SIGSEGV instead of the exit status, or waits for the thread that
/// hangs.
public final class EndProcess {

    private EndProcess() {}

    /// Does not return.
    ///
    /// @param status exit status, 0 to 255
    @SuppressWarnings("restricted") // the services are started with native access
    public static void now(int status) {
        Linker linker = Linker.nativeLinker();
        var exit =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("_exit"),
                        FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
        try {
            exit.invokeExact(status);
        } catch (Throwable e) {
            throw new AssertionError("_exit throws nothing", e);
        }
    }
}

package io.dermflow.vision.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What libtorch writes to stderr by itself. At the level of warnings it says at every convolution
/// of 1 x 1 that NNPACK doesn't know this processor, where that is so: some 600 lines a photo. It
/// reads `TORCH_CPP_LOG_LEVEL` only when Python starts it.
final class NativeLog {

    private static final Logger log = LoggerFactory.getLogger(NativeLog.class);

    /// `google::GLOG_ERROR`, from c10/util/logging_is_not_google_glog.h.
    static final int ERRORS = 2;

    private NativeLog() {}

    /// From here on errors alone. Only once the libraries are loaded; of a libtorch that was built
    /// otherwise nothing is changed.
    static void errorsOnly() {
        level().ifPresentOrElse(
                        level -> level.set(ValueLayout.JAVA_INT, 0, ERRORS),
                        () -> log.info("this libtorch has no log level of its own"));
    }

    @SuppressWarnings("restricted") // the services are started with native access
    static Optional<MemorySegment> level() {
        // By the name it was loaded under before: the linker hands out the same library.
        return SymbolLookup.libraryLookup(System.mapLibraryName("c10"), Arena.global())
                .find("FLAGS_caffe2_log_level")
                .map(flag -> flag.reinterpret(ValueLayout.JAVA_INT.byteSize()));
    }
}

package io.dermflow.stack.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/// Says once when a group coordinator of this broker works on less than its log holds, which it
/// says itself, in its log and nowhere else.
///
/// Kafka 4.2 loads a coordinator's state from its partition in the background, and the end of any
/// load makes the coordinator count as loaded, even when a newer load has just begun. A broker that
/// is fenced and comes back while a load is under way therefore answers from a part of its state or
/// from none: groups are unknown, begin anew and read everything again. It notices by its next
/// write, loads again while a load is under way, and so on, for as long as writes come (a quarter
/// of an hour on 2026-11-27, and in others' reports of 4.1). A new process loads once, from a log
/// that is whole.
final class CoordinatorWatch extends AppenderBase<ILoggingEvent> {

    static final String LOGGER = "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime";
    static final String SIGN = "is out of sync with the underlying log";

    private final Runnable alarm;

    private CoordinatorWatch(Runnable alarm) {
        this.alarm = alarm;
    }

    /// Begins to watch this process's log.
    ///
    /// @param alarm runs once, on the thread that found out
    static void begin(Runnable alarm) {
        var logger = (Logger) LoggerFactory.getLogger(LOGGER);
        var watch = new CoordinatorWatch(alarm);
        watch.setContext(logger.getLoggerContext());
        watch.start();
        logger.addAppender(watch);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel() == Level.ERROR && event.getFormattedMessage().contains(SIGN)) {
            stop();
            alarm.run();
        }
    }
}

package io.dermflow.stack.kafka;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/// The broker's own process, in which a coordinator says that it has lost part of its state as soon
/// as the broker is up.
final class ForgetfulNode {

    private ForgetfulNode() {}

    static void main(String[] arguments) {
        var logger = (Logger) LoggerFactory.getLogger(KafkaNode.class);
        var cue =
                new AppenderBase<ILoggingEvent>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        if (event.getMessage().equals("broker is up")) {
                            LoggerFactory.getLogger(CoordinatorWatch.LOGGER)
                                    .error("The coordinator {}.", CoordinatorWatch.SIGN);
                        }
                    }
                };
        cue.setContext(logger.getLoggerContext());
        cue.start();
        logger.addAppender(cue);
        KafkaNode.main(arguments);
    }
}

package io.dermflow.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import org.junit.jupiter.api.Test;

class ServerEventTest {

    @Test
    void readsEventsBetweenHeartbeats() {
        Iterator<String> lines =
                """
                : heartbeat

                id: 7
                event: progress
                data: {"stage":
                data: "vision"}

                data:plain

                id: 9
                data: cut off\
                """
                        .lines()
                        .iterator();

        assertThat(ServerEvent.next(lines))
                .contains(new ServerEvent("7", "progress", "{\"stage\":\n\"vision\"}"));
        assertThat(ServerEvent.next(lines)).contains(new ServerEvent("", "message", "plain"));
        assertThat(ServerEvent.next(lines)).isEmpty();
    }
}

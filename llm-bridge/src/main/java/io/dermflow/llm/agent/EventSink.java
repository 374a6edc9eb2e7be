package io.dermflow.llm.agent;

import java.io.IOException;

/// Where the events of one answer go.
interface EventSink {

    /// @throws IOException when nobody reads any more; the answer is then given up
    void send(AgentEvent event) throws IOException;

    /// Whether chunks can still be taken back, because nobody has seen them yet.
    boolean retractable();
}

package io.dermflow.kit.kafka;

import io.dermflow.events.Event;
import io.dermflow.events.Group;
import io.dermflow.kit.app.AppProperties;

/// Makes listeners. The maker of a bean returns the listener itself; the context starts and stops
/// it.
public class EventListeners {

    private final KafkaClients clients;
    private final TopicWatch topics;
    private final DeadLetters deadLetters;
    private final AppProperties app;

    EventListeners(
            KafkaClients clients, TopicWatch topics, DeadLetters deadLetters, AppProperties app) {
        this.clients = clients;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.app = app;
    }

    /// A listener that sees only committed transactions.
    public <T extends Event> EventListener<T> committed(
            Group group, Class<T> type, EventListener.Story<T> story) {
        return make(group, type, true, story);
    }

    /// A listener for topics without transactions.
    public <T extends Event> EventListener<T> plain(
            Group group, Class<T> type, EventListener.Story<T> story) {
        return make(group, type, false, story);
    }

    private <T extends Event> EventListener<T> make(
            Group group, Class<T> type, boolean readCommitted, EventListener.Story<T> story) {
        return new EventListener<>(
                group, type, readCommitted, app.replica(), clients, topics, deadLetters, story);
    }
}

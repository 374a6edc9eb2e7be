package io.dermflow.ingest.account;

import io.dermflow.events.DataErased;
import io.dermflow.events.Topic;
import io.dermflow.events.UserId;
import io.dermflow.ingest.audit.AuditTrail;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.ingest.token.Sessions;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Forgets a person: the account's personal data and sessions here, the rest through
/// [AccountErased] (this service) and [DataErased] (all others). The last admin may go too: a
/// person's right is worth more than our comfort.
@Component
class EraseAccount {

    private static final Logger LOG = LoggerFactory.getLogger(EraseAccount.class);

    private final Users users;
    private final Sessions sessions;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EraseAccount(
            Users users,
            Sessions sessions,
            Outbox outbox,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// @param actor who asks: the person, or an admin on their behalf
    /// @return the time by which nothing of this person is in Kafka any more
    /// @throws ApiProblem `401 account_gone` if the person has gone before, `404` if an admin asks
    ///   for somebody who is not there
    @Transactional
    public Instant erase(UserId user, UserId actor) {
        if (!users.erase(user)) {
            throw user.equals(actor) ? Users.gone() : ApiProblem.notFound("user");
        }
        sessions.endAll(user);
        Instant now = clock.instant();
        events.publishEvent(new AccountErased(user));
        outbox.append(new DataErased(user, null, now));
        audit.record(actor.toString(), "account_erased", "user:" + user, Map.of());
        LOG.info("account erased userId={}", user);
        return now.plus(longestRetention());
    }

    /// What was sent before can't be called back; each topic forgets by itself.
    private static Duration longestRetention() {
        return Arrays.stream(Topic.values())
                .map(Topic::retention)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}

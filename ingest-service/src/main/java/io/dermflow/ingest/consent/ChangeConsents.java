package io.dermflow.ingest.consent;

import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.UserId;
import io.dermflow.ingest.account.Users;
import io.dermflow.ingest.consent.Consents.Recorded;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Changes what a user agreed to and tells everybody, in one transaction under the user's row lock,
/// so that versions have no gaps and events leave in their order.
@Component
class ChangeConsents {

    private final Users users;
    private final Consents consents;
    private final Outbox outbox;
    private final Clock clock;

    ChangeConsents(Users users, Consents consents, Outbox outbox, Clock clock) {
        this.users = users;
        this.consents = consents;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Repeating a change changes nothing and tells nobody.
    ///
    /// @throws ApiProblem `401 account_gone`
    @Transactional
    public ConsentsView change(UserId user, ConsentChange change) {
        if (!users.lock(user)) {
            throw Users.gone();
        }
        Optional<Recorded> before = consents.recorded(user);
        Consent known = before.map(Recorded::consent).orElse(Consent.NONE);
        Consent wanted = change.applyTo(known);
        if (wanted.equals(known)) {
            return ConsentsView.of(before);
        }
        // The database keeps no nanoseconds; answer, event and row shall name one time.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var recorded = new Recorded(wanted, now);
        consents.write(user, recorded);
        outbox.append(new ConsentChanged(user, wanted, now));
        return ConsentsView.of(Optional.of(recorded));
    }
}

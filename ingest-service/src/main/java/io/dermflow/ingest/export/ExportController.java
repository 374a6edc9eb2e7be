package io.dermflow.ingest.export;

import io.dermflow.events.UserId;
import io.dermflow.ingest.account.User;
import io.dermflow.ingest.account.Users;
import io.dermflow.ingest.consent.Consents;
import io.dermflow.ingest.consent.ConsentsView;
import io.dermflow.kit.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A person's own data in one document (GDPR article 15).
@RestController
class ExportController {

    private final Users users;
    private final Consents consents;
    private final Clock clock;

    ExportController(Users users, Consents consents, Clock clock) {
        this.users = users;
        this.consents = consents;
        this.clock = clock;
    }

    @PostMapping("/api/v1/me/export")
    PersonalData export(Caller caller) {
        User user = users.present(caller.userId());
        return new PersonalData(clock.instant(), Account.of(user), consents.view(caller.userId()));
    }

    record PersonalData(Instant exportedAt, Account account, ConsentsView consents) {}

    record Account(UserId userId, String email, List<String> roles, Instant createdAt) {
        static Account of(User user) {
            return new Account(user.id(), user.email(), user.roles(), user.createdAt());
        }

        @Override
        public String toString() {
            return "Account[" + userId + "]";
        }
    }
}

package io.dermflow.ingest.account;

import io.dermflow.ingest.token.IssuedToken;
import io.dermflow.ingest.token.Renewal;
import io.dermflow.ingest.token.Renewal.Refused;
import io.dermflow.ingest.token.Renewal.Renewed;
import io.dermflow.ingest.token.Sessions;
import io.dermflow.ingest.token.TokenIssuer;
import io.dermflow.kit.problem.ApiProblem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gives a person who was recognised an access token and a refresh token.
@Component
class OpenSession {

    private final Users users;
    private final Sessions sessions;
    private final TokenIssuer tokens;

    OpenSession(Users users, Sessions sessions, TokenIssuer tokens) {
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /// A new session.
    SessionTokens open(User user) {
        return of(user, sessions.begin(user.id()));
    }

    /// The next tokens of a session, with the roles of today.
    ///
    /// @throws ApiProblem `401 invalid_token`
    SessionTokens renew(String refreshToken) {
        Renewal renewal = sessions.renew(refreshToken);
        return switch (renewal) {
            case Renewed renewed ->
                    of(
                            users.find(renewed.userId()).orElseThrow(OpenSession::refused),
                            renewed.refreshToken());
            case Refused _ -> throw refused();
        };
    }

    private SessionTokens of(User user, String refreshToken) {
        IssuedToken access = tokens.forUser(user.id(), user.roles());
        return new SessionTokens(
                user.id(),
                access.value(),
                access.value(),
                "Bearer",
                access.life().toSeconds(),
                refreshToken);
    }

    private static ApiProblem refused() {
        return new ApiProblem(
                HttpStatus.UNAUTHORIZED,
                "invalid_token",
                "This refresh token is not good any more; log in.");
    }
}

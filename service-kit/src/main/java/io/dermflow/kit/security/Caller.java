package io.dermflow.kit.security;

import io.dermflow.events.UserId;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// Who calls, taken from a checked access token. Controllers take it as a parameter:
/// `@AuthenticationPrincipal`-free, by [CallerArgumentResolver].
///
/// @param token the bearer token itself, to be sent on to another service on the caller's behalf
public record Caller(UserId userId, Set<String> roles, String token) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    static Caller of(JwtAuthenticationToken authentication) {
        var roles = authentication.getToken().getClaimAsStringList("roles");
        return new Caller(
                UserId.of(Objects.requireNonNullElse(authentication.getToken().getSubject(), "")),
                roles == null ? Set.of() : Set.copyOf(roles),
                authentication.getToken().getTokenValue());
    }

    /// Whether the token carries this role (`user`, `admin`, `labeler`, `partner`).
    public boolean is(String role) {
        return roles.contains(role);
    }

    @Override
    public String toString() {
        return "Caller[" + userId + ", " + roles + "]";
    }
}

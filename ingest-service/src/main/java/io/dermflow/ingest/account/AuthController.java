package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import io.dermflow.ingest.attempt.AttemptLimits;
import io.dermflow.ingest.attempt.ClientAddress;
import io.dermflow.ingest.token.Sessions;
import io.dermflow.kit.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The doors for people: register, log in, stay logged in, leave.
@RestController
@RequestMapping("/api/v1/auth")
class AuthController {

    private final RegisterUser register;
    private final LogIn logIn;
    private final OpenSession session;
    private final ChangePassword changePassword;
    private final Sessions sessions;
    private final Users users;
    private final AttemptLimits limits;

    AuthController(
            RegisterUser register,
            LogIn logIn,
            OpenSession session,
            ChangePassword changePassword,
            Sessions sessions,
            Users users,
            AttemptLimits limits) {
        this.register = register;
        this.logIn = logIn;
        this.session = session;
        this.changePassword = changePassword;
        this.sessions = sessions;
        this.users = users;
        this.limits = limits;
    }

    /// Who registers is logged in, too (seed 003: register answers with a token).
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@RequestBody @Valid Credentials body, HttpServletRequest request) {
        limits.from(ClientAddress.of(request));
        User user = register.register(Email.of(body.email()), new Password(body.password()));
        return Registered.of(user, session.open(user));
    }

    @PostMapping("/login")
    SessionTokens logIn(@RequestBody @Valid Credentials body, HttpServletRequest request) {
        limits.from(ClientAddress.of(request));
        return session.open(logIn.logIn(Email.of(body.email()), new Password(body.password())));
    }

    @PostMapping("/refresh")
    SessionTokens refresh(@RequestBody @Valid Refresh body, HttpServletRequest request) {
        limits.from(ClientAddress.of(request));
        return session.renew(body.refreshToken());
    }

    /// Ends the session of the refresh token, or all of the caller's if none is given.
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(Caller caller, @RequestBody(required = false) @Nullable LogOut body) {
        String refreshToken = body == null ? null : body.refreshToken();
        if (refreshToken == null) {
            sessions.endAll(caller.userId());
        } else {
            sessions.end(caller.userId(), refreshToken);
        }
    }

    @GetMapping("/me")
    Me me(Caller caller) {
        return Me.of(users.present(caller.userId()));
    }

    /// Ends all sessions and begins a new one for the caller.
    @PostMapping("/password")
    SessionTokens changePassword(Caller caller, @RequestBody @Valid PasswordChange body) {
        var changed =
                changePassword.change(
                        users.present(caller.userId()),
                        new Password(body.currentPassword()),
                        new Password(body.newPassword()));
        return session.open(changed);
    }

    record Credentials(
            @NotNull @Size(max = 320) String email, @NotNull @Size(max = 1024) String password) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    record Refresh(@NotNull @Size(max = 256) String refreshToken) {
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    record LogOut(@Nullable String refreshToken) {
        @Override
        public String toString() {
            return "LogOut";
        }
    }

    record PasswordChange(
            @NotNull @Size(max = 1024) String currentPassword,
            @NotNull @Size(max = 1024) String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    record Me(UserId userId, String email, List<String> roles, Instant createdAt) {
        static Me of(User user) {
            return new Me(user.id(), user.email(), user.roles(), user.createdAt());
        }
    }

    record Registered(
            UserId userId,
            String email,
            String accessToken,
            String token,
            String tokenType,
            long expiresIn,
            String refreshToken) {
        static Registered of(User user, SessionTokens tokens) {
            return new Registered(
                    user.id(),
                    user.email(),
                    tokens.accessToken(),
                    tokens.token(),
                    tokens.tokenType(),
                    tokens.expiresIn(),
                    tokens.refreshToken());
        }

        @Override
        public String toString() {
            return "Registered[" + userId + "]";
        }
    }
}

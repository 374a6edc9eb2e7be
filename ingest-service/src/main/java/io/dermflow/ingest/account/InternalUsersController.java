package io.dermflow.ingest.account;

import io.dermflow.kit.problem.ApiProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// For the operator's command `./dermflow user add EMAIL --role …`, with a service's token.
@RestController
class InternalUsersController {

    private final Users users;
    private final RegisterUser register;
    private final ChangeRoles changeRoles;

    InternalUsersController(Users users, RegisterUser register, ChangeRoles changeRoles) {
        this.users = users;
        this.register = register;
        this.changeRoles = changeRoles;
    }

    /// `201` with a new user, or `200` with the roles of a known one changed; a known one's
    /// password stays as it is.
    @PostMapping("/internal/users")
    ResponseEntity<UserView> ensure(
            @RequestBody @Valid NewUser body, @AuthenticationPrincipal Jwt service) {
        Email email = Email.of(body.email());
        String actor = "service:" + service.getSubject();
        Optional<User> known = users.find(email);
        if (known.isPresent()) {
            User changed = changeRoles.change(actor, known.get().id(), body.roles());
            return ResponseEntity.ok(UserView.of(changed));
        }
        User added = register.register(email, body.givenPassword(), body.roles(), actor);
        return ResponseEntity.status(HttpStatus.CREATED).body(UserView.of(added));
    }

    record NewUser(
            @NotNull @Size(max = 320) String email,
            @Size(max = 1024) @Nullable String password,
            @NotEmpty Set<Role> roles) {

        Password givenPassword() {
            if (password == null) {
                throw new ApiProblem(
                        HttpStatus.BAD_REQUEST,
                        "password_required",
                        "A new user needs a password.");
            }
            return new Password(password);
        }

        @Override
        public String toString() {
            return "NewUser" + roles;
        }
    }
}

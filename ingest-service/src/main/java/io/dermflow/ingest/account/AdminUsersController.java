package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import io.dermflow.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What admins do with users.
@RestController
@RequestMapping("/api/v1/admin/users")
class AdminUsersController {

    private final Users users;
    private final ChangeRoles changeRoles;

    AdminUsersController(Users users, ChangeRoles changeRoles) {
        this.users = users;
        this.changeRoles = changeRoles;
    }

    /// Oldest first; `cursor` is the last page's `next_cursor`.
    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        List<User> found = users.page(Optional.ofNullable(cursor).map(UserId::new), limit + 1);
        List<UserView> shown = found.stream().limit(limit).map(UserView::of).toList();
        return new Page(shown, found.size() > limit ? shown.getLast().userId() : null);
    }

    @PutMapping("/{id}/roles")
    UserView changeRoles(Caller caller, @PathVariable UUID id, @RequestBody @Valid Roles body) {
        return UserView.of(
                changeRoles.change(caller.userId().toString(), new UserId(id), body.roles()));
    }

    record Page(List<UserView> users, @Nullable UserId nextCursor) {}

    record Roles(@NotEmpty Set<Role> roles) {}
}

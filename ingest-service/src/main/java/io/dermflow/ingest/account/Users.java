package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The table of users. Erased ones are in it but never found.
@Component
public class Users {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient database;
    private final Clock clock;

    Users(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// For a caller whose token is good: it outlives an erased account by up to 15 minutes.
    ///
    /// @throws ApiProblem `401 account_gone`
    public User present(UserId id) {
        return find(id).orElseThrow(Users::gone);
    }

    /// The refusal of a caller whose account was erased.
    public static ApiProblem gone() {
        return new ApiProblem(HttpStatus.UNAUTHORIZED, "account_gone", "This account was erased.");
    }

    Optional<User> find(UserId id) {
        return database.sql(
                        """
                        select id, email, roles, created_at from users
                        where id = :id and erased_at is null
                        """)
                .param("id", id.value())
                .query((row, _) -> user(row))
                .optional();
    }

    Optional<User> find(Email email) {
        return database.sql("select id, email, roles, created_at from users where email = :email")
                .param("email", email.value())
                .query((row, _) -> user(row))
                .optional();
    }

    Optional<String> passwordHash(UserId id) {
        return database.sql(
                        """
                        select password_hash from users
                        where id = :id and erased_at is null
                        """)
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /// Keeps the account from being changed or erased until the caller's transaction ends.
    ///
    /// @return whether there is such an account
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock(UserId id) {
        return database.sql(
                        """
                        select id from users where id = :id and erased_at is null
                        for no key update
                        """)
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /// The same, but several may hold it at once: nobody changes what they have read.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(UserId id) {
        return database.sql("select id from users where id = :id and erased_at is null for share")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /// Up to `limit` users after this one, in the order in which they came.
    List<User> page(Optional<UserId> after, int limit) {
        return database.sql(
                        """
                        select id, email, roles, created_at from users
                        where erased_at is null and id > :after order by id limit :limit
                        """)
                .param("after", after.map(UserId::value).orElse(BEFORE_ALL))
                .param("limit", limit)
                .query((row, _) -> user(row))
                .list();
    }

    /// Empty if the address is taken.
    Optional<User> add(Email email, String passwordHash, Collection<Role> roles) {
        return database.sql(
                        """
                        insert into users (email, password_hash, roles, created_at)
                        values (:email, :hash, :roles, :now)
                        on conflict (email) do nothing
                        returning id, email, roles, created_at
                        """)
                .param("email", email.value())
                .param("hash", passwordHash)
                .param("roles", Role.names(roles).toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, _) -> user(row))
                .optional();
    }

    void setPasswordHash(UserId id, String hash) {
        database.sql("update users set password_hash = :hash where id = :id and erased_at is null")
                .param("hash", hash)
                .param("id", id.value())
                .update();
    }

    void setRoles(UserId id, Collection<Role> roles) {
        database.sql("update users set roles = :roles where id = :id")
                .param("roles", Role.names(roles).toArray(String[]::new))
                .param("id", id.value())
                .update();
    }

    void sawLogin(UserId id) {
        database.sql("update users set last_login_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id.value())
                .update();
    }

    /// All admins, who stay admins until the caller's transaction ends unless it changes them.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UserId> lockAdmins() {
        return database.sql(
                        "select id from users where 'admin' = any (roles) order by id for update")
                .query((row, _) -> new UserId(row.getObject("id", UUID.class)))
                .list();
    }

    /// Empties the row.
    ///
    /// @return false if there was no such account
    boolean erase(UserId id) {
        return database.sql(
                                """
                                update users set email = null, password_hash = null, roles = '{}',
                                    last_login_at = null, erased_at = :now
                                where id = :id and erased_at is null
                                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                List.of((String[]) row.getArray("roles").getArray()),
                row.getTimestamp("created_at").toInstant());
    }
}

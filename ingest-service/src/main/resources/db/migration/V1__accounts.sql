-- Who there is, what they agreed to, and what Kafka must still hear. PostgreSQL 18 (uuidv7()).

-- An erased account keeps its row, without e-mail and password, so that its id is never given
-- again and tokens still in circulation find nobody.
create table users (
    id            uuid primary key default uuidv7(),
    email         text unique,
    password_hash text,
    roles         text[] not null,
    created_at    timestamptz not null,
    last_login_at timestamptz,
    erased_at     timestamptz,
    check ((erased_at is null) = (email is not null)),
    check ((erased_at is null) = (password_hash is not null)),
    check (roles <@ array ['user', 'admin', 'labeler', 'partner'])
);
create index users_admins on users (id) where 'admin' = any (roles);

-- A session is the family of refresh tokens that began with one login.
create table sessions (
    id         uuid primary key,
    user_id    uuid not null references users,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- SHA-256 of each refresh token. A used one stays until its expiry: seen again, it was stolen.
create table refresh_tokens (
    hash       bytea primary key,
    session_id uuid not null references sessions on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);

-- The consents of one user; the version counts up with every change. No row: nothing agreed to.
create table consents (
    user_id            uuid primary key references users,
    version            bigint not null,
    analysis           boolean not null,
    store_images       boolean not null,
    training           boolean not null,
    share_with_partner boolean not null,
    updated_at         timestamptz not null
);

-- Who changed what. Rows are only ever added.
create table audit (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    actor    text not null,
    action   text not null,
    resource text not null,
    detail   jsonb
);
create index audit_resource on audit (resource, id);

create function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'table % is append-only', tg_table_name;
end
$$;
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change();

-- Events in the order in which they are to be sent, per key. sent_at, topic_id, partition and
-- log_offset are set on the broker's ack.
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text not null,
    record_key  text not null,
    event_type  text not null,
    payload     bytea not null,
    traceparent text not null,
    created_at  timestamptz not null,
    sent_at     timestamptz,
    topic_id    text,
    partition   integer,
    log_offset  bigint
);
create index outbox_unsent on outbox (id) where sent_at is null;

-- What the assistant remembers of its conversations. PostgreSQL 18.

create table sessions (
    id         text primary key check (id ~ '^[0-9a-f]{16}$'),
    user_id    uuid not null,
    started_at timestamptz not null,
    touched_at timestamptz not null
);
create index sessions_of_user on sessions (user_id, touched_at desc);
create index sessions_by_age on sessions (touched_at);

-- One question and its whole answer. Numbered under the session's row lock.
create table exchanges (
    session_id text not null references sessions on delete cascade,
    number     integer not null,
    asked      text not null,
    answered   text not null,
    at         timestamptz not null,
    primary key (session_id, number)
);

-- Users who are gone: an answer that was under way brings nothing back.
create table erased_users (
    user_id uuid primary key,
    at      timestamptz not null
);

-- What was taken in, where its job stands, and what is to be said about it. PostgreSQL 18.

-- One row for each capture, as long as its owner keeps it. `state` and `sequence` are written under
-- this row's lock only: the sequence numbers every change that a client may have seen.
create table captures (
    task_id           uuid primary key,
    user_id           uuid not null references users,
    accepted_at       timestamptz not null,
    client_reference  text,
    images            jsonb not null,
    images_expire_at  timestamptz not null,
    images_deleted_at timestamptz,
    state             text not null,
    sequence          integer not null,
    ended_at          timestamptz,
    reason_code       text,
    reason_detail     text,
    report_version    integer,
    check ((ended_at is null) = (state in ('queued', 'processing')))
);
create index captures_of_user on captures (user_id, task_id desc);
create index captures_open_of_user on captures (user_id) where ended_at is null;
create index captures_queued on captures (task_id) where state = 'queued';
create index captures_ended on captures (ended_at) where ended_at is not null;
create index captures_images_due on captures (images_expire_at) where images_deleted_at is null;

-- Tracking of a job: cleaned up by age and number once it has ended, as the seeds want it.
-- topic_id, partition and log_offset are those of the last acknowledged publication; null while it
-- is still on its way through the outbox.
create table jobs (
    task_id      uuid primary key references captures on delete cascade,
    request      jsonb not null,
    stages       jsonb not null,
    attempt      integer not null,
    republished  integer not null default 0,
    lease_until  timestamptz not null,
    deadline     timestamptz not null,
    proposed_end jsonb,
    topic_id     text,
    partition    integer,
    log_offset   bigint,
    ended_at     timestamptz
);
create index jobs_due on jobs (lease_until) where ended_at is null;
create index jobs_published on jobs (topic_id) where ended_at is null;
create index jobs_ended on jobs (ended_at) where ended_at is not null;

-- What a client following the job is told; gone with the tracking row.
create table job_events (
    task_id  uuid not null references jobs on delete cascade,
    sequence integer not null,
    kind     text not null,
    data     jsonb not null,
    primary key (task_id, sequence)
);

-- A key is reserved while its first request is received (fingerprint null) and finished in the
-- transaction that accepts the capture. It outlives an erased capture, so that a late repeat does
-- not bring it back.
create table idempotency_keys (
    user_id     uuid not null,
    key         text not null,
    holder      uuid not null,
    fingerprint text,
    created_at  timestamptz not null,
    primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

create index outbox_sent on outbox (sent_at) where sent_at is not null;
create index outbox_unsent_key on outbox (record_key, id) where sent_at is null;

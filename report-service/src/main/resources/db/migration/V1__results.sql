-- One row per ended task. The first terminal outcome makes it; what it decided never changes,
-- save by erasure (then it is a tombstone without content) and by a later, better report.
create table result (
    task_id          uuid primary key,
    user_id          uuid        not null,
    attempt          integer     not null,
    state            text        not null check (state in ('succeeded', 'failed', 'rejected', 'canceled', 'aborted')),
    reason_code      text,
    reason_detail    text,
    report_version   integer     not null,
    client_reference text,
    consent          jsonb       not null,
    accepted_at      timestamptz not null,
    finished_at      timestamptz not null,
    analysis         jsonb,
    narrative        jsonb,
    review_state     text        not null default 'none'
        check (review_state in ('none', 'needs_review', 'edited', 'approved', 'rejected')),
    erased_at        timestamptz,
    -- The one record whose Kafka transaction announces this end.
    topic_id         text        not null,
    partition        integer     not null,
    log_offset       bigint      not null,
    -- The log this end was put back into, after its own was lost.
    put_back_to      text
);
create index result_by_user on result (user_id);
create index result_by_time on result (finished_at);
create index result_tombstones on result (erased_at) where erased_at is not null;

create table artifact (
    task_id    uuid    not null references result on delete cascade,
    name       text    not null,
    type       text    not null,
    media_type text    not null,
    object_key text    not null,
    bytes      bigint  not null,
    -- The object goes from the store first, then this row.
    doomed     boolean not null default false,
    primary key (task_id, name)
);
create index artifact_doomed on artifact (task_id) where doomed;

-- Who or what was erased, so that outcomes under way don't bring it back. task_id null: everything.
create table erasure_mark (
    user_id   uuid        not null,
    task_id   uuid,
    marked_at timestamptz not null,
    unique nulls not distinct (user_id, task_id)
);

-- Outbox of later events about ended tasks (upgraded, corrected): at least once.
create table announcement (
    id          bigint generated always as identity primary key,
    task_id     uuid        not null,
    event       jsonb       not null,
    traceparent text        not null,
    created_at  timestamptz not null,
    sent_at     timestamptz
);
create index announcement_waiting on announcement (id) where sent_at is null;

create table audit (
    id            bigint generated always as identity primary key,
    actor_id      uuid        not null,
    action        text        not null,
    resource_type text        not null,
    resource_id   text        not null,
    metadata      jsonb       not null default '{}',
    at            timestamptz not null
);
create function audit_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'audit rows are never changed'; end $$;
create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only();

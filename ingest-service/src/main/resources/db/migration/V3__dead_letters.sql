-- Records that nobody could work off, as long as their topic keeps them. task_id is set where the
-- record belongs to a capture that is still there: an erasure takes the row with it. Of a record
-- that names a task without a capture (erased, or never ours) the bytes are not kept.
create table dead_letters (
    id              uuid primary key,
    task_id         uuid references captures on delete cascade,
    code            text not null,
    detail          text,
    topic           text not null,
    topic_id        text not null,
    partition       integer not null,
    log_offset      bigint not null,
    record_key      text,
    value           bytea,
    headers         jsonb not null,
    deliveries      integer not null,
    service         text not null,
    died_at         timestamptz not null,
    redriven_at     timestamptz,
    -- The same record may be buried twice: a crash between its burial and its acknowledgement.
    unique (topic, topic_id, partition, log_offset)
);
create index dead_letters_of_task on dead_letters (task_id) where task_id is not null;
create index dead_letters_age on dead_letters (died_at);

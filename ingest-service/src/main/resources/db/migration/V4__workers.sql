-- What each worker said of itself last, every few seconds. Unlogged: a crash empties it, and the
-- next round fills it again.
create unlogged table workers (
    worker       text primary key,
    node         text not null,
    device       text not null,
    processors   integer not null,
    memory_bytes bigint not null,
    peak_bytes   bigint not null,
    stages       jsonb not null,
    seen_at      timestamptz not null
);

-- What lies under a worker; null where one of an earlier release has spoken, or an ingest of one has
-- heard it.
alter table workers
    add column machine      jsonb,
    add column accelerators jsonb;

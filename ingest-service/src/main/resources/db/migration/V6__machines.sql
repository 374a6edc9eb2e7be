-- What lies under a worker. Workers say it again within seconds.
truncate workers;
alter table workers
    add column machine      jsonb not null,
    add column accelerators jsonb;

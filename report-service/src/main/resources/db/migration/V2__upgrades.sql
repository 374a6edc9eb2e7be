-- How often a better report was asked for, and when it may be asked for again.
alter table result
    add column upgrade_tries integer not null default 0,
    add column upgrade_at    timestamptz;
create index result_templates on result (finished_at)
    where state = 'succeeded' and report_version = 1
        and narrative #>> '{generator,fallback_reason}' is not null;

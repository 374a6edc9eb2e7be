-- The review state of a capture's result, as report-service announced it last: of two announcements
-- the one with the higher number is newer.
alter table captures
    add column review_state text    not null default 'none',
    add column correction   integer not null default 0;

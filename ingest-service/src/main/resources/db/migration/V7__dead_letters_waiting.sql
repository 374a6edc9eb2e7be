-- Counted at each scrape.
create index dead_letters_waiting on dead_letters (id) where redriven_at is null;

-- What a client measured by itself. Where it is set, analysis and narrative are null: nothing was
-- analysed here.
alter table result add column client_figures jsonb;

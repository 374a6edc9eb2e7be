-- The language of a rejected capture's reason. Null where the report names its own, and for results
-- stored before: those are in English.
alter table result add column language text;

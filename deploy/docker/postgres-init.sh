#!/bin/bash
# Runs once, when the database's volume is empty: one role and one schema for each service that
# stores something, none of which can look into another's. Passwords are the files of
# POSTGRES_ROLE_SECRETS, one per role.
set -eu
database="${POSTGRES_DB:?}"
secrets="${POSTGRES_ROLE_SECRETS:?}"
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:?}" --dbname "$database" \
    -c "revoke all on database \"$database\" from public"
for role in ingest report llm; do
    psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$database" \
        -v role="$role" -v password="$(cat "$secrets/postgres-$role")" -v database="$database" <<'SQL'
create role :"role" login password :'password';
alter role :"role" set search_path = :"role";
grant connect on database :"database" to :"role";
create schema if not exists :"role" authorization :"role";
SQL
done

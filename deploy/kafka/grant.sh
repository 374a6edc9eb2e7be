#!/usr/bin/env bash
# Prints the kafka-acls commands that give a broker the rights of access.tsv, for the partners named:
#
#   deploy/kafka/grant.sh [PARTNER…] | sed 's|^|/opt/kafka/bin/|' | bash
#
# BOOTSTRAP (default localhost:9092) and COMMAND_CONFIG (a client's properties file) say where and
# as whom. Users and their SCRAM passwords are made with kafka-configs.sh, not here.
set -euo pipefail
for partner in "$@"; do
    if [[ ! "$partner" =~ ^[a-z][a-z0-9-]*$ ]]; then
        printf 'a partner has a name of small letters, digits and hyphens, not %s\n' "$partner" >&2
        exit 1
    fi
done
table="$(dirname "${BASH_SOURCE[0]}")/access.tsv"
options="--bootstrap-server ${BOOTSTRAP:-localhost:9092}"
[[ -z "${COMMAND_CONFIG:-}" ]] || options+=" --command-config $COMMAND_CONFIG"

# grant PRINCIPAL RESOURCE PATTERN NAME OPERATIONS
grant() {
    local flag="--${2//_/-}" operation operations=""
    for operation in ${5//,/ }; do
        operations+=" --operation $(sed -E 's/(^|_)([a-z])/\U\2/g' <<<"$operation")"
    done
    printf 'kafka-acls.sh %s --add --allow-principal User:%s%s %s %s --resource-pattern-type %s\n' \
        "$options" "$1" "$operations" "$flag" "$4" "$3"
}

while IFS=$'\t' read -r principal resource pattern name operations; do
    [[ -n "$principal" && "$principal" != \#* ]] || continue
    if [[ "$principal" != "{partner}" ]]; then
        grant "$principal" "$resource" "$pattern" "$name" "$operations"
        continue
    fi
    for partner in "$@"; do
        grant "$partner" "$resource" "$pattern" "${name//\{partner\}/$partner}" "$operations"
    done
done <"$table"

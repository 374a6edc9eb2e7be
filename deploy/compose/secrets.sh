#!/usr/bin/env bash
# Makes the secrets that docker-compose.yml reads, a file each, in deploy/secrets (or the folder
# given). What exists stays. The folder is its owner's alone; the files in it are readable, because
# compose mounts them as they are and the services run as user 10001. Write your own over them.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="${1:-$here/secrets}"
mkdir -p "$folder"
chmod 700 "$folder"

write() {
    [[ -s "$folder/$1" ]] || printf '%s' "$2" >"$folder/$1"
    chmod 644 "$folder/$1"
}
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

write postgres-superuser "$(random)"
for role in ingest report llm; do
    write "postgres-$role" "$(random)"
    write "database-url-$role" \
        "postgres://$role:$(cat "$folder/postgres-$role")@postgres:5432/dermflow"
done
for client in gateway ingest vision llm report; do
    write "client-$client" "$(random)"
done
write s3-access-key "$(random)"
write s3-secret-key "$(random)"
write llm-api-key "$(random)"
for yours in llm-2-api-key llm-3-api-key hf-token; do
    write "$yours" "" # yours to fill; empty: none
done
write grafana-admin "$(random)"
write s3.json "$(printf '{"identities":[{"name":"dermflow","credentials":[{"accessKey":"%s","secretKey":"%s"}],"actions":["Read","Write","List","Tagging"]}]}' \
    "$(cat "$folder/s3-access-key")" "$(cat "$folder/s3-secret-key")")"
if [[ ! -s "$folder/tls.crt" ]]; then
    # For a first start only: browsers don't trust it. Put your own two files in its place.
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 \
        -subj "/CN=${DERMFLOW_HOST:-localhost}" -addext "subjectAltName=DNS:${DERMFLOW_HOST:-localhost}" \
        -keyout "$folder/tls.key" -out "$folder/tls.crt" 2>/dev/null
    chmod 644 "$folder/tls.crt" "$folder/tls.key"
fi
echo "secrets are in $folder"

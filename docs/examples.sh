#!/usr/bin/env bash
# Calls every public route of a running stack once and shows what comes back.
#
#   docs/examples.sh [BASE_URL]        default http://127.0.0.1:8000
#
# The doors of admins need an account with that role:
#   ./dermflow user add admin@example.org --role admin --password 'a very long password'
#   ADMIN_EMAIL=admin@example.org ADMIN_PASSWORD='a very long password' docs/examples.sh
# Without it their refusal is shown. PHOTO=file.jpg sends a photo of your own. ANSWERS=folder keeps
# what came back: a file for each answer, and a line for each in `index`.
# It makes one account, and erases it at the end; as an admin it gives the newest dead letter back, if
# there is one. Exits with 1 if a status is not the expected one.
set -euo pipefail

base="${1:-http://127.0.0.1:8000}"
photo="${PHOTO:-$(dirname "${BASH_SOURCE[0]}")/../local-stack/src/main/resources/sample/skin-sample.jpg}"
email="examples-$RANDOM-$$@example.org"
password="violet harbour $RANDOM $RANDOM"
token=""
body="$(mktemp)"
trap 'rm -f "$body"' EXIT
failures=0
answers=0
declare -A var=()                       # what stands for {name} in a path

# call METHOD PATH STATUS[|STATUS…] [curl options]: one request, its status and the start of its
# answer. PATH is written as in the API document; variables come from `var`. `query` is added to it.
call() {
    local method="$1" template="$2" expected="$3" path="$2" name status auth=()
    shift 3
    for name in "${!var[@]}"; do
        path="${path//\{$name\}/${var[$name]}}"
    done
    [[ -z "$token" ]] || auth=(-H "Authorization: Bearer $token")
    status="$(curl -sS --max-time 60 -o "$body" -w '%{http_code}' -X "$method" \
        ${auth[@]+"${auth[@]}"} "$@" "$base$path${query:-}")"
    printf '\n%s %s -> %s\n' "$method" "$template" "$status"
    [[ -z "${ANSWERS:-}" ]] || keep "$method" "$template" "$status"
    head -c 400 "$body" | LC_ALL=C tr -c '[:print:]\n' '.' | sed 's/^/    /'
    printf '\n'
    if [[ "|$expected|" != *"|$status|"* ]]; then
        printf '    EXPECTED %s\n' "$expected"
        failures=$((failures + 1))
    fi
}

# keep METHOD PATH STATUS: the last answer, for whoever wants to look at it.
keep() {
    answers=$((answers + 1))
    cp "$body" "$ANSWERS/$answers"
    printf '%s %s %s %s\n' "$answers" "$@" >>"$ANSWERS/index"
}

# field NAME: the first member of that name in the last answer.
field() {
    grep -o "\"$1\" *: *\"[^\"]*\"" "$body" | head -n 1 | sed 's/^[^:]*: *"//; s/"$//'
}

title() { printf '\n==== %s\n' "$*"; }

json=(-H 'Content-Type: application/json')
upload=(-F "image=@$photo")


title "The service itself"
call GET /health 200
call GET /api/v1/ml/health 200
call GET /api-docs 200 -H 'Accept: application/json'
call GET /docs 200 -H 'Accept: text/html'
call GET /.well-known/jwks.json 200

title "An account"
call POST /api/v1/auth/register 201 "${json[@]}" -d "{\"email\":\"$email\",\"password\":\"$password\"}"
user_id="$(field user_id)"
call POST /api/v1/auth/login 200 "${json[@]}" -d "{\"email\":\"$email\",\"password\":\"$password\"}"
token="$(field access_token)"
call POST /api/v1/auth/refresh 200 "${json[@]}" -d "{\"refresh_token\":\"$(field refresh_token)\"}"
call GET /api/v1/auth/me 200
call POST /api/v1/auth/token 401 "${json[@]}" \
    -d '{"grant_type":"client_credentials","client_id":"nobody","client_secret":"none"}'
call GET /api/v1/me/consents 200
call PUT /api/v1/me/consents 200 "${json[@]}" -d '{"analysis":true,"training":true}'

title "A photo, its report"
call POST /api/v1/captures 202 "${upload[@]}" -F client_reference=example -F age=63 -F bleeds=false
var[id]="$(field capture_id)"
var[task]="${var[id]}"
var[task_id]="${var[id]}"
var[jobId]="${var[id]}"
call GET '/api/v1/captures/{id}/events' 200
call GET /api/v1/captures 200
call GET '/api/v1/captures/{id}' 200
call GET '/api/v1/captures/{id}/status' 200
call GET '/api/v1/captures/{id}/report' 200 -H 'Accept: text/plain'
call GET '/api/v1/captures/{id}/results' 200
var[name]="$(grep -o '"name":"overlay[^"]*"' "$body" | head -n 1 | sed 's/.*:"//; s/"$//')"
link="$(grep -o '"url":"[^"]*"' "$body" | head -n 1 | sed 's/.*:"//; s/"$//')"
call GET '/api/v1/captures/{id}/artifacts/{name}' 200
query="?${link#*\?}" call GET '/api/v1/artifacts/{task}/{name}' 200
call POST '/api/v1/captures/{id}/cancel' 409

title "Figures that the client measured by itself"
figures='{"metrics":{"height_cm":172.4,"waist_cm":75},"capture_meta":{"source":"mobile","device":"example"}}'
call POST /api/v1/captures 200 "${json[@]}" -H 'Prefer: wait=20' -d "$figures"
capture="${var[id]}"
var[id]="$(field capture_id)"
var[capture_id]="${var[id]}"
tape='{"adjusted_metrics":{"waist_cm":76},"notes":"measured with tape","source":"user"}'
call PATCH '/api/v1/captures/{id}/metrics' 200 "${json[@]}" -d "$tape"
adjustment="$(field adjustment_id)"
call PATCH '/api/v1/capture/{id}/metrics' 422 "${json[@]}" -d "$tape"   # it is 76 already
call GET '/api/v1/captures/{id}/metrics/history' 200
call GET '/api/v1/capture/{id}/metrics/history' 200
var[id]="$capture"
call POST /api/v1/capture 202 "${json[@]}" -d "$figures"

title "The same by other names"
call GET '/report/{task_id}' 200 -H 'Accept: application/json'
call GET '/analyze/{jobId}' 200
call GET '/api/v1/capture/{id}/status' 200
call GET '/api/v1/capture/{id}/results' 200
call GET '/api/capture/{id}/results' 200
call POST /analyze-skin 202 "${upload[@]}" -F "user_id=$user_id"
call POST /analyze 202 "${upload[@]}"
call POST /api/v1/capture 202 "${upload[@]}"
call POST /api/upload-capture 202 "${upload[@]}"
call POST /predict '200|202' -F "file=@$photo"
# 422: the sample is a close-up of skin, without a face
call POST /api/v1/ml/analyze-face '200|202|422' -F "file=@$photo"

title "The assistant"
call GET /api/v1/agent/health 200
question='{"message":"What should I wear to a job interview?"}'
call POST /api/v1/agent/chat 200 "${json[@]}" -d "$question"
call POST /api/v1/agent/chat/stream 200 "${json[@]}" -H 'Accept: text/event-stream' -d "$question"
call GET /api/v1/agent/sessions 200
capture="${var[id]}"
var[id]="$(field session_id)"
call GET '/api/v1/agent/sessions/{id}' 200
call POST /api/v1/me/export 200                         # all that is held of the person, what was said too
call DELETE '/api/v1/agent/sessions/{id}' 204
var[id]="$capture"

title "Models and memory"
call GET /api/v1/models/models.json 200
call GET /api/v1/models 200
var[name]="$(field name)"
var[version]="$(field version)"
call GET '/api/v1/models/{name}/versions/{version}' 200
model="${var[name]}"
call GET /ram 200

title "What admins do"
own_token="$token"
admin=403
if [[ -n "${ADMIN_EMAIL:-}" ]]; then
    call POST /api/v1/auth/login 200 "${json[@]}" \
        -d "{\"email\":\"$ADMIN_EMAIL\",\"password\":\"${ADMIN_PASSWORD:-}\"}"
    token="$(field access_token)"
    admin=200
fi
call GET /api/v1/auth/me 200
reviewer="$(field user_id)"
call GET /api/v1/admin/users "$admin"
query="?review=edited&limit=10" call GET /api/v1/admin/captures "$admin"
truth='{"measurements":{"waist_cm":76.2},"notes":"measured with tape"}'
call POST '/api/v1/admin/label/{capture_id}' $((admin == 200 ? 201 : 403)) "${json[@]}" -d "$truth"
capture="${var[id]}"
var[id]="${var[capture_id]}"
for door in /api/v1/captures/{id} /api/v1/capture/{id}; do      # the second time it says the same
    call POST "$door/adjustments/approve" "$admin" "${json[@]}" \
        -d "{\"adjustment_id\":\"$adjustment\",\"approver_id\":\"$reviewer\",\"approve\":true}"
done
var[id]="$capture"
call GET /api/v1/agent/status "$admin"
call GET '/api/v1/admin/dead-letters' "$admin"
letter="$(field id || true)"            # the newest; there may be none
query="?target_p90=30s" call GET /api/v1/ops/capacity "$admin"
capture="${var[id]}"
var[id]="${letter:-00000000-0000-7000-8000-000000000000}"
shown=403
given_back=403
if [[ "$admin" == 200 ]]; then
    shown="${letter:+200}"
    given_back="${letter:+202|409|410}"     # 409: the task has its end, which stands; 410: no bytes
fi
call GET '/api/v1/admin/dead-letters/{id}' "${shown:-404}"
call POST '/api/v1/admin/dead-letters/{id}/redrive' "${given_back:-404}"
var[id]="$user_id"
var[name]="$model"
call POST '/api/v1/models/{name}/promote' "$admin" "${json[@]}" -d "{\"version\":\"${var[version]}\"}"
call POST '/api/v1/models/{name}/rollback' "$admin"   # back to what ran before
query="?limit=10" call GET /api/v1/models/history "$admin"
call PUT '/api/v1/admin/users/{id}/roles' "$admin" "${json[@]}" -d '{"roles":["user","labeler"]}'
token="$own_token"

title "Deleting"
var[id]="$capture"
call DELETE '/api/v1/captures/{id}' 204
call POST /api/v1/auth/password 200 "${json[@]}" \
    -d "{\"current_password\":\"$password\",\"new_password\":\"$password, changed\"}"
call POST /api/v1/auth/logout 204
var[id]="$user_id"
call DELETE '/user/{id}/data' 202
call DELETE '/api/v1/user/{id}/data' 401
call POST /api/v1/me/delete 401

if [[ "$failures" -gt 0 ]]; then
    printf '\n%s calls did not answer as expected.\n' "$failures"
    exit 1
fi
printf '\nEvery call answered as expected.\n'

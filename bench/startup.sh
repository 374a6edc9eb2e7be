#!/usr/bin/env bash
# How long a service takes to start, and how much computing that is: from its jar, from the layout of
# the container image, and from that layout with the JDK's AOT cache. Needs built jars (./dermflow up
# once) and a JDK 25; no database, broker or store (profile `training`).
#   bench/startup.sh [SERVICE]… (default: all five)
# Prints the medians of RUNS (default 5) until the context is up, taken in turns, in milliseconds: by
# the clock, and of computing (user + sys).
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
java="${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java"
runs="${RUNS:-5}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
services=("$@")
[[ $# -gt 0 ]] || services=(gateway-service llm-bridge report-service ingest-service vision-worker)
flags=(-XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow -Dspring.context.exit=onRefresh
    -Dspring.profiles.active=training)
mkdir "$work/place"                     # for keys and spools that a service makes where it stands
export PORT=0 MODELS_DIR="$root/models"
TIMEFORMAT='%R %U %S'

# start COMMAND…: one start, ended as soon as the context is up; `clock computing` in milliseconds.
start() {
    if ! { time (cd "$work/place" && "$@" >"$work/out" 2>&1); } 2>"$work/time"; then
        cat "$work/out" >&2
        exit 1
    fi
    tail -n 1 "$work/time" | awk '{ printf "%d %d\n", $1 * 1000, ($2 + $3) * 1000 }'
}

# median FILE COLUMN
median() { awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# The launcher gives three services the first compiler tier alone.
tier() {
    case "$1" in
        gateway-service | llm-bridge | report-service) echo -XX:TieredStopAtLevel=1 ;;
        *) echo -XX:TieredStopAtLevel=4 ;;
    esac
}

printf '%-16s %17s %17s %17s %12s\n' service jar layout aot-cache cache-bytes
for one in "${services[@]}"; do
    jar="$root/$one/target/$one-0.1.0-exec.jar"
    (cd "$work" && rm -rf app && "$java" -Djarmode=tools -jar "$jar" extract --destination app >/dev/null)
    app="$(ls "$work"/app/*.jar)"
    cache="$work/$one.aot"
    options=("${flags[@]}" "$(tier "$one")")
    start "$java" "${options[@]}" -XX:AOTCacheOutput="$cache" -jar "$app" >/dev/null
    : >"$work/jar"; : >"$work/layout"; : >"$work/aot"
    for _ in $(seq "$runs"); do
        start "$java" "${options[@]}" -jar "$jar" >>"$work/jar"
        start "$java" "${options[@]}" -jar "$app" >>"$work/layout"
        start "$java" "${options[@]}" -XX:AOTCache="$cache" -jar "$app" >>"$work/aot"
    done
    line=()
    for form in jar layout aot; do
        line+=("$(median "$work/$form" 1) / $(median "$work/$form" 2)")
    done
    printf '%-16s %17s %17s %17s %12s\n' "$one" "${line[@]}" "$(stat -c %s "$cache")"
done

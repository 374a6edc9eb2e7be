#!/usr/bin/env bash
# How long a service takes to start: from its jar, from the layout of the container image, and from
# that layout with the JDK's AOT cache. Needs built jars (./dermflow up once) and a JDK 25.
#   bench/startup.sh [SERVICE]… (default gateway-service llm-bridge, which start without stores)
# Prints the median of RUNS (default 5) in milliseconds until the context is up, taken in turns.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
java="${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java"
runs="${RUNS:-5}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow -Dspring.context.exit=onRefresh -Dserver.port=0)

# start_ms COMMAND…: one start, ended as soon as the context is up.
start_ms() {
    local begin end
    begin="$(date +%s%N)"
    "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
    end="$(date +%s%N)"
    echo "$(((end - begin) / 1000000))"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

printf '%-18s %10s %10s %10s %12s\n' service jar layout aot-cache cache-bytes
for service in "${@:-gateway-service llm-bridge}"; do
    for one in $service; do
        jar="$root/$one/target/$one-0.1.0-exec.jar"
        (cd "$work" && rm -rf app && "$java" -Djarmode=tools -jar "$jar" extract --destination app >/dev/null)
        app="$(ls "$work"/app/*.jar)"
        cache="$work/$one.aot"
        start_ms "$java" "${flags[@]}" -XX:AOTCacheOutput="$cache" -jar "$app" >/dev/null
        : >"$work/jar"; : >"$work/layout"; : >"$work/aot"
        for _ in $(seq "$runs"); do
            start_ms "$java" "${flags[@]}" -jar "$jar" >>"$work/jar"
            start_ms "$java" "${flags[@]}" -jar "$app" >>"$work/layout"
            start_ms "$java" "${flags[@]}" -XX:AOTCache="$cache" -jar "$app" >>"$work/aot"
        done
        printf '%-18s %10s %10s %10s %12s\n' "$one" "$(median <"$work/jar")" "$(median <"$work/layout")" \
            "$(median <"$work/aot")" "$(stat -c %s "$cache")"
    done
done

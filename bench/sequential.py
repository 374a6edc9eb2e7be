#!/usr/bin/env python3
"""Times captures one after another through the gateway of a running stack (`./dermflow up`).

Prints, over one run: p50 and p95 of the client's wait (upload to result, `Prefer: wait`), of the
steps `decode` and `detect` that the worker reports for the same captures (decode and forward pass
as they ran inside the suite), and of their difference: what the suite adds. Milliseconds.

Loopback only; standard library only.

    python3 bench/sequential.py --gateway http://127.0.0.1:8000 --image PHOTO [--count 100] [--warm 20]
"""

import argparse
import http.client
import json
import pathlib
import statistics
import time
import urllib.parse
import uuid

BOUNDARY = "----dermflow-bench"


def call(connection, method, path, body=None, headers=None):
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    return response.status, response.read()


def log_in(connection):
    """Registers a new account that agrees to analyses; returns its authorization header."""
    account = json.dumps({"email": f"bench-{uuid.uuid4()}@example.org", "password": str(uuid.uuid4())})
    as_json = {"Content-Type": "application/json"}
    call(connection, "POST", "/api/v1/auth/register", account, as_json)
    _, answer = call(connection, "POST", "/api/v1/auth/login", account, as_json)
    bearer = {"Authorization": "Bearer " + json.loads(answer)["access_token"]}
    call(connection, "PUT", "/api/v1/me/consents", '{"analysis": true}', {**as_json, **bearer})
    return bearer


def multipart(image):
    head = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"photo\"\r\n"
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return head.encode() + image + f"\r\n--{BOUNDARY}--\r\n".encode()


def one_capture(connection, bearer, body):
    """Milliseconds of the whole way, and the result document."""
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Prefer": "wait=60", **bearer}
    start = time.perf_counter()
    status, answer = call(connection, "POST", "/api/v1/captures", body, headers)
    elapsed = (time.perf_counter() - start) * 1000
    if status != 200:
        raise SystemExit(f"a capture was answered with {status}: {answer[:300]!r}")
    return elapsed, json.loads(answer)


def quantiles(name, values):
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:<28} p50 {statistics.median(ordered):8.1f}   p95 {p95:8.1f}   min {ordered[0]:8.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", default="http://127.0.0.1:8000")
    parser.add_argument("--image", required=True, type=pathlib.Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--warm", type=int, default=20)
    arguments = parser.parse_args()
    address = urllib.parse.urlparse(arguments.gateway)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=90)
    bearer = log_in(connection)
    body = multipart(arguments.image.read_bytes())
    for _ in range(arguments.warm):
        one_capture(connection, bearer, body)
    whole, raw, states = [], [], {}
    for _ in range(arguments.count):
        elapsed, result = one_capture(connection, bearer, body)
        steps = {timing["step"]: timing["ms"] for timing in result.get("timings") or []}
        whole.append(elapsed)
        raw.append(steps.get("decode", 0) + steps.get("detect", 0))
        states[result["state"]] = states.get(result["state"], 0) + 1
    print(f"{arguments.count} captures of {arguments.image.name}, {len(body)} bytes, ends: {states}")
    quantiles("whole way", whole)
    quantiles("decode + forward, reported", raw)
    quantiles("added by the suite", [w - r for w, r in zip(whole, raw)])


if __name__ == "__main__":
    main()

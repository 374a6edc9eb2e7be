package io.dermflow.imaging.quality;

/// Passed, passed with a remark, or not passed.
public enum Verdict {
    PASS,
    WARN,
    FAIL
}

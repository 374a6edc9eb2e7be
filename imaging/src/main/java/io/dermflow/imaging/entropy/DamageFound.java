package io.dermflow.imaging.entropy;

/// Ends the check at the first damage. Thrown without a stack trace, because it is an answer and
/// not a fault; [ScanCheck] adds the place in the picture.
final class DamageFound extends RuntimeException {

    private final EntropyVerdict.Damaged verdict;

    private DamageFound(EntropyVerdict.Damaged verdict) {
        super(verdict.detail(), null, false, false);
        this.verdict = verdict;
    }

    static DamageFound corrupt(String rule, int offset) {
        return new DamageFound(
                new EntropyVerdict.Damaged(EntropyVerdict.CORRUPT, rule, 0, 0, offset));
    }

    static DamageFound truncated(String rule, int offset) {
        return new DamageFound(
                new EntropyVerdict.Damaged(EntropyVerdict.TRUNCATED, rule, 0, 0, offset));
    }

    /// Not what our intake writes.
    static DamageFound notCanonical(int offset) {
        return corrupt("canonical", offset);
    }

    DamageFound atMcu(int mcu, int mcus) {
        return new DamageFound(
                new EntropyVerdict.Damaged(
                        verdict.code(), verdict.rule(), mcu, mcus, verdict.offset()));
    }

    EntropyVerdict.Damaged verdict() {
        return verdict;
    }
}

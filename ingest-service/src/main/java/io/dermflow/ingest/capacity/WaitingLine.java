package io.dermflow.ingest.capacity;

/// One line before equal servers, in steady state: arrivals at random (Poisson), any distribution
/// of service times (M/G/c).
///
/// The chance to wait at all is Erlang's C (A. K. Erlang, 1917; exact for exponential times). The
/// wait of those who wait is taken as exponential with the mean of Allen and Cunneen's
/// approximation (A. O. Allen, "Probability, Statistics, and Queueing Theory", 2nd ed., 1990,
/// section 5.3; W. Whitt, "Approximations for the GI/G/m queue", 1993): that of M/M/c times `(1 +
/// c²) / 2`, where `c²` is the squared coefficient of variation of the service times. Exact for
/// exponential times, and within some ten per cent for those of our stages, which vary less. A
/// measured quantile of waits can't take its place: it holds for the slots there are, and the
/// question is what others would give.
final class WaitingLine {

    private WaitingLine() {}

    /// The chance that a newcomer must wait, 0..1; 1 where the slots can't keep up.
    ///
    /// @param offered mean number of slots that the arrivals keep busy (arrivals times mean time)
    static double waitingChance(double offered, int slots) {
        if (offered >= slots) {
            return 1;
        }
        double blocked = 1;
        for (int number = 1; number <= slots; number++) {
            blocked = offered * blocked / (number + offered * blocked);
        }
        double load = offered / slots;
        return blocked / (1 - load * (1 - blocked));
    }

    /// The wait that a share `quantile` of the newcomers stays below, in seconds; infinite where
    /// the slots can't keep up.
    ///
    /// @param arrivals a second
    static double wait(double arrivals, StageTimes times, int slots, double quantile) {
        double offered = arrivals * times.mean();
        if (offered >= slots) {
            return Double.POSITIVE_INFINITY;
        }
        double excess = waitingChance(offered, slots) / (1 - quantile);
        if (excess <= 1) {
            return 0;
        }
        double spare = slots / times.mean() - arrivals;
        return Math.log(excess) * (1 + times.squaredVariation()) / (2 * spare);
    }
}

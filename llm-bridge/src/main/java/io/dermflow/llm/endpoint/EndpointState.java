package io.dermflow.llm.endpoint;

import org.jspecify.annotations.Nullable;

/// How one endpoint stands, for a status page: no address, no key.
///
/// @param name as configured
/// @param provider its label
/// @param model asked for
/// @param healthy false after two failed probes in a row
/// @param modelServed false when the server's list lacks the model; true while unknown
/// @param reportBreaker `closed`, `open` or `half_open`, for reports
/// @param chatBreaker the same for people who wait
/// @param lastError kind of the last failure; null when there was none
/// @param inFlight calls of this replica at the endpoint
/// @param limit of calls in flight, as adapted
/// @param waiting requests in the server's own queue; -1 when it does not say
/// @param maxModelLen tokens of its context; 0 when it does not say
public record EndpointState(
        String name,
        String provider,
        String model,
        boolean healthy,
        boolean modelServed,
        String reportBreaker,
        String chatBreaker,
        ChatFailed.@Nullable Kind lastError,
        int inFlight,
        int limit,
        int waiting,
        int maxModelLen) {}

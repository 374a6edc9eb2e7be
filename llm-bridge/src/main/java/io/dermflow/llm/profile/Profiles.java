package io.dermflow.llm.profile;

import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Profiles, read with the person's own token and kept for a minute. Thread-safe.
@Component
public class Profiles {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private final ResultsClient results;
    private final Duration fresh;
    private final int remembered;
    private final Clock clock;

    /// The longest unread first; guarded by itself.
    private final Map<UserId, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Kept(Profile profile, Instant at) {}

    Profiles(ResultsClient results, ProfileProperties properties, Clock clock) {
        this.results = results;
        this.fresh = properties.fresh();
        this.remembered = properties.remembered();
        this.clock = clock;
    }

    /// What the caller's results say: [Profile#EMPTY] for somebody without any; nothing when a
    /// service behind it is away.
    public Optional<Profile> of(Caller caller) {
        Optional<Profile> known = known(caller.userId());
        if (known.isPresent()) {
            return known;
        }
        try {
            Profile profile = read(caller);
            keep(caller.userId(), profile);
            return Optional.of(profile);
        } catch (DependencyUnavailable away) {
            LOG.warn("no profile now dependency={} error={}", away.dependency(), away.toString());
            return Optional.empty();
        }
    }

    private Profile read(Caller caller) {
        Profile profile = Profile.EMPTY;
        for (String capture : results.captures(caller)) {
            profile =
                    profile.or(
                            results.result(caller, capture)
                                    .map(ReadResult::read)
                                    .orElse(Profile.EMPTY));
            if (profile.complete()) {
                break;
            }
        }
        return profile;
    }

    private Optional<Profile> known(UserId user) {
        synchronized (kept) {
            Kept one = kept.get(user);
            return one == null || one.at().plus(fresh).isBefore(clock.instant())
                    ? Optional.empty()
                    : Optional.of(one.profile());
        }
    }

    private void keep(UserId user, Profile profile) {
        synchronized (kept) {
            kept.put(user, new Kept(profile, clock.instant()));
            if (kept.size() > remembered) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }
}

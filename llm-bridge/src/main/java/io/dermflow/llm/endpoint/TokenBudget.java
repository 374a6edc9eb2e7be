package io.dermflow.llm.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Tokens that people may use, an hour at a time: a bucket for each payer and one for all of them.
/// The estimate is taken before the call and what was not used is given back, so that many calls at
/// once can't overdraw. Kept in memory of this replica: with n replicas a user has up to n times as
/// much, and a restart fills every bucket. Thread-safe.
final class TokenBudget {

    /// Pays for reports, which the upload's own limits already bound.
    static final String SERVICE = "service";

    private static final int BYTES_PER_TOKEN = 3;
    private static final int TOKENS_PER_PICTURE = 256;
    private static final Duration FULL_AFTER = Duration.ofHours(1);

    /// Whose tokens are used up.
    enum Whose {
        USER,
        ALL
    }

    /// What a call has taken and may have to give back.
    ///
    /// @param tokens reserved
    record Reserved(String payer, long tokens) {}

    private final EndpointProperties.Budget limits;
    private final LongSupplier nanoTime;
    private final ChatTelemetry telemetry;
    private final Cache<String, TokenBucket> users;
    private final TokenBucket all;

    TokenBudget(EndpointProperties.Budget limits, LongSupplier nanoTime, ChatTelemetry telemetry) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.telemetry = telemetry;
        this.all = new TokenBucket(limits.allUsers(), FULL_AFTER, nanoTime);
        // A bucket idle for the hour is full again, so forgetting it by time changes nothing.
        this.users =
                Caffeine.newBuilder()
                        .maximumSize(limits.maxUsers())
                        .expireAfterAccess(FULL_AFTER)
                        .build();
    }

    /// @throws ChatFailed NO_BUDGET with the time until the same question would pass
    Reserved reserve(ChatQuestion question) throws ChatFailed {
        if (question.payer().equals(SERVICE)) {
            return new Reserved(SERVICE, 0);
        }
        long tokens = estimate(question);
        take(user(question.payer()), limits.perUser(), tokens, Whose.USER);
        try {
            take(all, limits.allUsers(), tokens, Whose.ALL);
        } catch (ChatFailed none) {
            if (limits.perUser() > 0) {
                user(question.payer()).giveBack(Math.min(tokens, limits.perUser()));
            }
            throw none;
        }
        return new Reserved(question.payer(), tokens);
    }

    /// @param used tokens; 0 for a call that failed before the server worked
    void settle(Reserved reserved, long used) {
        long unused = reserved.tokens() - used;
        if (reserved.payer().equals(SERVICE)) {
            return;
        }
        user(reserved.payer()).giveBack(unused);
        all.giveBack(unused);
    }

    private void take(TokenBucket bucket, long limit, long tokens, Whose whose) throws ChatFailed {
        if (limit == 0) {
            return;
        }
        Duration wait = bucket.take(Math.min(tokens, limit));
        if (wait.isPositive()) {
            telemetry.noBudget(whose);
            throw ChatFailed.noBudget(wait);
        }
    }

    private TokenBucket user(String payer) {
        return users.get(payer, _ -> new TokenBucket(limits.perUser(), FULL_AFTER, nanoTime));
    }

    static long estimate(ChatQuestion question) {
        long bytes =
                question.instructions().getBytes(StandardCharsets.UTF_8).length
                        + question.facts().getBytes(StandardCharsets.UTF_8).length;
        return Math.ceilDiv(bytes, BYTES_PER_TOKEN)
                + (question.picture() == null ? 0 : TOKENS_PER_PICTURE)
                + question.maxTokens();
    }
}

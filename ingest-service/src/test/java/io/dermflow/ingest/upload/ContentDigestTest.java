package io.dermflow.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {

    /// The example of RFC 9530 appendix B.1: `{"hello": "world"}` and a line feed.
    private static final String RFC_EXAMPLE =
            "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";

    private static final byte[] HELLO = "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void acceptsTheExampleOfTheRfc() {
        for (String header :
                new String[] {
                    RFC_EXAMPLE, "sha-512=:AAAA:, " + RFC_EXAMPLE, RFC_EXAMPLE + ", a=1"
                }) {
            ContentDigest digest = Objects.requireNonNull(ContentDigest.of(header));

            digest.update(HELLO, 0, HELLO.length);

            digest.verify();
        }
    }

    @Test
    void noticesAnyOtherByte() {
        ContentDigest digest = Objects.requireNonNull(ContentDigest.of(RFC_EXAMPLE));

        digest.update(HELLO, 0, HELLO.length - 1);

        assertThatThrownBy(digest::verify)
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("digest_mismatch"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "sha-512=:AAAA:", "md5=:AAAA:", "xsha-256=:AAAA:"})
    void passesOverWhatItDoesNotKnow(String header) {
        assertThat(ContentDigest.of(header)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-256=:!!:", "sha-256=::", "sha-256=:AAAA:"})
    void refusesWhatIsNoSha256(String header) {
        assertThatThrownBy(() -> ContentDigest.of(header))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("invalid_digest"));
    }
}

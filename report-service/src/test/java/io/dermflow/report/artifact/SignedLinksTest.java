package io.dermflow.report.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLinksTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final TaskId TASK = new TaskId(UUID.randomUUID());
    private static final Pattern LINK =
            Pattern.compile("(.+)\\?expires=(\\d+)&signature=([0-9a-f]{64})");

    @TempDir private Path folder;

    @Test
    void aLinkIsGoodForAtMostItsLifeAndAtLeastHalfOfIt() {
        for (int second = 0; second < 120; second += 7) {
            Instant made = NOON.plusSeconds(second);
            String link = at(made).to(TASK, "a.png");

            assertThat(good(at(made.plusSeconds(59)), link)).isTrue();
            assertThat(good(at(made.plusSeconds(121)), link)).isFalse();
        }
    }

    @Test
    void aLinkKeepsItsFormForHalfALife() {
        assertThat(at(NOON.plusSeconds(59)).to(TASK, "a.png"))
                .isEqualTo(at(NOON).to(TASK, "a.png"));
        assertThat(at(NOON.plusSeconds(60)).to(TASK, "a.png"))
                .isNotEqualTo(at(NOON).to(TASK, "a.png"));
    }

    @Test
    void onlyItsOwnKeyMakesALink() throws IOException {
        String link = at(NOON).to(TASK, "a.png");
        Files.delete(key());

        assertThat(good(at(NOON), link)).isFalse();
    }

    @Test
    void nobodyElseCanReadTheKey() throws IOException {
        at(NOON);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("keys")).isDirectoryNotContaining("glob:**.part");
    }

    private static boolean good(SignedLinks links, String link) {
        var parts = LINK.matcher(link);
        assertThat(parts.matches()).isTrue();
        return links.good(TASK, "a.png", Long.parseLong(parts.group(2)), parts.group(3));
    }

    private SignedLinks at(Instant now) {
        return new SignedLinks(
                new LinkProperties(key(), Duration.ofMinutes(2)), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Path key() {
        return folder.resolve("keys/signing.key");
    }
}

package io.dermflow.ingest.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    @TempDir Path home;

    @Test
    void makesTheFirstKeyForItsOwnerOnlyAndKeepsIt() throws Exception {
        String first = keys().signing().getKeyID();
        String afterRestart = keys().signing().getKeyID();

        assertThat(afterRestart).isEqualTo(first);
        try (var files = Files.list(folder())) {
            Path file = files.filter(name -> name.toString().endsWith(".pem")).findFirst().get();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void publishesNoPrivateParts() {
        assertThat(keys().published().toString(false)).doesNotContain("\"d\"").contains("\"x\"");
    }

    @Test
    void aNewKeyVerifiesAtOnceAndSignsWhenItHasSettled() throws Exception {
        SigningKeys keys = keys();
        settle();
        String old = keys.signing().getKeyID();
        Path fresh = Files.writeString(folder().resolve("99990101T000000Z.pem"), PemKey.generate());
        String next = PemKey.parse(Files.readString(fresh)).getKeyID();

        keys.reread();

        assertThat(keys.published().getKeys()).hasSize(2);
        assertThat(keys.signing().getKeyID()).isEqualTo(old);
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
        keys.reread();
        assertThat(keys.signing().getKeyID()).isEqualTo(next);
        assertThat(keys.published().getKeyByKeyId(old)).isNotNull();
    }

    @Test
    void keepsItsKeysWhenTheFolderBreaks() throws Exception {
        SigningKeys keys = keys();
        String known = keys.signing().getKeyID();

        Files.writeString(folder().resolve("99990101T000000Z.pem"), "garbage");
        keys.reread();

        assertThat(keys.signing().getKeyID()).isEqualTo(known);
        assertThat(keys.published().getKeys()).hasSize(1);
    }

    @Test
    void doesNotStartOnABadFileAndNamesIt() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("bad.pem"), "garbage");

        assertThatIllegalStateException().isThrownBy(this::keys).withMessageContaining("bad.pem");
    }

    @Test
    void readsTheKeyThatItWritesIncludingThePublicPart() throws Exception {
        ECKey expected = new ECKeyGenerator(Curve.P_256).generate();

        ECKey read = PemKey.parse(pem(expected.toECPrivateKey().getEncoded()));

        assertThat(read.getX()).isEqualTo(expected.getX());
        assertThat(read.getY()).isEqualTo(expected.getY());
        assertThat(read.getD()).isEqualTo(expected.getD());
    }

    @Test
    void refusesOtherCurves() throws Exception {
        byte[] p384 = new ECKeyGenerator(Curve.P_384).generate().toECPrivateKey().getEncoded();

        assertThatIllegalArgumentException().isThrownBy(() -> PemKey.parse(pem(p384)));
        assertThatIllegalArgumentException().isThrownBy(() -> PemKey.parse(pem(new byte[20])));
    }

    private void settle() throws Exception {
        try (var files = Files.list(folder())) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(
                        file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            }
        }
    }

    private SigningKeys keys() {
        return new SigningKeys(
                new IssuingProperties(
                        folder(),
                        home.resolve("clients"),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(5),
                        Duration.ofDays(30),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10)),
                Clock.systemUTC());
    }

    private Path folder() {
        return home.resolve("tokens");
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }
}

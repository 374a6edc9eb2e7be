package io.dermflow.vision.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteCardTest {

    @TempDir private Path dir;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void writesTheKindThatTheFilesNameSaysAndHowToPrintIt() throws IOException {
        Path png = dir.resolve("card.PNG");
        Path pdf = dir.resolve("card.pdf");

        assertThat(run(png.toString())).isZero();
        assertThat(run(pdf.toString())).isZero();

        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readAllBytes(pdf)).startsWith('%', 'P', 'D', 'F');
        assertThat(out.toString(UTF_8)).contains("100 %", "85.6 mm", "matte");
    }

    @Test
    void refusesWhatItCannotWriteWithTheReason() {
        assertThat(run()).isEqualTo(2);
        assertThat(run(dir.resolve("card.jpg").toString())).isEqualTo(2);
        assertThat(run(dir.resolve("no/such/folder/card.png").toString())).isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("Usage", ".png or .pdf", "NoSuchFile");
        assertThat(dir).isEmptyDirectory();
    }

    private int run(String... arguments) {
        return new WriteCard(new PrintStream(out, true, UTF_8)).run(List.of(arguments));
    }
}

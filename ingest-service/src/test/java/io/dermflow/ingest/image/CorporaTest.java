package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.kit.testing.TarFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that others made, good and bad. Runs only where the folder of shared corpora is (system
/// property `dermflow.shared`); nothing of it is copied.
class CorporaTest {

    private static final Logger log = LoggerFactory.getLogger(CorporaTest.class);

    private static final Path SHARED =
            Path.of(System.getProperty("dermflow.shared", "../../shared"));

    /// Damaged inside entropy data that only a decoder reads: the worker finds them.
    private static final int DAMAGE_THAT_ONLY_A_DECODER_SEES = 16;

    /// One line of `expected.csv`.
    private record Expected(String file, String verdict) {

        boolean isDecided() {
            return !verdict.equals("EITHER");
        }

        /// The test's limits take small pictures.
        boolean isGood() {
            return verdict.equals("ACCEPT") || verdict.equals("REJECT_TOO_SMALL_OR_ACCEPT");
        }
    }

    @Test
    void theCorporaGetTheVerdictsThatAreExpected() throws IOException {
        var expected = expected();
        var files = unpack(expected);
        var totals = new TreeMap<String, Integer>();
        var falseRefusals = new ArrayList<String>();
        var missed = new ArrayList<String>();

        for (var line : expected) {
            var verdict = Verdict.of(files.get(line.file()));
            totals.merge(line.verdict() + " -> " + verdict.words().split(" ")[0], 1, Integer::sum);
            if (line.isDecided() && line.isGood() && !verdict.isAccepted()) {
                falseRefusals.add(line.file() + " " + verdict.words());
            }
            if (line.isDecided() && !line.isGood() && verdict.isAccepted()) {
                missed.add(line.file());
            }
        }

        log.info("corpora verdicts={} left for the decoder={}", totals, missed);
        assertThat(falseRefusals).isEmpty();
        assertThat(missed).hasSizeLessThanOrEqualTo(DAMAGE_THAT_ONLY_A_DECODER_SEES);
    }

    @Test
    void allThatIsAcceptedDecodesToTheSamePixels() throws IOException {
        var different = new ArrayList<String>();
        int same = 0;
        int undecodable = 0;

        for (var file : unpack(expected()).entrySet()) {
            var verdict = Verdict.of(file.getValue());
            if (!verdict.isAccepted()) {
                continue;
            }
            if (Pictures.decode(file.getValue()).empty()) {
                undecodable++;
            } else if (Pictures.samePixels(file.getValue(), verdict.canonical())) {
                same++;
            } else {
                different.add(file.getKey());
            }
        }

        log.info("corpora samePixels={} undecodableBefore={}", same, undecodable);
        assertThat(different).isEmpty();
    }

    @Test
    void noGenuinePhotoIsRefused() throws IOException {
        var refused = new ArrayList<String>();
        int accepted = 0;

        for (var photo : photos()) {
            byte[] file = Files.readAllBytes(photo);
            var verdict = Verdict.of(file, ImageLimits.DEFAULT);
            if (verdict.isAccepted() && Pictures.samePixels(file, verdict.canonical())) {
                accepted++;
            } else {
                refused.add(photo.getFileName() + " " + verdict.words());
            }
        }

        log.info("photos accepted={} refused={}", accepted, refused.size());
        assertThat(refused).isEmpty();
    }

    private static List<Path> photos() throws IOException {
        var photos = new ArrayList<Path>();
        for (var set : List.of("pad_ufes_20", "isic2017")) {
            var folder = SHARED.resolve("data").resolve(set).resolve("images");
            assumeTrue(Files.isDirectory(folder), "no shared photos here");
            try (var found = Files.list(folder)) {
                found.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                        .forEach(photos::add);
            }
        }
        return photos;
    }

    private static List<Expected> expected() throws IOException {
        var csv = SHARED.resolve("corpora/expected.csv");
        assumeTrue(Files.isReadable(csv), "no shared corpora here");
        return Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(fields -> new Expected(fields[0], fields[3]))
                .toList();
    }

    private static Map<String, byte[]> unpack(List<Expected> expected) {
        Set<String> sets =
                expected.stream()
                        .map(line -> line.file().substring(0, line.file().indexOf('/')))
                        .collect(Collectors.toSet());
        var files = new HashMap<String, byte[]>();
        for (var set : sets) {
            try {
                files.putAll(TarFiles.read(SHARED.resolve("corpora/" + set + ".tar.gz")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        files.keySet().retainAll(expected.stream().map(Expected::file).toList());
        return files;
    }
}

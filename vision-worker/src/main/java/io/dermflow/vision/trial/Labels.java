package io.dermflow.vision.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `labels.csv` beside the images: a header, then `image,label,tone`. The label is what should be
/// found (several divided by `|`, none for nothing), the tone any group, for instance a Fitzpatrick
/// type. Plain commas, no quotes. What is not of one word stands in files of its own: [MaskBeside],
/// [BoxesBeside].
///
/// @param rows by file name
record Labels(Map<String, Row> rows) {

    private static final String FILE = "labels.csv";
    private static final List<String> COLUMNS = List.of("image", "label", "tone");

    record Row(String label, String tone) {

        Set<String> expected() {
            return label.isEmpty() ? Set.of() : Set.of(label.split("\\|"));
        }
    }

    /// @return empty labels when there is no such file
    static Labels beside(Path image) throws IOException {
        Path file = image.toAbsolutePath().resolveSibling(FILE);
        Map<String, Row> rows = new HashMap<>();
        if (Files.isRegularFile(file)) {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !List.of(lines.getFirst().split(",")).equals(COLUMNS)) {
                throw new IOException(FILE + " must begin with the line image,label,tone");
            }
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                if (cells.length != COLUMNS.size()) {
                    throw new IOException(FILE + ": not three cells: " + line);
                }
                rows.put(cells[0].strip(), new Row(cells[1].strip(), cells[2].strip()));
            }
        }
        return new Labels(rows);
    }

    Optional<Row> of(Path image) {
        return Optional.ofNullable(rows.get(String.valueOf(image.getFileName())));
    }
}

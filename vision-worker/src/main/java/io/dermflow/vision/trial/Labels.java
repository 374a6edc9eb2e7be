package io.dermflow.vision.trial;

import io.dermflow.vision.model.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// `labels.csv` beside the images: a header, then `image,label,tone`. The label is what should be
/// found (several divided by `|`, none for nothing), the tone any group, for instance a Fitzpatrick
/// type. Plain commas, no quotes.
///
/// Score of a picture: 1 when the set of labels found is the set expected. A strict figure that
/// needs no boxes; `training/lesion/evaluate.py` has the finer ones.
///
/// @param rows by file name
record Labels(Map<String, Row> rows) {

    private static final String FILE = "labels.csv";
    private static final List<String> COLUMNS = List.of("image", "label", "tone");

    record Row(String label, String tone) {}

    /// @param right whether the answer was what was expected
    record Scored(String tone, boolean right) {}

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

    Optional<Scored> score(Path image, List<String> found, LoadedModel model) {
        return Optional.ofNullable(rows.get(String.valueOf(image.getFileName())))
                .map(row -> new Scored(row.tone(), expected(row).equals(known(found, model))));
    }

    private static Set<String> expected(Row row) {
        return row.label().isEmpty() ? Set.of() : Set.of(row.label().split("\\|"));
    }

    /// Landmarks of a pose are no labels.
    private static Set<String> known(List<String> found, LoadedModel model) {
        List<String> names = model.entry().output().names();
        List<String> labels = new ArrayList<>(found);
        if (!names.isEmpty()) {
            labels.retainAll(names);
        }
        return Set.copyOf(labels);
    }

    /// A line per tone group, and one for all; nothing without labels.
    static List<String> table(List<Scored> scored) {
        if (scored.isEmpty()) {
            return List.of();
        }
        Map<String, List<Scored>> byTone = new TreeMap<>();
        scored.forEach(one -> byTone.computeIfAbsent(one.tone(), _ -> new ArrayList<>()).add(one));
        List<String> lines = new ArrayList<>();
        lines.add("tone         n   right");
        byTone.forEach((tone, group) -> lines.add(line(tone, group)));
        lines.add(line("all", scored));
        return lines;
    }

    private static String line(String tone, List<Scored> group) {
        long right = group.stream().filter(Scored::right).count();
        return "%-10s %3d   %.3f".formatted(tone, group.size(), right / (double) group.size());
    }
}

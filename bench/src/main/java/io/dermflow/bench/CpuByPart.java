package io.dermflow.bench;

import io.dermflow.stack.part.Part;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Processor time of each part of the stack, milliseconds.
///
/// @param millis in the order of [#PARTS]
record CpuByPart(List<Double> millis) {

    static final List<Part> PARTS =
            List.of(
                    Part.GATEWAY,
                    Part.INGEST,
                    Part.VISION,
                    Part.LLM,
                    Part.REPORT,
                    Part.KAFKA,
                    Part.POSTGRES,
                    Part.OBJECTS);

    CpuByPart {
        millis = List.copyOf(millis);
    }

    static CpuByPart read(ToDoubleFunction<Part> clock) {
        return new CpuByPart(PARTS.stream().map(part -> clock.applyAsDouble(part)).toList());
    }

    /// What was used since, for each of so many photos.
    CpuByPart since(CpuByPart before, int photos) {
        Double[] used = new Double[PARTS.size()];
        Arrays.setAll(used, i -> (millis.get(i) - before.millis.get(i)) / photos);
        return new CpuByPart(List.of(used));
    }

    /// A table's columns: these, then one for each part.
    static String[] columns(String... first) {
        return Stream.concat(Arrays.stream(first), PARTS.stream().map(Part::shortName))
                .toArray(String[]::new);
    }

    /// A row of such a table.
    Object[] cells(Object... first) {
        return Stream.concat(Arrays.stream(first), millis.stream()).toArray();
    }

    double sum() {
        return millis.stream().mapToDouble(Double::doubleValue).sum();
    }
}

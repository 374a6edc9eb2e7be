package io.dermflow.ingest.image;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects the notes of one walk, one per kind, bytes added up.
final class Notes {

    private final Map<Note.Kind, Long> bytesByKind = new EnumMap<>(Note.Kind.class);

    void add(Note.Kind kind, long bytes) {
        bytesByKind.merge(kind, bytes, Long::sum);
    }

    List<Note> asList() {
        return bytesByKind.entrySet().stream()
                .map(entry -> new Note(entry.getKey(), entry.getValue()))
                .toList();
    }
}

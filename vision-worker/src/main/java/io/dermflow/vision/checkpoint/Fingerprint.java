package io.dermflow.vision.checkpoint;

import io.dermflow.events.EventCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The SHA-256 of a value's JSON: the same for equal values in every process.
final class Fingerprint {

    private static final JsonMapper SORTED =
            EventCodec.mapper()
                    .rebuild()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private Fingerprint() {}

    /// @param value of records, lists and maps; sets have no order
    static String of(Object value) {
        byte[] json = SORTED.writeValueAsBytes(value);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}

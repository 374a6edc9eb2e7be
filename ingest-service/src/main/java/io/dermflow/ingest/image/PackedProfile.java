package io.dermflow.ingest.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks the profile of an iCCP chunk: a name that is skipped, method 0, a zlib stream.
final class PackedProfile {

    private static final int MAX_NAME = 79;
    private static final int BUFFER = 4096;

    private PackedProfile() {}

    /// The profile; empty when it is broken or longer than `maxBytes`, which are all that is held.
    static byte[] unpack(byte[] chunk, int maxBytes) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        boolean legal = name >= 1 && name <= MAX_NAME && name + 1 < chunk.length;
        return legal && chunk[name + 1] == 0 ? inflate(chunk, name + 2, maxBytes) : new byte[0];
    }

    private static byte[] inflate(byte[] chunk, int from, int maxBytes) {
        var inflater = new Inflater();
        try {
            inflater.setInput(chunk, from, chunk.length - from);
            var profile = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            int length = inflater.inflate(buffer);
            while (length > 0 && profile.size() + length <= maxBytes) {
                profile.write(buffer, 0, length);
                length = inflater.inflate(buffer);
            }
            return inflater.finished() && length == 0 ? profile.toByteArray() : new byte[0];
        } catch (DataFormatException _) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}

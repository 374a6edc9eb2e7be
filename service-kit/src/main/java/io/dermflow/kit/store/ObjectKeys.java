package io.dermflow.kit.store;

import java.util.regex.Pattern;

/// What a key may look like, for both stores.
final class ObjectKeys {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]*");
    private static final int MAX_LENGTH = 512;

    private ObjectKeys() {}

    /// @throws IllegalArgumentException for anything that could leave its place
    static String checked(String key) {
        boolean fine = key.length() <= MAX_LENGTH && !key.isEmpty();
        for (String segment : key.split("/", -1)) {
            fine &= SEGMENT.matcher(segment).matches();
        }
        if (!fine) {
            throw new IllegalArgumentException("not an object key: length " + key.length());
        }
        return key;
    }
}

package io.dermflow.kit.store;

/// Where the vision stage keeps what it has found so far of a task that takes long: in
/// [Bucket#RAW_CAPTURES], in the folder of the task's pictures, so that whoever removes these finds
/// it too.
public final class CheckpointKey {

    private static final String NAME = "checkpoint.json.gz";

    private CheckpointKey() {}

    /// The key in the folder of a picture, the same for all pictures of one task.
    public static String beside(String pictureKey) {
        return pictureKey.substring(0, pictureKey.lastIndexOf('/') + 1) + NAME;
    }

    /// Whether an object is a checkpoint.
    public static boolean is(String key) {
        return key.endsWith("/" + NAME);
    }
}

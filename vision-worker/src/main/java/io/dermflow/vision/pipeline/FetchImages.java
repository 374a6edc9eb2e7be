package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Gets a job's images out of the object store.
final class FetchImages {

    private final ObjectStore store;

    FetchImages(ObjectStore store) {
        this.store = store;
    }

    /// @throws Unanalysable if there is none, one is gone or is another one than was taken in
    /// @throws DependencyUnavailable if the store is away
    List<FetchedImage> all(AnalysisRequested job) {
        if (job.images().isEmpty()) {
            throw Unanalysable.failed("image_missing", "The job names no picture.");
        }
        return job.images().stream().map(ref -> fetch(job.userId(), ref)).toList();
    }

    private FetchedImage fetch(UserId owner, ImageRef ref) {
        byte[] bytes = read(owner, ref);
        if (!sha256(bytes).equals(ref.sha256())) {
            throw Unanalysable.failed(
                    "digest_mismatch",
                    "The stored picture '" + ref.kind() + "' is not the one taken in.");
        }
        return new FetchedImage(ref, bytes);
    }

    private byte[] read(UserId owner, ImageRef ref) {
        var found = store.open(Bucket.RAW_CAPTURES, owner, ref.objectKey());
        try (var object =
                found.orElseThrow(() ->
                        Unanalysable.failed(
                                "image_missing", "The picture '" + ref.kind() + "' is gone."))) {
            return object.content().readAllBytes();
        } catch (IOException e) {
            throw new DependencyUnavailable("object_store", "broke off while reading", e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}

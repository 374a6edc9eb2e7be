package io.dermflow.kit.store;

import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Where images live. Two implementations, S3 and a plain directory, pass the same contract test.
/// Every call names the owner, so that objects can be encrypted with a key per user. Thread-safe.
/// All methods throw [DependencyUnavailable] when the store is away.
public interface ObjectStore {

    /// Stores the file's content durably before it returns; replaces what was there.
    ///
    /// @param key slash-separated, without `..`, leading slash or empty segments
    void put(Bucket bucket, UserId owner, String key, Path content, String mediaType);

    /// Stores the bytes durably before it returns; replaces what was there.
    void put(Bucket bucket, UserId owner, String key, byte[] content, String mediaType);

    /// Opens an object; the caller closes it.
    Optional<StoredObject> open(Bucket bucket, UserId owner, String key);

    /// Which content an object has now: an opaque word (an ETag) that changes with it; empty if
    /// there is no object.
    Optional<String> version(Bucket bucket, UserId owner, String key);

    /// Replaces an object only if nobody else did since: a compare-and-set.
    ///
    /// @param expected what [#version] said before the object was read; empty: there was none
    /// @return false if another was quicker; then nothing has changed
    boolean replace(
            Bucket bucket,
            UserId owner,
            String key,
            byte[] content,
            String mediaType,
            Optional<String> expected);

    /// Removes an object; nothing happens if there is none.
    void delete(Bucket bucket, UserId owner, String key);

    /// Visits every object below the prefix, in no certain order.
    void list(Bucket bucket, String prefix, Consumer<Entry> visitor);

    /// A cheap question to the store.
    ///
    /// @throws DependencyUnavailable if it does not answer
    void ping();

    /// One object in a listing.
    record Entry(String key, long bytes, Instant modified) {}
}

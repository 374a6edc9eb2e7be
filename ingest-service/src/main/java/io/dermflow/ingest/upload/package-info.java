/// Reads an upload from the wire: multipart parts streamed by hand, each image walked while it
/// arrives, canonical bytes held in a spool until they are durable elsewhere. Knows nothing of
/// captures. Start with [io.dermflow.ingest.upload.ReceiveUpload].
@NullMarked
package io.dermflow.ingest.upload;

import org.jspecify.annotations.NullMarked;

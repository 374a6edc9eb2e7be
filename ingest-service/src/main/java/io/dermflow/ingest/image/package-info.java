/// Takes images in without decoding them: what is accepted has been walked to its end while it
/// streamed and has been rewritten canonically, pixels untouched, everything else gone.
///
/// Start with [io.dermflow.ingest.image.ImageWalk]. The rules are numbered: F (files), J (JPEG), P
/// (PNG) and W (WebP); a refusal names the one that was broken, and each has a test of its name.
/// Plain JDK, so that it can be fuzzed and measured without the service around it.
@NullMarked
package io.dermflow.ingest.image;

import org.jspecify.annotations.NullMarked;

/// Proof of who calls: signing keys, access tokens, refresh tokens, tokens for services. Start with
/// [io.dermflow.ingest.token.TokenIssuer] and [io.dermflow.ingest.token.Sessions].
@NullMarked
package io.dermflow.ingest.token;

import org.jspecify.annotations.NullMarked;

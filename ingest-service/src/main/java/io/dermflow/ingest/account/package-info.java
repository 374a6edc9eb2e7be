/// Who there is: registering, logging in, roles, erasure. Start with
/// [io.dermflow.ingest.account.AuthController].
@NullMarked
package io.dermflow.ingest.account;

import org.jspecify.annotations.NullMarked;

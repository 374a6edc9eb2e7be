/// What people agreed to: start with [io.dermflow.ingest.consent.ConsentController].
@NullMarked
package io.dermflow.ingest.consent;

import org.jspecify.annotations.NullMarked;

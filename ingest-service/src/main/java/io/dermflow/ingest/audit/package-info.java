/// Who changed what: start with [io.dermflow.ingest.audit.AuditTrail].
@NullMarked
package io.dermflow.ingest.audit;

import org.jspecify.annotations.NullMarked;

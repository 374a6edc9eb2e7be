/// What owners of captures agree to now, as far as training goes. Start with
/// [io.dermflow.report.consent.OwnerConsents].
@NullMarked
package io.dermflow.report.consent;

import org.jspecify.annotations.NullMarked;

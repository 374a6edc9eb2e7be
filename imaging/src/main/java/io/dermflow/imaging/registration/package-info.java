/// Two pictures of one place of skin, laid over each other by the skin's own structure. Start with
/// [io.dermflow.imaging.registration.LendScale].
@NullMarked
package io.dermflow.imaging.registration;

import org.jspecify.annotations.NullMarked;

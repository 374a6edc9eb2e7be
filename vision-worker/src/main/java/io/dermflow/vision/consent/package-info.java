/// Whether work on a job may still go on.
@NullMarked
package io.dermflow.vision.consent;

import org.jspecify.annotations.NullMarked;

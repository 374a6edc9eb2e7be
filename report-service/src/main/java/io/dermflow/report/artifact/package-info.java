/// Derived pictures over HTTP, by token or by signed link. Start with
/// [io.dermflow.report.artifact.ArtifactController].
@NullMarked
package io.dermflow.report.artifact;

import org.jspecify.annotations.NullMarked;

/// Errors as RFC 9457 problem+json with a stable code: start with
/// [io.dermflow.kit.problem.ApiProblem].
@NullMarked
package io.dermflow.kit.problem;

import org.jspecify.annotations.NullMarked;

/// What labelers and admins may look at. Start with [io.dermflow.report.review.ReviewController].
@NullMarked
package io.dermflow.report.review;

import org.jspecify.annotations.NullMarked;

/// The result document and the report, over HTTP. Start with
/// [io.dermflow.report.document.ResultController].
@NullMarked
package io.dermflow.report.document;

import org.jspecify.annotations.NullMarked;

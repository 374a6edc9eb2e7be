package io.dermflow.report.result;

import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Analysis;

/// A stored result whose words a template wrote because the language model was away.
///
/// @param language of the present words, BCP 47
/// @param tries how often a better report was asked for before
public record TemplateReport(
        Outcome.Subject subject, Analysis analysis, String language, int tries) {}

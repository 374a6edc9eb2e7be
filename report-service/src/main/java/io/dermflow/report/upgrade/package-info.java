/// Better words for results that a template wrote while the language model was away. Start with
/// [io.dermflow.report.upgrade.UpgradeReports].
@NullMarked
package io.dermflow.report.upgrade;

import org.jspecify.annotations.NullMarked;

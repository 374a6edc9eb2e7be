/// What to wear: recommendations in the colours of a person's own season, by a model where one
/// answers well and by rules where not. Start with [io.dermflow.llm.stylist.AdviseStyle].
@NullMarked
package io.dermflow.llm.stylist;

import org.jspecify.annotations.NullMarked;

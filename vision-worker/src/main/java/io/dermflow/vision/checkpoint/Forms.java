package io.dermflow.vision.checkpoint;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// Writes the results of steps as JSON and reads them again, exactly.
public interface Forms {

    String write(Object result);

    /// @throws JacksonException if the text is no such result
    <T> T read(String text, TypeReference<T> form) throws JacksonException;
}

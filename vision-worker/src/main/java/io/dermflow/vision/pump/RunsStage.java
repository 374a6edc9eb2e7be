package io.dermflow.vision.pump;

import io.dermflow.events.Stage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/// Only where this worker runs the stage (`dermflow.pump.stages`).
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(RunsStageCondition.class)
public @interface RunsStage {
    Stage value();
}

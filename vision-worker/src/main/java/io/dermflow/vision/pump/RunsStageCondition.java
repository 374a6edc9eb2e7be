package io.dermflow.vision.pump;

import io.dermflow.events.Stage;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Decides [RunsStage].
class RunsStageCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> wanted = metadata.getAnnotationAttributes(RunsStage.class.getName());
        List<Stage> stages =
                Binder.get(context.getEnvironment())
                        .bind("dermflow.pump.stages", Bindable.listOf(Stage.class))
                        .orElse(List.of(Stage.VISION, Stage.NARRATIVE));
        return wanted != null && wanted.get("value") instanceof Stage stage
                && stages.contains(stage);
    }
}

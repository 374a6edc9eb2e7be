package io.dermflow.vision.pump;

import io.dermflow.events.Stage;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Decides [RunsStage].
class RunsStageCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Stage wanted = metadata.getAnnotations().get(RunsStage.class).getEnum("value", Stage.class);
        List<Stage> stages =
                Binder.get(context.getEnvironment())
                        .bind("dermflow.pump.stages", Bindable.listOf(Stage.class))
                        .orElse(List.of(Stage.VISION, Stage.NARRATIVE));
        return stages.contains(wanted);
    }
}

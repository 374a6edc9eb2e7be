package io.dermflow.stack.home;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import java.util.Locale;

/// The ports of a stack and where each one is looked for first, counted from the gateway's.
public enum Port {
    GATEWAY(0),
    INGEST(1),
    VISION(2),
    LLM(3),
    REPORT(4),
    GATEWAY_METRICS(5),
    KAFKA(10),
    KAFKA_CONTROLLER(11),
    POSTGRES(12),
    OBJECTS(13),
    CONTROL(14),
    KAFKA_INTERNAL(15),
    INGEST_2(21),
    VISION_2(22),
    LLM_2(23),
    REPORT_2(24),
    VISION_3(32),
    VISION_4(42),
    VISION_5(52),
    VISION_6(62),
    VISION_7(72),
    VISION_8(82);

    private final int offset;

    Port(int offset) {
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The port clients of a part talk to.
    public static Port of(Part part) {
        return valueOf(part.name());
    }

    /// The port clients of one process of a part talk to.
    public static Port of(Instance instance) {
        return instance.number() == 1
                ? of(instance.part())
                : valueOf(instance.part().name() + "_" + instance.number());
    }
}

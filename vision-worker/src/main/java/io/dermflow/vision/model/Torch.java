package io.dermflow.vision.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/// The PyTorch engine, set up once per process before its first use: offline, one intra-op thread
/// per call (more collapse when cores are shared: 92 -> 1,088 ms, measured), no graph optimizer (it
/// only makes first calls slow for frozen files).
final class Torch {

    private static final String ENGINE = "PyTorch";

    private Torch() {}

    /// Loads the native libraries; the first time they are unpacked, about 1.5 s.
    ///
    /// @return the devices to load models on
    static List<Device> start(ModelProperties properties) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty("DJL_CACHE_DIR", properties.cacheDirectory().toString());
        System.setProperty("OPT_OUT_TRACKING", "true");
        Engine engine = Engine.getEngine(ENGINE);
        NativeLog.errorsOnly();
        return switch (properties.device()) {
            case CPU -> List.of(Device.cpu());
            case CUDA -> gpus(engine);
        };
    }

    private static List<Device> gpus(Engine engine) {
        int count = engine.getGpuCount();
        if (count == 0) {
            throw new ModelRefused(
                    "DEVICE=cuda, but the engine sees no GPU: give it a CUDA libtorch by"
                            + " PYTORCH_LIBRARY_PATH, or set DEVICE=cpu");
        }
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            devices.add(Device.gpu(i));
        }
        return devices;
    }
}

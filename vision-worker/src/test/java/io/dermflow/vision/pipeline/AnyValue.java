package io.dermflow.vision.pipeline;

import io.dermflow.imaging.explanation.HeatMap;
import io.dermflow.imaging.explanation.Occlusion;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.lesion.LesionMask;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes values of any type that a checkpoint may hold. Whoever adds another type to the result of
/// a kept step has to say here that it can be written exactly.
final class AnyValue {

    private static final double[] EDGES = {
        0.0,
        -0.0,
        0.1,
        1.0 / 3,
        1e-320,
        -1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        9_007_199_254_740_993.0,
        123_456_789.125
    };

    private static final String[] WORDS = {"", "lesion", "Ä\"\\\n\u2028", "\uD83E\uDE79", "null"};

    private final Random random;
    private final List<Picture> pictures;

    AnyValue(long seed, List<Picture> pictures) {
        this.random = new Random(seed);
        this.pictures = pictures;
    }

    Object of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> container(generic);
            case Class<?> plain -> plain(plain);
            default -> throw unknown(type);
        };
    }

    private Object container(ParameterizedType type) {
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return random.nextBoolean() ? Optional.of(of(last)) : Optional.empty();
        }
        List<Object> some = new ArrayList<>();
        IntStream.range(0, random.nextInt(4)).forEach(_ -> some.add(of(last)));
        if (raw == List.class) {
            return some;
        }
        if (raw == java.util.Set.class) {
            return new HashSet<>(some);
        }
        if (raw == Map.class && type.getActualTypeArguments()[0] == String.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            some.forEach(value -> map.put(WORDS[random.nextInt(WORDS.length)], value));
            return map;
        }
        throw unknown(type);
    }

    private Object plain(Class<?> type) {
        Supplier<Object> maker =
                Map.<Class<?>, Supplier<Object>>ofEntries(
                                Map.entry(double.class, this::number),
                                Map.entry(Double.class, this::number),
                                Map.entry(int.class, random::nextInt),
                                Map.entry(boolean.class, random::nextBoolean),
                                Map.entry(String.class, this::word),
                                Map.entry(Picture.class, this::picture),
                                Map.entry(LesionMask.class, this::mask),
                                Map.entry(FaceLandmarks.class, this::landmarks),
                                Map.entry(HeatMap.class, this::heat))
                        .get(type);
        if (maker != null) {
            return maker.get();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isRecord()) {
            return record(type);
        }
        throw unknown(type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> canonical =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(Arrays.stream(components).map(this::component).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no record of " + type, e);
        }
    }

    private @Nullable Object component(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        boolean absent = type.isAnnotationPresent(Nullable.class) && random.nextBoolean();
        return absent ? null : of(component.getGenericType());
    }

    private double number() {
        return random.nextBoolean()
                ? EDGES[random.nextInt(EDGES.length)]
                : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-9, 9));
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private Picture picture() {
        return pictures.get(random.nextInt(pictures.size()));
    }

    private LesionMask mask() {
        int width = 1 + random.nextInt(70);
        int height = 1 + random.nextInt(50);
        byte[] inside = new byte[width * height];
        random.nextBytes(inside);
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte) (inside[i] < 0 ? 0 : inside[i]);
        }
        return new LesionMask(random.nextInt(900), random.nextInt(900), width, height, inside);
    }

    private FaceLandmarks landmarks() {
        return new FaceLandmarks(
                IntStream.range(0, FaceLandmarks.COUNT)
                        .mapToObj(i -> new Point(i * 7 + random.nextDouble(), random.nextDouble()))
                        .toList());
    }

    private HeatMap heat() {
        return new HeatMap(random.doubles(Occlusion.CELLS, -1, 1).boxed().toList());
    }

    private static AssertionError unknown(Type type) {
        return new AssertionError("can " + type + " be written exactly? Say so here.");
    }
}

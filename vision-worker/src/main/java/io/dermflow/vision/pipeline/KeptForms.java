package io.dermflow.vision.pipeline;

import io.dermflow.events.EventCodec;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.vision.checkpoint.Forms;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How results of steps stand in a checkpoint: as the records are, numbers to the last digit. A
/// picture stands there as its place among those of the person, an outline as its bits.
final class KeptForms implements Forms {

    private static final JsonMapper MAPPER =
            EventCodec.mapper()
                    .rebuild()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Picture.class, new PictureWriter())
                                    .addDeserializer(Picture.class, new PictureReader())
                                    .addSerializer(LesionMask.class, new MaskWriter())
                                    .addDeserializer(LesionMask.class, new MaskReader()))
                    .build();

    /// The attribute under which a mapper finds the pictures.
    private static final String PICTURES = "pictures";

    private final List<Picture> pictures;

    /// @param pictures the same in the same order, in whichever try
    KeptForms(List<Picture> pictures) {
        this.pictures = List.copyOf(pictures);
    }

    @Override
    public String write(Object result) {
        return MAPPER.writer().withAttribute(PICTURES, pictures).writeValueAsString(result);
    }

    @Override
    public <T> T read(String text, TypeReference<T> form) {
        return MAPPER.readerFor(form).withAttribute(PICTURES, pictures).readValue(text);
    }

    private static List<?> pictures(@Nullable Object attribute) {
        return (List<?>) Objects.requireNonNull(attribute);
    }

    private static final class PictureWriter extends ValueSerializer<Picture> {
        @Override
        public void serialize(Picture picture, JsonGenerator out, SerializationContext context) {
            out.writeNumber(pictures(context.getAttribute(PICTURES)).indexOf(picture));
        }
    }

    private static final class PictureReader extends ValueDeserializer<Picture> {
        @Override
        public Picture deserialize(JsonParser in, DeserializationContext context) {
            return (Picture) pictures(context.getAttribute(PICTURES)).get(in.getIntValue());
        }
    }

    /// @param bits row by row, set inside the outline
    private record Outline(int left, int top, int width, int height, byte[] bits) {}

    private static final class MaskWriter extends ValueSerializer<LesionMask> {
        @Override
        public void serialize(LesionMask mask, JsonGenerator out, SerializationContext context) {
            var bits = new BitSet();
            for (int y = 0; y < mask.height(); y++) {
                for (int x = 0; x < mask.width(); x++) {
                    bits.set(y * mask.width() + x, mask.contains(x, y));
                }
            }
            context.writeValue(
                    out,
                    new Outline(
                            mask.left(),
                            mask.top(),
                            mask.width(),
                            mask.height(),
                            bits.toByteArray()));
        }
    }

    private static final class MaskReader extends ValueDeserializer<LesionMask> {
        @Override
        public LesionMask deserialize(JsonParser in, DeserializationContext context) {
            Outline outline = context.readValue(in, Outline.class);
            BitSet bits = BitSet.valueOf(outline.bits());
            byte[] inside = new byte[outline.width() * outline.height()];
            bits.stream().forEach(place -> inside[place] = 1);
            return new LesionMask(
                    outline.left(), outline.top(), outline.width(), outline.height(), inside);
        }
    }
}

package io.dermflow.vision.pipeline;

import io.dermflow.events.EventCodec;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.vision.checkpoint.Forms;
import java.util.BitSet;
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
/// picture stands there as its place among the capture's views, an outline as its bits.
final class KeptForms implements Forms {

    private static final JsonMapper MAPPER =
            EventCodec.mapper()
                    .rebuild()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Picture.class, new PictureWriter())
                                    .addDeserializer(Picture.class, new PictureReader())
                                    .addSerializer(View.class, new ViewWriter())
                                    .addDeserializer(View.class, new ViewReader())
                                    .addSerializer(LesionMask.class, new MaskWriter())
                                    .addDeserializer(LesionMask.class, new MaskReader()))
                    .build();

    private final Views views;

    /// @param views of the same pictures, in whichever try
    KeptForms(Views views) {
        this.views = views;
    }

    @Override
    public String write(Object result) {
        return MAPPER.writer().withAttribute(Views.class, views).writeValueAsString(result);
    }

    @Override
    public <T> T read(String text, TypeReference<T> form) {
        return MAPPER.readerFor(form).withAttribute(Views.class, views).readValue(text);
    }

    private static Views views(@Nullable Object attribute) {
        return (Views) Objects.requireNonNull(attribute);
    }

    private static View view(JsonParser in, DeserializationContext context) {
        return views(context.getAttribute(Views.class)).all().get(in.getIntValue());
    }

    private static final class PictureWriter extends ValueSerializer<Picture> {
        @Override
        public void serialize(Picture picture, JsonGenerator out, SerializationContext context) {
            out.writeNumber(views(context.getAttribute(Views.class)).pictures().indexOf(picture));
        }
    }

    private static final class PictureReader extends ValueDeserializer<Picture> {
        @Override
        public Picture deserialize(JsonParser in, DeserializationContext context) {
            return view(in, context).picture();
        }
    }

    private static final class ViewWriter extends ValueSerializer<View> {
        @Override
        public void serialize(View view, JsonGenerator out, SerializationContext context) {
            out.writeNumber(views(context.getAttribute(Views.class)).all().indexOf(view));
        }
    }

    private static final class ViewReader extends ValueDeserializer<View> {
        @Override
        public View deserialize(JsonParser in, DeserializationContext context) {
            return view(in, context);
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

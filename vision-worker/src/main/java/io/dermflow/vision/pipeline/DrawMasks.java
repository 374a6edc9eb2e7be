package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisStep;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.imaging.overlay.MaskPicture;
import io.dermflow.imaging.skin.PlainSkin;
import io.dermflow.vision.pipeline.SeenBody.Person;
import io.dermflow.vision.pipeline.StoreOverlays.Drawing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opencv.core.Mat;

/// The masks of one capture as pictures of one channel, in pixels of the working size. As
/// [StoreOverlays] does, they show form and no likeness.
final class DrawMasks {

    /// The step's name.
    static final String STEP = AnalysisStep.MASKS.wireName();

    private static final String TYPE = "mask";

    private DrawMasks() {}

    /// One of each picture in which a lesion has an outline: 1 where the first finding lies, 2
    /// where the second does, and so on over all pictures.
    ///
    /// @param lesions in the order of the findings; those after the 255th are left out
    static List<Drawing> ofLesions(List<Lesion> lesions) {
        Map<Picture, Map<Integer, LesionMask>> byPicture = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(lesions.size(), MaskPicture.MOST); i++) {
            int number = i + 1;
            Lesion lesion = lesions.get(i);
            lesion.mask()
                    .ifPresent(mask ->
                            byPicture
                                    .computeIfAbsent(lesion.picture(), _ -> new TreeMap<>())
                                    .put(number, mask));
        }
        List<Drawing> drawings = new ArrayList<>();
        byPicture.forEach((picture, masks) ->
                drawings.add(drawing("lesions", picture, numbered(picture, masks))));
        return drawings;
    }

    /// 255 where the skin's colour was measured: plain skin outside lesions and card, well exposed,
    /// away from edges.
    static List<Drawing> ofSkin(Views views, List<Lesion> lesions, SeenSkin skin) {
        return views.all().stream().map(view -> ofSkin(view, lesions, skin)).toList();
    }

    private static Drawing ofSkin(View view, List<Lesion> lesions, SeenSkin skin) {
        Mat excluded = skin.excluded(view, lesions);
        Mat plain = PlainSkin.mask(view.pixels(), excluded);
        excluded.release();
        try {
            return drawing("skin", view.picture(), MaskPicture.of(plain));
        } finally {
            plain.release();
        }
    }

    /// 255 on the person.
    static List<Drawing> ofPersons(SeenBody seen) {
        return Stream.concat(seen.front().stream(), seen.side().stream())
                .map(DrawMasks::ofPerson)
                .toList();
    }

    private static Drawing ofPerson(Person person) {
        Map<Integer, LesionMask> one = Map.of(MaskPicture.MOST, person.found().mask());
        return drawing("person", person.picture(), numbered(person.picture(), one));
    }

    private static byte[] numbered(Picture picture, Map<Integer, LesionMask> masks) {
        return MaskPicture.numbered(picture.image().width(), picture.image().height(), masks);
    }

    private static Drawing drawing(String what, Picture picture, byte[] png) {
        return new Drawing("mask-" + what + "-" + picture.kind() + ".png", TYPE, png);
    }
}

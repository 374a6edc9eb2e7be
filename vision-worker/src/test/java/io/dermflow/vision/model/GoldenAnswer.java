package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.imaging.lesion.MaskGrid;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import tools.jackson.databind.JsonNode;

/// One case of a golden file, to be compared with what a model answers.
///
/// @param expected the case
/// @param tolerance of the golden file: a number, or one for each kind of figure
record GoldenAnswer(JsonNode expected, JsonNode tolerance) {

    /// @param model whose score threshold is 0
    void holds(Answer answer, LoadedModel model) {
        switch (answer) {
            case RawDetections lesions when expected.has("top_candidates") -> lesions(lesions);
            case RawDetections faces -> bestFace(faces);
            case ClassProbabilities shares -> shares(shares, model.entry().calibration());
            case RegionGrids grids -> mask(grids.grid(0));
            case Pose pose -> landmarks(pose, model.input());
        }
    }

    private void lesions(RawDetections answer) {
        List<ScoredBox> best =
                answer.candidates().stream()
                        .sorted(Comparator.comparingDouble(found -> -found.score()))
                        .toList();
        assertThat(expected.path("top_candidates")).isNotEmpty();
        int place = 0;
        for (JsonNode row : expected.path("top_candidates")) {
            ScoredBox found = best.get(place++);
            box(found.box(), row, within(of("box_pixels")));
            assertThat(found.score()).isCloseTo(row.get(4).asDouble(), within(of("score")));
        }
        MaskGrid mask = answer.mask();
        assertThat(mask).isNotNull();
        mask(mask);
        assertThat(positive(mask))
                .isCloseTo(
                        expected.path("mask_positive_cells").asInt(),
                        within((int) of("mask_positive_cells")));
    }

    /// Of pictures that show nobody the score alone, which may be 0: no face at all.
    private void bestFace(RawDetections answer) {
        double score = answer.candidates().isEmpty() ? 0 : answer.candidates().getFirst().score();
        assertThat(score).isCloseTo(expected.path("score").asDouble(), within(of("score")));
        if (expected.has("box")) {
            box(answer.candidates().getFirst().box(), expected.path("box"), within(of("pixels")));
        }
        for (JsonNode landmark : expected.path("landmarks")) {
            Keypoint found =
                    answer.poses().getFirst().keypoints().get(landmark.path("place").asInt());
            assertThat(found.x()).isCloseTo(landmark.path("x").asDouble(), within(of("pixels")));
            assertThat(found.y()).isCloseTo(landmark.path("y").asDouble(), within(of("pixels")));
        }
    }

    /// The golden file's logits are before the temperature.
    private void shares(ClassProbabilities answer, double temperature) {
        double[] powers =
                numbers(expected.path("logits"))
                        .map(logit -> Math.exp(logit / temperature))
                        .toArray();
        double sum = DoubleStream.of(powers).sum();
        float[] shares = answer.values();
        assertThat(shares).hasSameSizeAs(powers);
        for (int i = 0; i < shares.length; i++) {
            assertThat((double) shares[i]).isCloseTo(powers[i] / sum, within(of("share")));
        }
    }

    private void mask(MaskGrid answer) {
        assertThat(expected.path("mask_logits")).isNotEmpty();
        for (JsonNode probe : expected.path("mask_logits")) {
            int at = probe.path("row").asInt() * answer.columns() + probe.path("column").asInt();
            assertThat((double) answer.logits()[at])
                    .isCloseTo(probe.path("value").asDouble(), within(of("mask_logit")));
        }
    }

    /// The golden file has y and x over the input's size, then the score.
    private void landmarks(Pose answer, InputForm input) {
        JsonNode points = expected.path("keypoints");
        assertThat(answer.keypoints()).hasSize(points.size());
        for (int i = 0; i < points.size(); i++) {
            Keypoint found = answer.keypoints().get(i);
            assertThat(
                            new double[] {
                                found.y() / input.height(), found.x() / input.width(), found.score()
                            })
                    .as("landmark %d", i)
                    .containsExactly(
                            numbers(points.get(i)).toArray(), within(tolerance.asDouble()));
        }
    }

    /// @param corners x1, y1, x2, y2, and what else there may be
    private static void box(Box found, JsonNode corners, Offset<Double> most) {
        assertThat(new double[] {found.x(), found.y(), found.right(), found.bottom()})
                .containsExactly(numbers(corners).limit(4).toArray(), most);
    }

    private static int positive(MaskGrid mask) {
        return (int)
                IntStream.range(0, mask.logits().length)
                        .filter(cell -> mask.logits()[cell] > 0)
                        .count();
    }

    private static DoubleStream numbers(JsonNode values) {
        return values.valueStream().mapToDouble(JsonNode::asDouble);
    }

    private double of(String figure) {
        return tolerance.path(figure).asDouble();
    }
}

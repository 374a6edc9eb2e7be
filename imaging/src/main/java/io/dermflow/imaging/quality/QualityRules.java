package io.dermflow.imaging.quality;

import java.util.List;

/// The table of checks, with limits for close-ups of skin, and others where a face, a body or a
/// card is to be seen. Where no source stands beside a limit it is ours, set by 322 real close-ups
/// (PAD-UFES-20, ISIC 2017): under the normal policy four of them fail by blur and one by its size.
final class QualityRules {

    static final List<QualityRule> ALL =
            List.of(
                    new QualityRule(
                            "low_resolution",
                            "px",
                            Figures::shortSide,
                            Limits.all(Bounds.atLeast(320, 224), Bounds.atLeast(480, 320)),
                            false),
                    // PAD: 5 % of sharp close-ups lie below 9; blurred with sigma 2, 95 % below
                    // 5.4. Pictures of people have edges: five sharp ones 180 to 840, blurred like
                    // that 12.
                    new QualityRule(
                            "blur",
                            "variance",
                            Figures::blur,
                            Limits.all(Bounds.atLeast(12, 6), Bounds.atLeast(21, 12))
                                    .but(
                                            Showing.PORTRAIT,
                                            Bounds.atLeast(35, 12),
                                            Bounds.atLeast(70, 35))
                                    .but(
                                            Showing.BODY,
                                            Bounds.atLeast(35, 12),
                                            Bounds.atLeast(70, 35)),
                            false),
                    // A hint. Of 322 close-ups 6 are below it; 247 once moved by 14 pixels of 512,
                    // 11 once blurred alike in all directions.
                    new QualityRule(
                            "motion_blur",
                            "ratio",
                            Figures::isotropy,
                            Limits.all(Bounds.hintBelow(0.3), Bounds.hintBelow(0.3)),
                            false),
                    // A hint. Three of 322 close-ups reach it, and all of them once noise of 20
                    // levels was added: 8.2 at least. What `blur` measures grows with noise.
                    new QualityRule(
                            "noise",
                            "levels",
                            Figures::noise,
                            Limits.all(Bounds.hintAbove(5), Bounds.hintAbove(5)),
                            false),
                    // Low on purpose: the darkest Monk swatch in good light has a luma of 37.
                    new QualityRule(
                            "lighting_dark",
                            "luma",
                            Figures::meanLuma,
                            Limits.all(Bounds.atLeast(35, 22), Bounds.atLeast(40, 30)),
                            true),
                    // High on purpose: the lightest Monk swatch has a luma of 238.
                    new QualityRule(
                            "lighting_overexposed",
                            "luma",
                            Figures::meanLuma,
                            Limits.all(Bounds.atMost(240, 248), Bounds.atMost(235, 242)),
                            true),
                    new QualityRule(
                            "clipped_highlights",
                            "share",
                            Figures::clippedHighlights,
                            // Behind a body there may be a white wall or a window.
                            Limits.all(Bounds.atMost(0.05, 0.30), Bounds.atMost(0.02, 0.10))
                                    .but(
                                            Showing.BODY,
                                            Bounds.atMost(0.30, 0.60),
                                            Bounds.atMost(0.20, 0.40)),
                            true),
                    // Dermoscopes leave black corners of a third of the picture and more.
                    new QualityRule(
                            "clipped_shadows",
                            "share",
                            Figures::clippedShadows,
                            Limits.all(Bounds.atMost(0.40, 0.70), Bounds.atMost(0.30, 0.50)),
                            true),
                    new QualityRule(
                            "low_contrast",
                            "share",
                            Figures::contrast,
                            Limits.all(Bounds.atLeast(0.02, 0.01), Bounds.atLeast(0.03, 0.015)),
                            true),
                    // A cut picture saved again by another app; good photos have it too: a hint
                    // only.
                    new QualityRule(
                            "flat_tail",
                            "share",
                            Figures::flatTail,
                            Limits.all(Bounds.hintAbove(0.05), Bounds.hintAbove(0.05)),
                            false),
                    // Real skin under bluish light has a share of 0: a hint, save for the strict;
                    // what
                    // shows no skin at all is known once lesions were looked for.
                    new QualityRule(
                            "not_skin",
                            "share",
                            Figures::skinShare,
                            // A portrait has hair and a background; clothes and cards are no skin.
                            Limits.only(
                                            Showing.CLOSE_UP,
                                            Bounds.hintBelow(0.20),
                                            Bounds.atLeast(0.40, 0.05))
                                    .but(
                                            Showing.PORTRAIT,
                                            Bounds.hintBelow(0.05),
                                            Bounds.hintBelow(0.10)),
                            false));

    private QualityRules() {}

    static boolean isLighting(String code) {
        return rule(code).lighting();
    }

    private static QualityRule rule(String code) {
        return ALL.stream().filter(rule -> rule.code().equals(code)).findFirst().orElseThrow();
    }
}

package io.dermflow.imaging.entropy;

/// What [JpegEntropyCheck] found.
public sealed interface EntropyVerdict {

    /// Every coefficient of every component can be decoded.
    record Whole() implements EntropyVerdict {}

    /// The first thing that is wrong.
    ///
    /// @param code problem code for the user: [#TRUNCATED] or [#CORRUPT]
    /// @param rule which rule was broken: `H2` to `H5`, `J13` for a missing end, `canonical` where
    ///   the file is not what our intake writes
    /// @param mcu index of the first block group (MCU) that is damaged, 0 in front of the scans
    /// @param mcus how many the scan has, 0 in front of the scans
    /// @param offset byte offset near the damage
    record Damaged(String code, String rule, int mcu, int mcus, int offset)
            implements EntropyVerdict {

        /// For logs and problem details; holds no bytes of the picture.
        public String detail() {
            return "%s: %s at MCU %d of %d, byte %d".formatted(code, rule, mcu, mcus, offset);
        }
    }

    /// The data end too early: the lower part of the picture is missing.
    String TRUNCATED = "image_truncated";

    /// The data are not a picture.
    String CORRUPT = "image_corrupt";
}

package io.dermflow.imaging.entropy;

/// Decodes all Huffman symbols of a JPEG, and nothing else, to learn whether the picture is whole:
/// the rules H1 to H5. A decoder would fill what is missing with grey and say nothing.
///
/// The input is the canonical form that intake writes (own JFIF or Adobe header, only used tables,
/// nothing behind the end); anything else is refused as corrupt, so that whatever passes has
/// tables, indices and counts in range when the native decoder gets it.
///
/// | rule | broken when | code |
/// |---|---|---|
/// | H1 | all blocks of all scans are walked; progressive keeps 64 bits a block | |
/// | H2 | unknown code, DC size > 11, index past the band, EOBn in a sequential scan, refinement size other than 1, EOB run past its segment | `image_corrupt` |
/// | H3 | data used up before the last block | `image_truncated` |
/// | H4 | bytes other than `00`/`FF` padding left after the last block | `image_corrupt` |
/// | H5 | AC size > 10, DC out of the range of 8-bit samples | `image_corrupt` |
///
/// Memory: none for sequential files, 8 bytes a block for progressive ones (12 megapixels 4:2:0:
/// 2.3 MB). Nothing is allocated by a number that was not checked against the size limits first.
public final class JpegEntropyCheck {

    private JpegEntropyCheck() {}

    /// Never throws for bad input: whatever the bytes are, the answer is a verdict.
    public static EntropyVerdict check(byte[] canonicalJpeg) {
        try {
            new CanonicalWalk(canonicalJpeg).run();
            return new EntropyVerdict.Whole();
        } catch (DamageFound found) {
            return found.verdict();
        }
    }
}

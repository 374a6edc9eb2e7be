package io.dermflow.imaging.registration;

import io.dermflow.imaging.card.Homography;
import io.dermflow.imaging.geometry.Point;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Whether all that two pictures show of one place looks alike once they lie over each other, and
/// not only the landmarks by which they were laid so: a frame or a caption that is in every picture
/// of a camera agrees with itself over any skin.
///
/// @param blocks with structure that both pictures show
/// @param alike how many of them correlate
record Agreement(int blocks, int alike) {

    /// Of drawn skin and of photographs cut from one another all blocks were alike, of two
    /// photographs of one place 0.7; of different skin under one caption in each corner 0.32 at
    /// most.
    private static final double LEAST_SHARE = 0.5;

    /// Pixels; enough for what landmarks are made of.
    private static final double LONG_SIDE = 320;

    /// Standard deviations in those pixels: between them lies the structure that is compared, not
    /// the grain, nor how the light falls.
    private static final double FINE = 1.5;

    private static final double COARSE = 6;

    /// Side in those pixels.
    private static final int BLOCK = 16;

    /// Two blocks of chance correlate more in 4 of 100.
    private static final double ALIKE = 0.4;

    private static final double SEEN = 0.9;

    private static final int LEAST_BLOCKS = 8;

    /// Of the blocks: the others are as good as plain.
    private static final int STRUCTURED = 2;

    boolean isEnough() {
        return blocks >= LEAST_BLOCKS && alike >= LEAST_SHARE * blocks;
    }

    /// Correlation and structure of one block.
    private record Block(double correlation, double energy) {}

    /// @param excluded 8UC1 of the reference, not zero where the card is
    /// @param onto from pixels of the picture to those of the reference
    static Agreement of(Mat picture, Mat reference, Mat excluded, Homography onto) {
        var factor = LONG_SIDE / Math.max(picture.cols(), picture.rows());
        var size =
                new Size(
                        Math.rint(factor * picture.cols() / BLOCK) * BLOCK,
                        Math.rint(factor * picture.rows() / BLOCK) * BLOCK);
        var ontoSmall = ontoSmall(onto, picture.size(), size);
        var middle = new Point(size.width / 2, size.height / 2);
        // Pixels of the reference to one of those compared.
        var finer = Math.sqrt(ontoSmall.areaFactor(middle));
        var fine = FINE * Math.max(1, 1 / finer);

        var here = small(picture, size);
        var there = laidOver(reference, ontoSmall, size, finer);
        var seen = seen(excluded, ontoSmall, size);
        structure(here, fine);
        structure(there, fine);
        try {
            return counted(here, there, seen);
        } finally {
            List.of(here, there, seen).forEach(Mat::release);
        }
    }

    private static Homography ontoSmall(Homography onto, Size picture, Size small) {
        var corners = Registration.corners(small);
        return Homography.between(
                corners,
                corners.stream()
                        .map(p ->
                                new Point(
                                        p.x() * picture.width / small.width,
                                        p.y() * picture.height / small.height))
                        .map(onto::apply)
                        .toList());
    }

    /// 32F grey.
    private static Mat grey(Mat bgr) {
        var grey = new Mat();
        Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
        grey.convertTo(grey, CvType.CV_32F);
        return grey;
    }

    private static Mat small(Mat picture, Size size) {
        var grey = grey(picture);
        var small = new Mat();
        Imgproc.resize(grey, small, size, 0, 0, Imgproc.INTER_AREA);
        grey.release();
        return small;
    }

    private static Mat laidOver(Mat reference, Homography onto, Size size, double finer) {
        var grey = grey(reference);
        if (finer > 1) {
            Imgproc.GaussianBlur(grey, grey, new Size(0, 0), finer / 2);
        }
        var over = warped(grey, onto, size, Core.BORDER_REPLICATE);
        grey.release();
        return over;
    }

    /// 32F, 1 where the reference shows something other than the card, and that not close by.
    private static Mat seen(Mat excluded, Homography onto, Size size) {
        var shown = new Mat();
        Core.compare(excluded, Scalar.all(0), shown, Core.CMP_EQ);
        shown.convertTo(shown, CvType.CV_32F, 1 / 255.0);
        var seen = warped(shown, onto, size, Core.BORDER_CONSTANT);
        shown.release();
        Imgproc.GaussianBlur(seen, seen, new Size(0, 0), COARSE);
        return seen;
    }

    private static Mat warped(Mat reference, Homography onto, Size size, int border) {
        var matrix = onto.toMat();
        var warped = new Mat();
        Imgproc.warpPerspective(
                reference,
                warped,
                matrix,
                size,
                Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
                border);
        matrix.release();
        return warped;
    }

    /// Leaves of a picture what is between the two sizes.
    private static void structure(Mat grey, double fine) {
        var coarse = new Mat();
        Imgproc.GaussianBlur(grey, coarse, new Size(0, 0), fine * COARSE / FINE);
        Imgproc.GaussianBlur(grey, grey, new Size(0, 0), fine);
        Core.subtract(grey, coarse, grey);
        coarse.release();
    }

    private static Agreement counted(Mat here, Mat there, Mat seen) {
        var shown = blocks(seen, seen);
        var hereSquares = blocks(here, here);
        var thereSquares = blocks(there, there);
        var products = blocks(here, there);
        var usual = new double[] {mean(hereSquares), mean(thereSquares)};
        var structured =
                IntStream.range(0, shown.length)
                        .filter(i -> shown[i] >= SEEN)
                        .mapToObj(i ->
                                new Block(
                                        products[i] / Math.sqrt(hereSquares[i] * thereSquares[i]),
                                        Math.max(
                                                hereSquares[i] / usual[0],
                                                thereSquares[i] / usual[1])))
                        .sorted(Comparator.comparingDouble(Block::energy).reversed())
                        .toList();
        var most = structured.subList(0, structured.size() / STRUCTURED);
        return new Agreement(
                most.size(),
                (int) most.stream().filter(block -> block.correlation() >= ALIKE).count());
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    }

    /// Mean product of each block.
    private static float[] blocks(Mat a, Mat b) {
        var product = new Mat();
        Core.multiply(a, b, product);
        Imgproc.resize(
                product,
                product,
                new Size(product.cols() / BLOCK, product.rows() / BLOCK),
                0,
                0,
                Imgproc.INTER_AREA);
        var means = new float[(int) product.total()];
        product.get(0, 0, means);
        product.release();
        return means;
    }
}

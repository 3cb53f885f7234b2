namespace MLFlux;

/// <summary>
/// The augmentations of MLFlux, by the names they are written with:
/// <c>Augmentation = [Augmentations.HorizontalFlip(), Augmentations.RandomCrop(padding: 4)]</c>.
/// </summary>
/// <remarks>
/// What they return is immutable and safe for any thread. They change images, channels × height × width, unless they say
/// otherwise; each image of a batch is changed in its own way. A value outside its range is reported by the trainer that is
/// given the augmentation, together with whatever else is wrong with its options.
/// </remarks>
public static class Augmentations
{
    /// <summary>
    /// Mirrors images, left to right: each at random, or in turns, so that any two epochs in a row show it both ways. Source of the
    /// turns: Jordan, "94% on CIFAR-10 in 3.29 Seconds on a Single GPU", 2024.
    /// </summary>
    /// <param name="probability">With which probability an image is mirrored, from 0 to 1.</param>
    /// <param name="alternating">
    /// Whether an image is mirrored in every other epoch instead: one half of the images in the odd ones, the other in the even ones, as
    /// their own values decide.
    /// </param>
    public static Augmentation HorizontalFlip(double probability = 0.5, bool alternating = false) =>
        new HorizontalFlipAugmentation(probability, alternating);

    /// <summary>
    /// Puts a border around images and cuts a part of the original size out of them at random: moves by whole pixels. Source: Lee et
    /// al., "Deeply-Supervised Nets", 2015.
    /// </summary>
    /// <param name="padding">How wide the border is on each side, in pixels, at least 1.</param>
    /// <param name="reflect">
    /// Whether the border mirrors the image, without the outermost pixels once more, rather than being zeros; it is then narrower than
    /// the image.
    /// </param>
    public static Augmentation RandomCrop(int padding = 4, bool reflect = false) => new RandomCropAugmentation(padding, reflect);

    /// <summary>
    /// Turns images about their centre, with linear interpolation; zeros come in from outside. Rotation, scaling and translation
    /// that stand next to each other are done in one step, so that pixels are interpolated once.
    /// </summary>
    /// <param name="degrees">By how much at the most, to either side, greater than 0 and at most 180.</param>
    public static Augmentation Rotation(double degrees = 15) => new RotationAugmentation(degrees);

    /// <summary>Enlarges or shrinks images about their centre; see <see cref="Rotation"/>.</summary>
    /// <param name="minimum">The least factor, greater than 0.</param>
    /// <param name="maximum">The greatest factor, at least <paramref name="minimum"/>.</param>
    public static Augmentation Scaling(double minimum = 0.9, double maximum = 1.1) => new ScalingAugmentation(minimum, maximum);

    /// <summary>Moves images, also by parts of a pixel; see <see cref="Rotation"/>.</summary>
    /// <param name="fraction">By how much at the most, each way, as a fraction of width and height; greater than 0, less than 1.</param>
    public static Augmentation Translation(double fraction = 0.1) => new TranslationAugmentation(fraction);

    /// <summary>Adds a number to all values of an image.</summary>
    /// <param name="strength">
    /// The most that is added or taken, in the unit of the features, greater than 0: 0.2 is a fifth of the range of 0…1.
    /// </param>
    public static Augmentation Brightness(double strength = 0.2) => new BrightnessAugmentation(strength);

    /// <summary>Multiplies what sets the values of an image apart from their mean.</summary>
    /// <param name="strength">The factor lies between 1 − strength and 1 + strength; greater than 0, at most 1.</param>
    public static Augmentation Contrast(double strength = 0.2) => new ContrastAugmentation(strength);

    /// <summary>
    /// Sets a square of each image to zero; a part of it may lie outside. Source: DeVries and Taylor, "Improved Regularization of
    /// Convolutional Neural Networks with Cutout", 2017.
    /// </summary>
    /// <param name="size">The side of the square in pixels, at least 1.</param>
    public static Augmentation Cutout(int size = 8) => new CutoutAugmentation(size);

    /// <summary>
    /// Blends each example with another one of its batch, λ x + (1 − λ) x′, and their losses in the same way. λ is drawn for each
    /// batch from a Beta(α, α), and 1 − λ taken where that is greater: an example's own label counts most. For features of any
    /// shape. Source: Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018.
    /// </summary>
    /// <param name="alpha">α, greater than 0: the larger, the more alike are the parts.</param>
    public static Augmentation Mixup(double alpha = 0.2) => new MixupAugmentation(alpha);
}

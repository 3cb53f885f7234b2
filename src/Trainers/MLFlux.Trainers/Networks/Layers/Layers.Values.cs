namespace MLFlux;

public static partial class Layers
{
    internal const double DropoutProbability = 0.5;

    /// <summary>Lays the values of any shape in one vector.</summary>
    public static FlattenLayer Flatten() => new();

    /// <summary>Gives the values, in their order, another shape: <c>Reshape(1, 28, 28)</c>.</summary>
    /// <param name="dimensions">The dimensions of an example; one of them may be −1, for what is left.</param>
    /// <exception cref="ArgumentException">There is no dimension, or −1 twice.</exception>
    public static ReshapeLayer Reshape(params ReadOnlySpan<int> dimensions) => new(dimensions);

    /// <summary>Puts the dimensions in another order: with <c>Permute(1, 0)</c>, rows become columns.</summary>
    /// <param name="axes">For each dimension afterwards, which of the input's it is, counted from 0 without the batch.</param>
    /// <exception cref="ArgumentException">The axes are not 0, 1, … in some order.</exception>
    public static PermuteLayer Permute(params ReadOnlySpan<int> axes) => new(axes);

    /// <summary>An activation as a layer of its own, of any shape: <c>Activate(Relu)</c>.</summary>
    /// <param name="activation">The activation.</param>
    public static ActivateLayer Activate(Activation activation) => new(activation);

    /// <summary>Makes probabilities of scores, one a class; the last layer of a classifier.</summary>
    public static SoftmaxLayer Softmax() => new();

    /// <summary>The logarithms of the probabilities that <see cref="Softmax"/> makes, without their overflow.</summary>
    public static LogSoftmaxLayer LogSoftmax() => new();

    /// <summary>In training, sets random values to zero and scales the others up; otherwise gives its input.</summary>
    /// <param name="probability">The probability with which a value becomes zero, from 0 to less than 1.</param>
    public static DropoutLayer Dropout(double probability = DropoutProbability) => new(probability);

    /// <summary>Dropout that keeps mean and variance, for networks of Selu.</summary>
    /// <param name="probability">The probability with which a value is dropped, from 0 to less than 1.</param>
    public static AlphaDropoutLayer AlphaDropout(double probability = DropoutProbability) => new(probability);

    /// <summary>Normalises each channel (the first dimension), or each value of a vector, over the batch.</summary>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="epsilon">What is added to the variance, greater than 0.</param>
    /// <param name="momentum">The weight of a new batch in the running means, greater than 0 and at most 1.</param>
    /// <param name="affine">Whether a learned scale and shift follow.</param>
    public static BatchNormLayer BatchNorm(
        Activation? activation = null, double epsilon = NormalizationLayer.DefaultEpsilon,
        double momentum = BatchNormLayer.DefaultMomentum, bool affine = true) =>
        new(activation, epsilon, momentum, affine);

    /// <summary>Normalises each row alone, over its last dimensions.</summary>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="axes">How many dimensions, the last ones, are normalised together, at least 1; for a whole image, 3.</param>
    /// <param name="epsilon">What is added to the variance, greater than 0.</param>
    /// <param name="affine">Whether a learned scale and shift follow.</param>
    public static LayerNormLayer LayerNorm(
        Activation? activation = null, int axes = 1, double epsilon = NormalizationLayer.DefaultEpsilon, bool affine = true) =>
        new(activation, axes, epsilon, affine);

    /// <summary>Normalises each channel of each row alone.</summary>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="epsilon">What is added to the variance, greater than 0.</param>
    /// <param name="affine">Whether a learned scale and shift follow; not by default.</param>
    public static InstanceNormLayer InstanceNorm(
        Activation? activation = null, double epsilon = NormalizationLayer.DefaultEpsilon, bool affine = false) =>
        new(activation, epsilon, affine);

    /// <summary>Normalises groups of channels of each row alone.</summary>
    /// <param name="groups">How many groups there are, at least 1; they divide the channels.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="epsilon">What is added to the variance, greater than 0.</param>
    /// <param name="affine">Whether a learned scale and shift follow.</param>
    public static GroupNormLayer GroupNorm(
        int groups, Activation? activation = null, double epsilon = NormalizationLayer.DefaultEpsilon, bool affine = true) =>
        new(groups, activation, epsilon, affine);
}

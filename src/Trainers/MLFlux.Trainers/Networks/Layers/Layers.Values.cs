namespace MLFlux;

public static partial class Layers
{
    internal const double DropoutProbability = 0.5;

    /// <summary>
    /// Says of each number of a vector where it lies among bins of its own, which the training rows give: 1 for each bin below
    /// it, its fraction of its own, 0 for those above. The first layer for tables: <c>Chain(PiecewiseLinear(16), Dense(64,
    /// Relu), Output())</c>.
    /// </summary>
    /// <param name="bins">How many bins each number has, at least 1.</param>
    /// <param name="width">How many values a learned linear map makes of a number's bins, at least 1; null for the bins themselves.</param>
    /// <param name="activation">What follows the linear map; identity by default.</param>
    /// <param name="initializer">What the map's weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    /// <param name="passing">
    /// Which values are no numbers and pass on as they are, <c>[4..10]</c>, or <c>[4..]</c> for all that follow; by default the slots that
    /// one-hot encoding marks in the features.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A range is empty, begins within the one before, or counts from the end, as only the last may end; or there is an activation without
    /// a width.
    /// </exception>
    public static PiecewiseLinearLayer PiecewiseLinear(
        int bins = PiecewiseLinearLayer.DefaultBins, int? width = null, Activation? activation = null, Initializer? initializer = null,
        ReadOnlySpan<Range> passing = default) =>
        new(bins, width, activation, passing, initializer);

    /// <summary>Makes waves, cosines and sines of learned frequencies, of each number of a vector.</summary>
    /// <param name="frequencies">How many frequencies each number has, at least 1.</param>
    /// <param name="deviation">The standard deviation that the frequencies begin with, greater than 0.</param>
    /// <param name="width">
    /// How many values a learned linear map makes of a number's waves, at least 1; null for the waves themselves.
    /// </param>
    /// <param name="activation">What follows the linear map; identity by default.</param>
    /// <param name="initializer">What the map's weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    /// <param name="passing">
    /// Which values are no numbers and pass on as they are, <c>[4..10]</c>, or <c>[4..]</c> for all that follow; by default the slots that
    /// one-hot encoding marks in the features.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A range is empty, begins within the one before, or counts from the end, as only the last may end; or there is an activation without
    /// a width.
    /// </exception>
    public static PeriodicLayer Periodic(
        int frequencies = PeriodicLayer.DefaultFrequencies, double deviation = PeriodicLayer.DefaultDeviation, int? width = null,
        Activation? activation = null, Initializer? initializer = null, ReadOnlySpan<Range> passing = default) =>
        new(frequencies, deviation, width, activation, passing, initializer);

    /// <summary>
    /// Several networks, trained as one, that share the weights of their dense layers, and the mean of what they give:
    /// <c>Members(16, Chain(Dense(128, Relu), Dense(128, Relu), Output()))</c>. For tables often better than one network.
    /// </summary>
    /// <param name="count">How many members there are, at least 1.</param>
    /// <param name="network">The network of each, with at least one dense layer.</param>
    /// <exception cref="ArgumentException">The network has no dense layer, or members of its own.</exception>
    public static MembersLayer Members(int count, Layer network) => new(count, network);

    /// <summary>Several networks that share nothing, and the mean of what they give: <c>Ensemble(deep, wide)</c>.</summary>
    /// <param name="networks">The networks, at least one, which give outputs of one shape.</param>
    /// <exception cref="ArgumentException">There is no network, or one is null.</exception>
    public static EnsembleLayer Ensemble(params ReadOnlySpan<Layer> networks) => new([.. networks]);

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

    /// <summary>
    /// Puts each channel (the first dimension), or each value of a vector, on the scale of the training rows: mean 0, standard deviation 1.
    /// Learned from them before the first epoch, and not further.
    /// </summary>
    public static StandardizeLayer Standardize() => new();

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

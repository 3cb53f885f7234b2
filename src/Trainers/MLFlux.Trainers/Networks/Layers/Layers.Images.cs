namespace MLFlux;

public static partial class Layers
{
    /// <summary>A convolution over channels × length, channels × height × width or channels × depth × height × width.</summary>
    /// <param name="kernel">
    /// The size of the window: a number for a sequence, (height, width), or three numbers for a volume; each at least 1.
    /// </param>
    /// <param name="filters">The number of channels it gives, at least 1.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="stride">By how much the window moves along each axis, at least 1; 1 by default.</param>
    /// <param name="padding">Zeros around the input: a number, one for each axis, or <see cref="Padding.Same"/>; none by default.</param>
    /// <param name="dilation">From one value under the window to the next, at least 1; 1 by default.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided; divides both.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    /// <example>
    /// <code>
    /// Layer features = Chain(Conv((3, 3), 16, Relu, padding: Padding.Same), MaxPool((2, 2)), Flatten());
    /// </code>
    /// </example>
    public static ConvLayer Conv(
        Extent kernel, int filters, Activation? activation = null, Extent? stride = null, Padding padding = default,
        Extent? dilation = null, int groups = 1, bool bias = true, Initializer? initializer = null) =>
        new(kernel, null, filters, activation, stride, padding, dilation, groups, bias, initializer);

    /// <summary>A convolution whose input has to have a stated number of channels.</summary>
    /// <param name="kernel">
    /// The size of the window: a number for a sequence, (height, width), or three numbers for a volume; each at least 1.
    /// </param>
    /// <param name="inputs">The number of channels it takes, at least 1. Data with another number is refused.</param>
    /// <param name="filters">The number of channels it gives, at least 1.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="stride">By how much the window moves along each axis, at least 1; 1 by default.</param>
    /// <param name="padding">Zeros around the input: a number, one for each axis, or <see cref="Padding.Same"/>; none by default.</param>
    /// <param name="dilation">From one value under the window to the next, at least 1; 1 by default.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided; divides both.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static ConvLayer Conv(
        Extent kernel, int inputs, int filters, Activation? activation = null, Extent? stride = null, Padding padding = default,
        Extent? dilation = null, int groups = 1, bool bias = true, Initializer? initializer = null) =>
        new(kernel, inputs, filters, activation, stride, padding, dilation, groups, bias, initializer);

    /// <summary>A transposed convolution, which makes sequences, images or volumes larger.</summary>
    /// <param name="kernel">
    /// The size of the window: a number for a sequence, (height, width), or three numbers for a volume; each at least 1.
    /// </param>
    /// <param name="filters">The number of channels it gives, at least 1.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="stride">By how much the window moves along each axis, at least 1; 1 by default.</param>
    /// <param name="padding">Zeros around the input: a number, one for each axis, or <see cref="Padding.Same"/>; none by default.</param>
    /// <param name="dilation">From one value under the window to the next, at least 1; 1 by default.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided; divides both.</param>
    /// <param name="outputPadding">Values added at the end of each axis, less than stride or dilation; 0 by default.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static ConvTransposeLayer ConvTranspose(
        Extent kernel, int filters, Activation? activation = null, Extent? stride = null, Padding padding = default,
        Extent? dilation = null, int groups = 1, Extent? outputPadding = null, bool bias = true, Initializer? initializer = null) =>
        new(kernel, null, filters, activation, stride, padding, dilation, groups, outputPadding, bias, initializer);

    /// <summary>A transposed convolution whose input has to have a stated number of channels.</summary>
    /// <param name="kernel">
    /// The size of the window: a number for a sequence, (height, width), or three numbers for a volume; each at least 1.
    /// </param>
    /// <param name="inputs">The number of channels it takes, at least 1. Data with another number is refused.</param>
    /// <param name="filters">The number of channels it gives, at least 1.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="stride">By how much the window moves along each axis, at least 1; 1 by default.</param>
    /// <param name="padding">Zeros around the input: a number, one for each axis, or <see cref="Padding.Same"/>; none by default.</param>
    /// <param name="dilation">From one value under the window to the next, at least 1; 1 by default.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided; divides both.</param>
    /// <param name="outputPadding">Values added at the end of each axis, less than stride or dilation; 0 by default.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static ConvTransposeLayer ConvTranspose(
        Extent kernel, int inputs, int filters, Activation? activation = null, Extent? stride = null, Padding padding = default,
        Extent? dilation = null, int groups = 1, Extent? outputPadding = null, bool bias = true, Initializer? initializer = null) =>
        new(kernel, inputs, filters, activation, stride, padding, dilation, groups, outputPadding, bias, initializer);

    /// <summary>A convolution of each channel alone.</summary>
    /// <param name="kernel">
    /// The size of the window: a number for a sequence, (height, width), or three numbers for a volume; each at least 1.
    /// </param>
    /// <param name="filters">The number of channels it gives, a multiple of those it takes; as many as those by default.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="stride">By how much the window moves along each axis, at least 1; 1 by default.</param>
    /// <param name="padding">Zeros around the input: a number, one for each axis, or <see cref="Padding.Same"/>; none by default.</param>
    /// <param name="dilation">From one value under the window to the next, at least 1; 1 by default.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static DepthwiseConvLayer DepthwiseConv(
        Extent kernel, int? filters = null, Activation? activation = null, Extent? stride = null, Padding padding = default,
        Extent? dilation = null, bool bias = true, Initializer? initializer = null) =>
        new(kernel, filters, activation, stride, padding, dilation, bias, initializer);

    /// <summary>The largest value under a window that moves over each channel, along one to three axes.</summary>
    /// <param name="window">The window's size along each axis, at least 1.</param>
    /// <param name="stride">By how much it moves along each axis, at least 1; the window by default.</param>
    /// <param name="padding">−∞ around the input, at most half the window; none by default.</param>
    public static MaxPoolLayer MaxPool(Extent window, Extent? stride = null, Padding padding = default) =>
        new(window, stride, padding);

    /// <summary>The mean of the values under a window that moves over each channel, along one to three axes.</summary>
    /// <param name="window">The window's size along each axis, at least 1.</param>
    /// <param name="stride">By how much it moves along each axis, at least 1; the window by default.</param>
    /// <param name="padding">Zeros around the input, which count in the mean, at most half the window; none by default.</param>
    public static MeanPoolLayer MeanPool(Extent window, Extent? stride = null, Padding padding = default) =>
        new(window, stride, padding);

    /// <summary>The largest value under windows chosen so that each channel has a stated size afterwards.</summary>
    /// <param name="size">The size of each channel afterwards, along each axis, at least 1.</param>
    public static AdaptiveMaxPoolLayer AdaptiveMaxPool(Extent size) => new(size);

    /// <summary>The mean under windows chosen so that each channel has a stated size afterwards.</summary>
    /// <param name="size">The size of each channel afterwards, along each axis, at least 1.</param>
    public static AdaptiveMeanPoolLayer AdaptiveMeanPool(Extent size) => new(size);

    /// <summary>The largest value of each channel: c×28×28 becomes c×1×1.</summary>
    public static GlobalMaxPoolLayer GlobalMaxPool() => new();

    /// <summary>The mean of each channel: c×28×28 becomes c×1×1.</summary>
    public static GlobalMeanPoolLayer GlobalMeanPool() => new();

    /// <summary>Makes each axis a whole number of times longer.</summary>
    /// <param name="scale">How many times as long each axis becomes: as many numbers as there are axes, each at least 1.</param>
    /// <param name="interpolation">What stands between the values there are; the nearest of them by default.</param>
    public static UpsampleLayer Upsample(Extent scale, Interpolation interpolation = Interpolation.Nearest) =>
        new(scale, interpolation);

    /// <summary>Makes an image r times as high and wide of r² times as many channels.</summary>
    /// <param name="factor">r, at least 1.</param>
    public static PixelShuffleLayer PixelShuffle(int factor) => new(factor);
}

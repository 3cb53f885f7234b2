namespace MLFlux;

/// <summary>
/// The layers of MLFlux, by the names they are written with. Import with <c>using static MLFlux.Layers;</c> and write
/// <c>Chain(Conv((5, 5), 6, Relu), MaxPool((2, 2)), Flatten(), Dense(10), Softmax())</c>.
/// </summary>
/// <remarks>
/// What they return is immutable and safe for any thread. Input sizes need not be given: they come from the data. Each
/// throws <see cref="ArgumentOutOfRangeException"/> for a number outside its range.
/// </remarks>
public static class Layers
{
    internal const double DropoutProbability = 0.5;
    internal const double BatchNormEpsilon = 1e-5;
    internal const double BatchNormMomentum = 0.1;

    /// <summary>Layers one after another, at least one; chains nest at most 24 deep.</summary>
    /// <exception cref="ArgumentException">There is no layer, one is null, or they nest too deep.</exception>
    public static ChainLayer Chain(params ReadOnlySpan<Layer> layers) => new([.. layers]);

    /// <summary>A fully connected layer, y = σ(W x + b), from a vector of any length to a vector.</summary>
    /// <param name="outputs">The length of y, at least 1.</param>
    /// <param name="activation">σ; identity by default.</param>
    /// <param name="bias">Whether b is there; it begins as zeros.</param>
    /// <param name="initializer">What W is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static DenseLayer Dense(int outputs, Activation? activation = null, bool bias = true, Initializer? initializer = null) =>
        new(null, outputs, activation, bias, initializer);

    /// <summary>A fully connected layer, y = σ(W x + b), whose input has to have a stated length.</summary>
    /// <param name="inputs">The length of x, at least 1. Data of another length is refused.</param>
    /// <param name="outputs">The length of y, at least 1.</param>
    /// <param name="activation">σ; identity by default.</param>
    /// <param name="bias">Whether b is there; it begins as zeros.</param>
    /// <param name="initializer">What W is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static DenseLayer Dense(
        int inputs, int outputs, Activation? activation = null, bool bias = true, Initializer? initializer = null) =>
        new(inputs, outputs, activation, bias, initializer);

    /// <summary>
    /// A fully connected layer as wide as the label asks: the number of classes, or 1. Only a trainer knows that width.
    /// </summary>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static DenseLayer Output(Activation? activation = null, bool bias = true, Initializer? initializer = null) =>
        new(null, null, activation, bias, initializer);

    /// <summary>A convolution over channels × height × width.</summary>
    /// <param name="kernel">The height and width of the window, each at least 1.</param>
    /// <param name="filters">The number of channels it gives, at least 1.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="stride">By how many pixels the window moves down and right, each at least 1; (1, 1) by default.</param>
    /// <param name="padding">Zeros around the image: a number, (rows, columns) or <see cref="Padding.Same"/>; none by default.</param>
    /// <param name="dilation">From one pixel under the window to the next, each at least 1; (1, 1) by default.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided; divides both.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static ConvLayer Conv(
        (int Height, int Width) kernel, int filters, Activation? activation = null, (int Height, int Width)? stride = null,
        Padding padding = default, (int Height, int Width)? dilation = null, int groups = 1, bool bias = true,
        Initializer? initializer = null) =>
        new(kernel, null, filters, activation, stride, padding, dilation, groups, bias, initializer);

    /// <summary>A convolution over channels × height × width whose input has to have a stated number of channels.</summary>
    /// <param name="kernel">The height and width of the window, each at least 1.</param>
    /// <param name="inputs">The number of channels it takes, at least 1. Data with another number is refused.</param>
    /// <param name="filters">The number of channels it gives, at least 1.</param>
    /// <param name="activation">What each value goes through at the end; identity by default.</param>
    /// <param name="stride">By how many pixels the window moves down and right, each at least 1; (1, 1) by default.</param>
    /// <param name="padding">Zeros around the image: a number, (rows, columns) or <see cref="Padding.Same"/>; none by default.</param>
    /// <param name="dilation">From one pixel under the window to the next, each at least 1; (1, 1) by default.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided; divides both.</param>
    /// <param name="bias">Whether a bias is added; it begins as zeros.</param>
    /// <param name="initializer">What the weight is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static ConvLayer Conv(
        (int Height, int Width) kernel, int inputs, int filters, Activation? activation = null,
        (int Height, int Width)? stride = null, Padding padding = default, (int Height, int Width)? dilation = null,
        int groups = 1, bool bias = true, Initializer? initializer = null) =>
        new(kernel, inputs, filters, activation, stride, padding, dilation, groups, bias, initializer);

    /// <summary>The largest value under a window that moves over each channel.</summary>
    /// <param name="window">The window's height and width, each at least 1.</param>
    /// <param name="stride">By how many pixels it moves down and right, each at least 1; the window by default.</param>
    /// <param name="padding">−∞ around the image, at most half the window; none by default.</param>
    public static MaxPoolLayer MaxPool(
        (int Height, int Width) window, (int Height, int Width)? stride = null, Padding padding = default) =>
        new(window, stride, padding);

    /// <summary>The mean of the values under a window that moves over each channel.</summary>
    /// <param name="window">The window's height and width, each at least 1.</param>
    /// <param name="stride">By how many pixels it moves down and right, each at least 1; the window by default.</param>
    /// <param name="padding">Zeros around the image, which count in the mean, at most half the window; none by default.</param>
    public static MeanPoolLayer MeanPool(
        (int Height, int Width) window, (int Height, int Width)? stride = null, Padding padding = default) =>
        new(window, stride, padding);

    /// <summary>Lays the values of any shape in one vector.</summary>
    public static FlattenLayer Flatten() => new();

    /// <summary>In training, sets random values to zero and scales the others up; otherwise gives its input.</summary>
    /// <param name="probability">The probability with which a value becomes zero, from 0 to less than 1.</param>
    public static DropoutLayer Dropout(double probability = DropoutProbability) => new(probability);

    /// <summary>Normalises each channel of an image, or each value of a vector, over the batch.</summary>
    /// <param name="epsilon">What is added to the variance, greater than 0.</param>
    /// <param name="momentum">The weight of a new batch in the running means, greater than 0 and at most 1.</param>
    /// <param name="affine">Whether a learned scale and shift follow.</param>
    public static BatchNormLayer BatchNorm(
        double epsilon = BatchNormEpsilon, double momentum = BatchNormMomentum, bool affine = true) =>
        new(epsilon, momentum, affine);

    /// <summary>Makes probabilities of scores, one a class; the last layer of a classifier.</summary>
    public static SoftmaxLayer Softmax() => new();
}

namespace MLFlux;

/// <summary>
/// The layers of MLFlux, by the names they are written with. Import with <c>using static MLFlux.Layers;</c> and write
/// <c>Chain(Conv((5, 5), 6, Relu), MaxPool((2, 2)), Flatten(), Dense(10), Softmax())</c>.
/// </summary>
/// <remarks>
/// What they return is immutable and safe for any thread. Input sizes need not be given: they come from the data. Each
/// throws <see cref="ArgumentOutOfRangeException"/> for a number outside its range.
/// </remarks>
public static partial class Layers
{
    /// <summary>Layers one after another, at least one; layers nest at most 24 deep.</summary>
    /// <exception cref="ArgumentException">There is no layer, one is null, or they nest too deep.</exception>
    /// <example>
    /// <code>
    /// Layer network = Chain(Dense(64, Relu), Dropout(0.2), Output(), Softmax());
    /// </code>
    /// </example>
    public static ChainLayer Chain(params ReadOnlySpan<Layer> layers) => new([.. layers]);

    /// <summary>
    /// Named layers one after another: <c>Chain(("features", Conv((3, 3), 8)), ("flat", Flatten()), ("head", Dense(10)))</c>.
    /// The names stand in place of numbers in the names of weights, <c>head.weight</c>, and in messages.
    /// </summary>
    /// <param name="first">The first layer, with a name of letters, digits, _ and -.</param>
    /// <param name="others">The others; each name is there once.</param>
    /// <exception cref="ArgumentException">A layer is null, a name cannot be one or is there twice, or they nest too deep.</exception>
    public static ChainLayer Chain((string Name, Layer Layer) first, params ReadOnlySpan<(string Name, Layer Layer)> others)
    {
        (string Name, Layer Layer)[] all = [first, .. others];
        return new ChainLayer([.. all.Select(layer => layer.Layer)], [.. all.Select(layer => layer.Name)]);
    }

    /// <summary>A layer, whose output is combined with its input; by default a residual block, x + layer(x).</summary>
    /// <param name="layer">The layer; several in a <c>Chain</c>.</param>
    /// <param name="combine">
    /// How output and input become one; <see cref="Combine.Add"/> by default, for which their shapes are equal.
    /// </param>
    /// <example>
    /// <code>
    /// Layer block = SkipConnection(Chain(Dense(64, Relu), Dense(64)));
    /// </code>
    /// </example>
    public static SkipConnectionLayer SkipConnection(Layer layer, Combine? combine = null) => new(layer, combine);

    /// <summary>Layers side by side on the same input, whose outputs are combined.</summary>
    /// <param name="combine">How the outputs become one.</param>
    /// <param name="layers">The layers, at least one.</param>
    /// <example>
    /// <code>
    /// Layer wideAndDeep = Parallel(Combine.Concat(), Dense(8), Chain(Dense(64, Relu), Dense(8)));
    /// </code>
    /// </example>
    public static ParallelLayer Parallel(Combine combine, params ReadOnlySpan<Layer> layers) => new(combine, [.. layers]);

    /// <summary>The largest, value by value, of what several layers make of the same input.</summary>
    /// <param name="layers">The layers, at least one, with outputs of one shape.</param>
    public static MaxoutLayer Maxout(params ReadOnlySpan<Layer> layers) => new([.. layers]);

    /// <summary>
    /// Layers of which each takes what the one before gives, connected with the input: y₁ = f₁(x), yᵢ = fᵢ(connection(yᵢ₋₁, x)).
    /// </summary>
    /// <param name="connection">How the output of a layer and the input, in this order, become the input of the next.</param>
    /// <param name="combine">How the outputs of all layers, which Flux gives as a tuple, become one.</param>
    /// <param name="layers">The layers, at least one.</param>
    public static PairwiseFusionLayer PairwiseFusion(Combine connection, Combine combine, params ReadOnlySpan<Layer> layers) =>
        new(connection, combine, [.. layers]);

    /// <summary>A layer whose weight is learned as a direction and a length, w = g v / ‖v‖ for each output.</summary>
    /// <param name="layer">A <c>Dense</c>, <c>Bilinear</c> or convolution.</param>
    /// <exception cref="ArgumentException">The layer is of another kind.</exception>
    public static WeightNormLayer WeightNorm(Layer layer) => new(layer);

    /// <summary>
    /// A fully connected layer, y = σ(W x + b), from a vector of any length to a vector, or on each step of time × features alone.
    /// </summary>
    /// <param name="outputs">The length of y, at least 1.</param>
    /// <param name="activation">σ; identity by default.</param>
    /// <param name="bias">Whether b is there; it begins as zeros.</param>
    /// <param name="initializer">What W is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    /// <example>
    /// <code>
    /// Layer hidden = Dense(64, Relu);
    /// </code>
    /// </example>
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
    /// <example>
    /// <code>
    /// Layer network = Chain(Dense(64, Relu), Output());
    /// </code>
    /// </example>
    public static DenseLayer Output(Activation? activation = null, bool bias = true, Initializer? initializer = null) =>
        new(null, null, activation, bias, initializer);

    /// <summary>A form in two vectors, yₖ = σ(xᵀ Wₖ z + bₖ), of one vector with itself or of the two of 2 × n.</summary>
    /// <param name="outputs">The length of y, at least 1.</param>
    /// <param name="activation">σ; identity by default.</param>
    /// <param name="bias">Whether b is there; it begins as zeros.</param>
    /// <param name="initializer">What W is drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static BilinearLayer Bilinear(
        int outputs, Activation? activation = null, bool bias = true, Initializer? initializer = null) =>
        new(outputs, activation, bias, initializer);

    /// <summary>Scales and shifts each value by its own weights: y = σ(w ⊙ x + b), of any shape.</summary>
    /// <param name="activation">σ; identity by default.</param>
    /// <param name="bias">Whether b is there; it begins as zeros.</param>
    /// <param name="initializer">What w is drawn from; <see cref="Initializers.Ones"/> by default.</param>
    /// <param name="rate">
    /// What the learning rate is multiplied by for w and b, greater than 0: RealMLP scales each feature at a rate of 6.
    /// </param>
    public static ScaleLayer Scale(
        Activation? activation = null, bool bias = true, Initializer? initializer = null, double rate = ScaleLayer.DefaultRate) =>
        new(activation, bias, initializer, rate);
}

using System.Text.Json.Nodes;
using static TorchSharp.torch;
using MLFlux.Notebooks;

namespace MLFlux;

/// <summary>
/// The description of a network or of a part of one: immutable, without weights and without input sizes, which come from
/// the data. Make one with <see cref="Layers"/>: <c>Chain(Dense(128, Relu), Dense(10), Softmax())</c>.
/// </summary>
/// <remarks>
/// A layer is its own description (equal when written equal), says what it makes of an input shape without loading
/// libtorch, and builds the module that computes it. Safe for any thread.
/// </remarks>
[TypeFormatterSource(typeof(LayerHtml))]
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>The shape this layer makes of one example of shape <paramref name="input"/>, without loading libtorch.</summary>
    /// <exception cref="NetworkShapeException">The layer cannot take that shape; the message says what it expects.</exception>
    public abstract Shape OutputShape(Shape input);

    /// <summary>
    /// The weights this layer learns and the buffers it keeps for examples of shape <paramref name="input"/>, in the order
    /// in which they are saved, by the names PyTorch gives them (<c>0.weight</c>).
    /// </summary>
    /// <exception cref="NetworkShapeException">The layer cannot take that shape.</exception>
    public abstract IReadOnlyList<ParameterDeclaration> Parameters(Shape input);

    /// <summary>How many numbers the layer learns for examples of shape <paramref name="input"/>; buffers do not count.</summary>
    /// <exception cref="NetworkShapeException">The layer cannot take that shape.</exception>
    public long ParameterCount(Shape input) => Parameters(input).Where(p => p.IsLearned).Sum(p => (long)p.Size);

    /// <summary>
    /// Builds the TorchSharp module for examples of shape <paramref name="inputShape"/>, with fresh weights, to call,
    /// differentiate and update by hand. The caller owns it and disposes it.
    /// </summary>
    /// <param name="inputShape">The shape of one example, without the batch dimension that the module's input begins with.</param>
    /// <param name="seed">Decides the initial weights and the random numbers of dropout; libtorch's own generator is left alone.</param>
    /// <returns>A module in training mode that takes float32 tensors of shape [rows, ...inputShape].</returns>
    /// <exception cref="NetworkShapeException">The layers do not fit that shape.</exception>
    public nn.Module<Tensor, Tensor> Build(Shape inputShape, int seed = 0)
    {
        Construction.BuiltNetwork built = Construction.NetworkBuilder.Build(this, inputShape, seed);
        built.Parameters.Dispose(); // The weights are views that keep the memory alive.
        return built.Module;
    }

    /// <summary>
    /// The network as it is written in code, with each layer's shapes and number of learned parameters behind it, and the
    /// total below. Does not load libtorch.
    /// </summary>
    /// <param name="input">The shape of one example.</param>
    /// <exception cref="NetworkShapeException">The layers do not fit that shape.</exception>
    public string Summary(Shape input) => Construction.NetworkSummary.Of(this, input);

    /// <summary>The name of the layer in code and in a model file: <c>Dense</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>How many levels of layers there are, this one included.</summary>
    internal virtual int Depth => 1;

    /// <summary>Says what distinguishes this layer from one with nothing but defaults.</summary>
    internal virtual void Describe(Construction.LayerProperties properties)
    {
    }

    /// <summary>Writes what distinguishes this layer from one with nothing but defaults.</summary>
    internal virtual void Write(JsonObject json) => Properties().Write(json);

    /// <summary>The layers within this one, with the shape each takes where this one takes <paramref name="input"/>.</summary>
    /// <exception cref="NetworkShapeException">The layers do not fit that shape.</exception>
    internal virtual IEnumerable<Construction.LayerChild> Children(Shape input) => [];

    /// <summary>
    /// Follows padding through this layer: the dimension of its output along which some steps are padding; null where none is.
    /// </summary>
    /// <param name="input">The shape of an example that it takes.</param>
    /// <param name="padded">The dimension of the input along which some steps are padding; null where none is.</param>
    /// <exception cref="NetworkShapeException">The layer would take padding for content.</exception>
    internal virtual int? PaddedAxis(Shape input, int? padded) =>
        padded is null ? null : throw Construction.PaddingFlow.TakesPadding(this);

    /// <summary>Makes the module of this layer; the builder hands out its parameters and random numbers.</summary>
    internal abstract nn.Module<Tensor, Tensor> CreateModule(Shape input, Construction.NetworkBuilder builder);

    /// <summary>This layer with each <c>Output()</c> in it made <paramref name="width"/> wide.</summary>
    internal virtual Layer WithOutputWidth(int width) => this;

    /// <summary>
    /// Whether the features may be indices: whether what computes with them first is an embedding, or a layer of the application's
    /// own.
    /// </summary>
    internal virtual bool TakesIndices => false;

    /// <summary>Whether the layer looks what it takes up as whole numbers.</summary>
    internal virtual bool LooksUp => false;

    /// <summary>Whether a fresh fit has weights to begin with; not where the layer was read from a model's file without them.</summary>
    internal virtual bool HasFirstWeights => true;

    /// <summary>How many values the layer computes for an example on the way to those it gives, in all and at once.</summary>
    /// <exception cref="NetworkShapeException">The layer cannot take that shape.</exception>
    internal virtual (long All, long Widest) ValuesWithin(Shape input) => (0, 0);

    /// <summary>
    /// What stands at the head of this layer and reads several columns, in each of networks side by side, all the same ones; empty where
    /// it takes one column as it is.
    /// </summary>
    internal virtual IReadOnlyList<InputsLayer> InputsHeads => [];

    /// <summary>The columns that stand at the head of this layer, or null where it takes one column as it is.</summary>
    internal InputsLayer? InputsHead => InputsHeads is [var first, ..] ? first : null;

    /// <summary>The heads that stand at the end of this layer, or null where it predicts one label.</summary>
    internal virtual OutputsLayer? OutputsTail => null;

    /// <summary>How many different indices the layer takes where it <see cref="TakesIndices"/>; null where it does not say.</summary>
    internal virtual int? IndexLevels => null;

    /// <summary>Whether the column at a place may hold indices; see <see cref="TakesIndices"/>.</summary>
    internal bool TakesIndicesOf(int column) =>
        InputsHeads is [] ? TakesIndices : InputsHeads.All(head => head.Layers[column].TakesIndices);

    /// <summary>
    /// Whether the features are tokens, whole numbers also in ONNX: what computes with them first is an embedding that says which is
    /// padding, or a graph over whole numbers.
    /// </summary>
    internal virtual bool TakesTokens => false;

    /// <summary>Whether the column at a place holds tokens; see <see cref="TakesTokens"/>.</summary>
    internal bool TakesTokensOf(int column) =>
        InputsHeads is [] ? TakesTokens : InputsHeads.All(head => head.Layers[column].TakesTokens);

    /// <summary>This layer with each <c>EntityEmbedding()</c> that takes the features given their one-hot slots.</summary>
    internal virtual Layer WithCategories(IReadOnlyList<Range> oneHotSlots) => this;

    /// <summary>
    /// This layer where a feature is padding, as its column says: each embedding that takes the features, and that says nothing of
    /// padding itself, declares it.
    /// </summary>
    internal virtual Layer WithPadding(int padding) => this;

    /// <summary>This layer, which takes an example, with what it has from the columns of that.</summary>
    internal virtual Layer WithInputs(InputLayout inputs)
    {
        Layer layer = WithCategories(inputs.Columns[0].Categories);
        return inputs.Columns[0].Padding is int padding ? layer.WithPadding(padding) : layer;
    }

    /// <summary>Writes the layer as it is written in code.</summary>
    internal virtual string Print() => Properties().Print(Name);

    /// <summary>The layer as it is written in code: <c>Dense(10, Relu)</c>.</summary>
    public sealed override string ToString() => Print();

    private Construction.LayerProperties Properties()
    {
        var properties = new Construction.LayerProperties();
        Describe(properties);
        return properties;
    }
}

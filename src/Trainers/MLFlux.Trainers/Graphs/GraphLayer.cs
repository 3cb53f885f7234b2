using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using MLFlux.Graphs;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A network that was read from an ONNX file: its graph of operators, each computed by libtorch, so that it is trained, frozen, saved and
/// exported like any layer. Make one with <c>Networks.FromOnnx</c>.
/// </summary>
/// <remarks>
/// <para>The graph is a part of the network's description, also in a model's file; the weights are not. What <c>FromOnnx</c> gives brings
/// the file's weights along, and a fit begins with them; one that was read back from a model gets the model's.</para>
/// <para>The parameters have the names that the file has, with characters other than letters, digits, _, - and . replaced by _. A graph
/// takes any size that its operators take: a convolutional one images of 64 × 64 as well as of 224 × 224.</para>
/// </remarks>
public sealed record GraphLayer : Layer
{
    private readonly ConcurrentDictionary<Shape, GraphPlan> _plans = [];
    private readonly Lazy<string> _text;

    internal GraphLayer(GraphDescription graph, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? values = null)
    {
        Graph = graph;
        Stored = values;
        _text = new Lazy<string>(() => GraphJson.Write(graph).ToJsonString());
    }

    /// <summary>What the graph is called: the name of the file that it was read from.</summary>
    public string Title => Graph.Title;

    /// <summary>Where the graph comes from, and its licence; empty where nobody has said.</summary>
    public string Source => Graph.Source;

    /// <summary>The name of the value that the graph gives.</summary>
    public string Output => Graph.Output;

    /// <summary>How many operators the graph has.</summary>
    public int NodeCount => Graph.Nodes.Length;

    /// <summary>The shape of an example that the file states; null where it leaves a part of it open.</summary>
    public Shape? Example => Graph.Example.IsEmpty ? null : new Shape([.. Graph.Example]);

    /// <summary>The graph.</summary>
    internal GraphDescription Graph { get; }

    /// <summary>How the layer is made in code, where there is a shorter way than <c>FromOnnx</c>; see <see cref="GraphCode"/>.</summary>
    internal string? Code { get; init; }

    /// <summary>The file's weights by their names; null where the graph was read without them.</summary>
    internal IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Stored { get; }

    internal override string Name => "Graph";

    internal override bool TakesIndices => Graph.TakesIndices;

    internal override bool TakesTokens => Graph.TakesIndices;

    internal override bool LooksUp => Graph.TakesIndices;

    internal override bool HasFirstWeights => Stored is not null || Graph.Weights.IsEmpty;

    internal override (long All, long Widest) ValuesWithin(Shape input) => (Plan(input).Size, Plan(input).Widest);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Plan(input).OutputShape;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        Plan(input);
        return [.. Graph.Weights.Select(Declare)];
    }

    /// <summary>Whether both have the same graph; the weights do not count.</summary>
    public bool Equals(GraphLayer? other) => other is not null && (ReferenceEquals(Graph, other.Graph) || _text.Value == other._text.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The graph, ready for examples of a shape.</summary>
    /// <exception cref="NetworkShapeException">The graph does not take such examples.</exception>
    internal GraphPlan Plan(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _plans.GetOrAdd(input, shape => GraphPlan.Of(this, shape));
    }

    internal override string Print() => Code
        ?? $"Networks.FromOnnx({CodeText.Text(Title)}, new OnnxOptions {{ Until = {CodeText.Text(Output)} }})";

    internal override void Write(JsonObject json)
    {
        if (Code is not null)
            json["code"] = Code;
        json["graph"] = GraphJson.Write(Graph);
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        List<Tensor> weights = [];
        foreach (GraphWeight weight in Graph.Weights)
            weights.Add(weight.IsLearned ? builder.Parameter(Declare(weight)) : builder.Buffer(Declare(weight)));
        return new GraphModule(Graph, Plan(input), weights, builder.CreateGenerator());
    }

    internal static GraphLayer Read(LayerReader json) => new(GraphJsonReader.Read(json.Settings("graph")))
    {
        Code = json.OptionalText("code") is string code ? GraphCode.Checked(code) : null,
    };

    private ParameterDeclaration Declare(GraphWeight weight)
    {
        Initializer first = Stored?.TryGetValue(weight.Name, out ReadOnlyMemory<byte> values) == true
            ? new StoredInitializer(values) : Initializers.Zeros;
        return new ParameterDeclaration(weight.Name, new Shape([.. weight.Shape]), first, FanIn: 1, FanOut: 1, weight.IsLearned);
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Layers one after another: each takes what the one before gives. Chains nest. The parameters of a layer are named by its
/// place, <c>0.weight</c>, <c>2.0.bias</c>, or by its name where the layers are named, <c>head.weight</c>. Make one with
/// <c>Chain</c> of <see cref="Layers"/>.
/// </summary>
public sealed record ChainLayer : ContainerLayer
{
    internal ChainLayer(ImmutableArray<Layer> layers, ImmutableArray<string> names = default)
        : base(layers)
    {
        Names = names.IsDefault ? [] : names;
        if (Names.Length > 0 && Names.Length != layers.Length)
            throw new ArgumentException($"A chain has {layers.Length} layers, but {Names.Length} names.", nameof(names));
        foreach (string name in Names)
        {
            if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                throw new ArgumentException($"'{name}' cannot name a layer: use letters, digits, _ and -.", nameof(names));
        }

        if (Names.Distinct().Count() < Names.Length)
            throw new ArgumentException($"Two layers of a chain have the same name, among {string.Join(", ", Names)}.", nameof(names));
    }

    /// <summary>The names of the layers, in their order; empty where they have none.</summary>
    public ImmutableArray<string> Names { get; }

    internal override string Name => "Chain";

    internal override bool TakesIndices => FirstToCompute?.TakesIndices ?? false;

    internal override int? IndexLevels => FirstToCompute?.IndexLevels;

    internal override bool TakesTokens => FirstToCompute?.TakesTokens ?? false;

    private Layer? FirstToCompute => Layers.FirstOrDefault(layer => layer is not (FlattenLayer or ReshapeLayer or PermuteLayer));

    internal override IReadOnlyList<InputsLayer> InputsHeads => Layers[0].InputsHeads;

    internal override OutputsLayer? OutputsTail => Layers[^1].OutputsTail;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return OutputOf(Children(input).Last());
    }

    private protected override bool IsChain => true;

    internal override int? PaddedAxis(Shape input, int? padded)
    {
        int? axis = padded;
        foreach (LayerChild child in Children(input))
            axis = Within(child, () => child.Layer.PaddedAxis(child.Input, axis));
        return axis;
    }

    /// <summary>Whether both have equal layers, of the same names, in the same order.</summary>
    public bool Equals(ChainLayer? other) => base.Equals(other) && Names.SequenceEqual(other!.Names);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <summary>This chain without its last layer.</summary>
    internal ChainLayer WithoutLast() => new(Layers.RemoveAt(Layers.Length - 1), Names.IsEmpty ? Names : Names.RemoveAt(Names.Length - 1));

    internal override IEnumerable<LayerChild> Children(Shape input)
    {
        Shape shape = input;
        for (int i = 0; i < Layers.Length; i++)
        {
            var child = Names.IsEmpty
                ? new LayerChild(CodeText.Number(i), CodeText.Number(i + 1), Layers[i], shape)
                : new LayerChild(Names[i], Names[i], Layers[i], shape);
            yield return child;
            if (i < Layers.Length - 1)
                shape = OutputOf(child);
        }
    }

    internal override ChainLayer With(ImmutableArray<Layer> layers) => new(layers, Names);

    internal override Layer WithInputs(InputLayout inputs) => WithLayer(0, Layers[0].WithInputs(inputs));

    /// <summary>Only the first layer takes the features.</summary>
    internal override Layer WithCategories(IReadOnlyList<Range> oneHotSlots) => WithLayer(0, Layers[0].WithCategories(oneHotSlots));

    private protected override bool IsHead(int index) => index == 0;

    private protected override bool IsTail(int index, int count) => index == count - 1;

    /// <summary>The first layer that computes takes the features.</summary>
    internal override Layer WithPadding(int padding) =>
        FirstToCompute is { } first ? WithLayer(Layers.IndexOf(first), first.WithPadding(padding)) : this;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new ChainModule(CreateModules(input, builder));

    internal override (string Before, string After) Around(int index) => Names.IsEmpty ? ("", "") : ($"(\"{Names[index]}\", ", ")");

    internal override void Write(JsonObject json)
    {
        if (!Names.IsEmpty)
            json["names"] = new JsonArray([.. Names.Select(name => (JsonNode)JsonValue.Create(name))]);
        base.Write(json);
    }

    internal static ChainLayer Read(LayerReader json) => new([.. json.Layers("layers")], [.. json.Texts("names")]);

    private ChainLayer WithLayer(int place, Layer layer) =>
        ReferenceEquals(layer, Layers[place]) ? this : With(Layers.SetItem(place, layer));
}

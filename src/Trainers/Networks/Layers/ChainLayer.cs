using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Layers one after another: each takes what the one before gives. Chains nest. The parameters of a layer are named by its
/// place: <c>0.weight</c>, <c>2.0.bias</c>. Make one with <c>Chain</c> of <see cref="Layers"/>.
/// </summary>
public sealed record ChainLayer : Layer
{
    /// <summary>How deep chains nest; far beyond use, and well within what a JSON reader and the stack take.</summary>
    internal const int MostDepth = 24;

    internal ChainLayer(ImmutableArray<Layer> layers)
    {
        if (layers.IsEmpty)
            throw new ArgumentException("A chain needs at least one layer.", nameof(layers));
        if (layers.Any(layer => layer is null))
            throw new ArgumentException("A layer of a chain is null.", nameof(layers));
        Layers = layers;
        Depth = 1 + layers.Max(layer => layer.Depth);
        if (Depth > MostDepth)
            throw new ArgumentException($"Chains nest at most {MostDepth} deep.", nameof(layers));
    }

    /// <summary>The layers, at least one, in the order in which they compute.</summary>
    public ImmutableArray<Layer> Layers { get; }

    internal override string Name => "Chain";

    internal override int Depth { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Walk(input, (_, _, _) => { });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var all = new List<ParameterDeclaration>();
        Walk(input, (layer, index, shape) => all.AddRange(
            layer.Parameters(shape).Select(parameter => parameter with { Name = $"{index}.{parameter.Name}" })));
        return all;
    }

    /// <summary>Whether both have equal layers in the same order.</summary>
    public bool Equals(ChainLayer? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (Layer layer in Layers)
            hash.Add(layer);
        return hash.ToHashCode();
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        var modules = new List<nn.Module<Tensor, Tensor>>();
        Walk(input, (layer, _, shape) => modules.Add(layer.CreateModule(shape, builder)));
        return new ChainModule([.. modules]);
    }

    internal override Layer WithOutputWidth(int width)
    {
        ImmutableArray<Layer> resolved = [.. Layers.Select(layer => layer.WithOutputWidth(width))];
        return resolved.Zip(Layers).All(pair => ReferenceEquals(pair.First, pair.Second)) ? this : new ChainLayer(resolved);
    }

    internal override string Print() =>
        $"Chain(\n{string.Join(",\n", Layers.Select(layer => "    " + layer.Print().ReplaceLineEndings("\n    ")))})";

    internal override void Write(JsonObject json) =>
        json["layers"] = new JsonArray([.. Layers.Select(NetworkJson.ToNode)]);

    internal static ChainLayer Read(LayerReader json) => new([.. json.Layers("layers")]);

    /// <summary>Visits the layers with their place, from 0, and the shape each takes; returns what the last one gives.</summary>
    private Shape Walk(Shape input, Action<Layer, int, Shape> visit)
    {
        Shape shape = input;
        for (int i = 0; i < Layers.Length; i++)
        {
            try
            {
                Shape output = Layers[i].OutputShape(shape);
                visit(Layers[i], i, shape);
                shape = output;
            }
            catch (NetworkShapeException fault)
            {
                throw fault.Within(i + 1, Layers.Length);
            }
        }

        return shape;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>A layer made of layers. Containers nest at most 24 deep.</summary>
public abstract record ContainerLayer : Layer
{
    /// <summary>How deep containers nest; far beyond use, and well within what a JSON reader and the stack take.</summary>
    internal const int MostDepth = 24;

    private protected ContainerLayer(ImmutableArray<Layer> layers)
    {
        if (layers.IsEmpty)
            throw new ArgumentException($"{Name} needs at least one layer.", nameof(layers));
        if (layers.Any(layer => layer is null))
            throw new ArgumentException($"A layer of {Name} is null.", nameof(layers));
        CheckInputs(layers);
        CheckOutputs(layers);
        Layers = layers;
        Depth = 1 + layers.Max(layer => layer.Depth);
        if (Depth > MostDepth)
            throw new ArgumentException($"Layers nest at most {MostDepth} deep.", nameof(layers));
    }

    /// <summary>The layers, at least one, in the order in which they were written.</summary>
    public ImmutableArray<Layer> Layers { get; }

    internal sealed override int Depth { get; }

    internal override bool TakesIndices => Layers.All(layer => layer.TakesIndices);

    internal override bool TakesTokens => Layers.All(layer => layer.TakesTokens);

    /// <summary>Whether each layer takes what the one before gives.</summary>
    private protected virtual bool IsChain => false;

    /// <summary>What is printed before the layers; null for nothing.</summary>
    internal virtual string? Head => null;

    /// <summary>What is printed after the layers; null for nothing.</summary>
    internal virtual string? Tail => null;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        OutputShape(input);
        var all = new List<ParameterDeclaration>();
        foreach (LayerChild child in Children(input))
        {
            IReadOnlyList<ParameterDeclaration> own = Within(child, () => child.Layer.Parameters(child.Input));
            all.AddRange(own.Select(parameter => parameter with { Name = $"{child.Name}.{parameter.Name}" }));
        }

        return all;
    }

    /// <summary>Layers in it may have padding among themselves; what it takes and gives has none.</summary>
    internal override int? PaddedAxis(Shape input, int? padded)
    {
        if (padded is not null)
            throw PaddingFlow.TakesPadding(this);
        foreach (LayerChild child in Children(input))
        {
            Within(child, () => child.Layer.PaddedAxis(child.Input, null) is null
                ? child : throw PaddingFlow.EndsPadded(child.Layer));
        }

        return null;
    }

    /// <summary>Whether both are of one kind and have equal layers in the same order.</summary>
    public virtual bool Equals(ContainerLayer? other) => base.Equals(other) && Layers.SequenceEqual(other!.Layers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(base.GetHashCode());
        foreach (Layer layer in Layers)
            hash.Add(layer);
        return hash.ToHashCode();
    }

    /// <summary>What stands before and after a layer where it is printed: its name, in a named chain.</summary>
    internal virtual (string Before, string After) Around(int index) => ("", "");

    /// <summary>The same container with other layers.</summary>
    internal abstract ContainerLayer With(ImmutableArray<Layer> layers);

    internal sealed override Layer WithOutputWidth(int width) => WithEach(layer => layer.WithOutputWidth(width));

    internal override Layer WithCategories(IReadOnlyList<Range> oneHotSlots) =>
        WithEach(layer => layer.WithCategories(oneHotSlots));

    internal override Layer WithPadding(int padding) => WithEach(layer => layer.WithPadding(padding));

    internal override void Write(JsonObject json) => json["layers"] = new JsonArray([.. Layers.Select(NetworkJson.ToNode)]);

    internal sealed override string Print()
    {
        var items = new List<string>();
        if (Head is string head)
            items.Add(head);
        for (int i = 0; i < Layers.Length; i++)
            items.Add(Around(i).Before + Layers[i].Print() + Around(i).After);
        if (Tail is string tail)
            items.Add(tail);
        return $"{Name}(\n{string.Join(",\n", items.Select(item => "    " + item.ReplaceLineEndings("\n    ")))})";
    }

    /// <summary>Runs something of a layer within this one; a wrong shape is said with the layer's place.</summary>
    private protected T Within<T>(LayerChild child, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (NetworkShapeException fault)
        {
            throw fault.Within(child.Place, Layers.Length);
        }
    }

    /// <summary>The shape that a layer within this one gives.</summary>
    private protected Shape OutputOf(LayerChild child) => Within(child, () => child.Layer.OutputShape(child.Input));

    /// <summary>Where padding runs in what layers give that all take the same.</summary>
    private protected int? PaddedSideBySide(Shape input, int? padded, Combine combine)
    {
        int? axis = PaddingFlow.Common(
            this, [.. Children(input).Select(child => Within(child, () => child.Layer.PaddedAxis(child.Input, padded)))]);
        return axis is int given ? combine.PaddedAxis(this, given) : null;
    }

    /// <summary>The modules of the layers, made in their order, with their names.</summary>
    private protected IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> CreateModules(Shape input, NetworkBuilder builder) =>
        builder.CreateModules(Children(input), IsChain);

    /// <summary>Each layer as a child that takes this one's input, named by its place.</summary>
    private protected IEnumerable<LayerChild> SideBySide(Shape input) => Layers.Select((layer, index) =>
        new LayerChild(CodeText.Number(index), CodeText.Number(index + 1), layer, input));

    /// <summary>Whether the layer at a place takes what this one takes, before anything else is computed.</summary>
    private protected virtual bool IsHead(int index) => false;

    /// <summary>Whether the layer at a place gives what this one gives, of which nothing else is made.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <param name="count">How many layers there are.</param>
    private protected virtual bool IsTail(int index, int count) => false;

    /// <summary>The same container with each layer changed; this one where none is.</summary>
    private protected ContainerLayer WithEach(Func<Layer, Layer> change)
    {
        ImmutableArray<Layer> changed = [.. Layers.Select(change)];
        return changed.Zip(Layers).All(pair => ReferenceEquals(pair.First, pair.Second)) ? this : With(changed);
    }

    private void CheckInputs(ImmutableArray<Layer> layers)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            if (layers[i].InputsHead is { } inputs && !IsHead(i))
            {
                throw new ArgumentException(
                    $"Inputs of {string.Join(", ", inputs.Columns.Select(column => $"'{column}'"))} stands in layer {i + 1} of {Name}. "
                    + "Inputs stands at the head of a network, alone, first in a Chain, or so in each network of an Ensemble.",
                    nameof(layers));
            }
        }
    }

    private void CheckOutputs(ImmutableArray<Layer> layers)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            if (layers[i].OutputsTail is { } outputs && !IsTail(i, layers.Length))
            {
                throw new ArgumentException(
                    $"Outputs of {string.Join(", ", outputs.Heads.Select(head => $"'{head}'"))} stands in layer {i + 1} of {Name}. "
                    + "Outputs stands at the end of a network, alone or last in a Chain.",
                    nameof(layers));
            }
        }
    }
}

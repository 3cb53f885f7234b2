using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The end of a network that learns several labels at once: a head for each, all of which take the same, and whose outputs lie one after
/// another: y = (f₁(x), f₂(x), …). A head is called as the column that it learns. Make one with <c>Outputs</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// The parameters of a head are named by its column, <c>Price.weight</c>, or by its place, from 0, where the column's name is a number
/// or has other characters than letters, digits, _ and -.
/// </remarks>
public sealed record OutputsLayer : ContainerLayer
{
    internal OutputsLayer(
        ImmutableArray<string> heads, ImmutableArray<Layer> layers, ImmutableArray<PredictionTask> tasks = default)
        : base(layers)
    {
        Heads = heads;
        Tasks = tasks.IsDefault ? [] : tasks;
        if (heads.Length != layers.Length || (Tasks.Length != layers.Length && !Tasks.IsEmpty))
        {
            throw new ArgumentException(
                $"Outputs has {layers.Length} layers, but {heads.Length} heads and {Tasks.Length} tasks.", nameof(heads));
        }

        if (heads.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("A head of Outputs names no column.", nameof(heads));
        if (heads.GroupBy(head => head).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Two heads of Outputs learn the column '{twice.Key}'. Leave one out, or copy the column and name the copy.",
                nameof(heads));
        }

        foreach (PredictionTask task in Tasks)
        {
            if (!Enum.IsDefined(task) || !TaskHead.Of(task).CanBeOneOfSeveral)
            {
                throw new ArgumentException(
                    $"A head of Outputs predicts a label of each row by itself, which {task} does not.", nameof(tasks));
            }
        }

        for (int i = 0; i < layers.Length; i++)
        {
            if (NetworkHead.EndsInMembers(layers[i]))
            {
                throw new ArgumentException(
                    $"Head '{heads[i]}' ends in {layers[i].Name}, of whose members each is trained by itself, which heads cannot be. Let "
                    + "the members stand before Outputs.",
                    nameof(layers));
            }
        }
    }

    /// <summary>The columns that are learned, in the order of the heads.</summary>
    public ImmutableArray<string> Heads { get; }

    /// <summary>
    /// What each head predicts: what its column asked for in training, or what was stated and is then checked; empty where it follows from
    /// the data.
    /// </summary>
    public ImmutableArray<PredictionTask> Tasks { get; }

    internal override string Name => "Outputs";

    internal override OutputsLayer OutputsTail => this;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        long values = 0;
        foreach (LayerChild child in Children(input))
        {
            Shape output = OutputOf(child);
            if (output.Rank != 1)
            {
                throw new NetworkShapeException(
                    this, $"takes a vector of each head, but '{child.Place}' gives {output}. End it with Flatten() and then Output().");
            }

            values += output.Size;
        }

        return values <= int.MaxValue ? new Shape((int)values)
            : throw new NetworkShapeException(this, $"gives {values:N0} values, more than a row can have.");
    }

    /// <summary>Whether both have equal heads for the same columns, of the same tasks.</summary>
    public bool Equals(OutputsLayer? other) =>
        base.Equals(other) && Heads.SequenceEqual(other!.Heads) && Tasks.SequenceEqual(other.Tasks);

    /// <inheritdoc/>
    public override int GetHashCode() => Heads.Aggregate(base.GetHashCode(), HashCode.Combine);

    internal override IEnumerable<LayerChild> Children(Shape input)
    {
        for (int i = 0; i < Layers.Length; i++)
            yield return new LayerChild(CodeText.PartName(Heads[i], i), Heads[i], Layers[i], input);
    }

    internal override OutputsLayer With(ImmutableArray<Layer> layers) => new(Heads, layers, Tasks);

    /// <summary>These heads, of which each <c>Output()</c> is as wide as its head's label asks.</summary>
    /// <param name="tasks">What each head predicts.</param>
    /// <param name="widths">How many numbers each head gives.</param>
    internal OutputsLayer Bound(IEnumerable<PredictionTask> tasks, IReadOnlyList<int> widths) =>
        new(Heads, [.. Layers.Select((layer, i) => layer.WithOutputWidth(widths[i]))], [.. tasks]);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new ParallelModule(Name, CreateModules(input, builder), Combine.Concat());

    internal override (string Before, string After) Around(int index)
    {
        string task = Tasks.IsEmpty ? "" : $"{nameof(PredictionTask)}.{Tasks[index]}, ";
        return ($"({CodeText.Text(Heads[index])}, {task}", ")");
    }

    internal override void Write(JsonObject json)
    {
        json["heads"] = new JsonArray([.. Heads.Select(head => (JsonNode)JsonValue.Create(head))]);
        if (!Tasks.IsEmpty)
            json["tasks"] = new JsonArray([.. Tasks.Select(task => (JsonNode)JsonValue.Create(task.ToString()))]);
        base.Write(json);
    }

    internal static OutputsLayer Read(LayerReader json) =>
        new([.. json.Texts("heads")], [.. json.Layers("layers")], [.. json.Values<PredictionTask>("tasks")]);
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The head of a network over several columns: a branch for each, which takes the column of its name, and whose outputs are
/// combined: y = combine(f₁(x₁), f₂(x₂), …). The columns lie side by side in one row of features, in the order of the branches. Make
/// one with <c>Inputs</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// The parameters of a branch are named by its column, <c>Photo.0.weight</c>, or by its place, from 0, where the column's name is a
/// number or has other characters than letters, digits, _ and -.
/// </remarks>
public sealed record InputsLayer : ContainerLayer
{
    internal InputsLayer(
        Combine? combine, ImmutableArray<string> columns, ImmutableArray<Layer> layers, ImmutableArray<Shape> shapes = default)
        : base(layers)
    {
        Combine = combine ?? Combine.Concat();
        Columns = columns;
        Shapes = shapes.IsDefault ? [] : shapes;
        if (columns.Length != layers.Length || (Shapes.Length != layers.Length && !Shapes.IsEmpty))
        {
            throw new ArgumentException(
                $"Inputs has {layers.Length} branches, but {columns.Length} columns and {Shapes.Length} shapes.", nameof(columns));
        }

        if (columns.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("A branch of Inputs names no column.", nameof(columns));
        if (Shapes.Contains(null!))
            throw new ArgumentException("A shape of Inputs is null.", nameof(shapes));
        if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Two branches of Inputs read the column '{twice.Key}'. Make them one, Parallel(...).", nameof(columns));
        }
    }

    /// <summary>The columns, in the order of the branches.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>
    /// The dimensions that each branch takes: those of its column in training, or those that were stated and are then checked; empty
    /// where they follow from the data.
    /// </summary>
    public ImmutableArray<Shape> Shapes { get; }

    /// <summary>How the outputs of the branches become one. The default is <see cref="Combine.Concat"/>.</summary>
    public Combine Combine { get; }

    internal override string Name => "Inputs";

    internal override IReadOnlyList<InputsLayer> InputsHeads => [this];

    internal override bool TakesIndices => Layers.Any(layer => layer.TakesIndices);

    internal override string? Head => Combine == Combine.Concat() ? null : ((PropertyValue)Combine).Code;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Shape[] outputs = [.. Children(input).Select(OutputOf)];
        try
        {
            return Combine.OutputShape(this, outputs);
        }
        catch (NetworkShapeException)
        {
            string given = string.Join(", ", Columns.Zip(outputs, (column, shape) => $"'{column}' gives {shape}"));
            throw new NetworkShapeException(
                this, $"cannot combine its branches by Combine.{Combine}: {given}. End each branch alike, such as with Flatten().");
        }
    }

    /// <summary>Whether both have equal branches for the same columns, of the same shapes, combined in the same way.</summary>
    public bool Equals(InputsLayer? other) =>
        base.Equals(other) && Columns.SequenceEqual(other!.Columns) && Shapes.SequenceEqual(other.Shapes) && Combine == other.Combine;

    /// <inheritdoc/>
    public override int GetHashCode() => Columns.Aggregate(base.GetHashCode(), HashCode.Combine);

    internal override IEnumerable<LayerChild> Children(Shape input)
    {
        if (Shapes.IsEmpty)
        {
            throw new NetworkShapeException(
                this,
                "takes the dimensions of its columns from the data, which a trainer knows. Without a trainer, state them: "
                + $"Inputs(({CodeText.Text(Columns[0])}, new Shape(...), ...)).");
        }

        long values = Shapes.Sum(shape => (long)shape.Size);
        if (input.Size != values)
            throw new NetworkShapeException(this, $"takes the {values} values of its columns in one row, got {input}.");
        for (int i = 0; i < Layers.Length; i++)
            yield return new LayerChild(CodeText.PartName(Columns[i], i), Columns[i], Layers[i], Shapes[i]);
    }

    internal override InputsLayer With(ImmutableArray<Layer> layers) => new(Combine, Columns, layers, Shapes);

    internal override InputsLayer WithInputs(InputLayout inputs)
    {
        for (int i = 0; i < Shapes.Length; i++)
        {
            if (Shapes[i].Size != inputs.Columns[i].Width)
            {
                throw new NetworkShapeException(
                    this,
                    $"expects {Shapes[i]} of column '{Columns[i]}', got {inputs.Columns[i].Shape}. Leave the shape out, or state that.");
            }
        }

        return new InputsLayer(
            Combine,
            Columns,
            [.. Layers.Select((layer, i) => layer.WithInputs(InputLayout.Alone(inputs.Columns[i])))],
            Shapes.IsEmpty ? [.. inputs.Columns.Select(column => column.Shape)] : Shapes);
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new InputsModule(CreateModules(input, builder), Shapes, Combine);

    internal override (string Before, string After) Around(int index)
    {
        string shape = Shapes.IsEmpty ? "" : $"new Shape({string.Join(", ", Shapes[index])}), ";
        return ($"({CodeText.Text(Columns[index])}, {shape}", ")");
    }

    internal override void Write(JsonObject json)
    {
        json["columns"] = new JsonArray([.. Columns.Select(column => (JsonNode)JsonValue.Create(column))]);
        if (!Shapes.IsEmpty)
            json["shapes"] = new JsonArray([.. Shapes.Select(shape => new JsonArray([.. shape.Select(size => (JsonNode)size)]))]);
        if (Combine != Combine.Concat())
            json["combine"] = ((PropertyValue)Combine).Json;
        base.Write(json);
    }

    internal static InputsLayer Read(LayerReader json) => new(
        json.OptionalCombine(), [.. json.Texts("columns")], [.. json.Layers("layers")], [.. json.Shapes("shapes")]);
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Tokens;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>
/// The columns that a trainer's network learns from: those of its <c>Inputs</c>, or the feature column of the options. Checked in
/// promised and found in real schemas.
/// </summary>
internal sealed class FeatureColumns
{
    private readonly InputsLayer? _head;

    /// <param name="network">The network.</param>
    /// <param name="options">The name of the feature column.</param>
    public FeatureColumns(Layer network, NeuralNetworkOptions options)
    {
        _head = network.InputsHead;
        Names = _head is null ? [options.FeatureColumnName] : _head.Columns;
    }

    /// <summary>The columns, in the order in which the network takes them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A sentence for each option that does not go with the columns that the network reads.</summary>
    public static IEnumerable<string> Faults(Layer network, NeuralNetworkOptions options)
    {
        if (network.InputsHead is { } head && options.FeatureColumnName != new NeuralNetworkOptions().FeatureColumnName)
        {
            yield return $"{nameof(options.FeatureColumnName)} is '{options.FeatureColumnName}', but the network reads the columns of its "
                + $"Inputs, {string.Join(", ", head.Columns.Select(column => $"'{column}'"))}; leave the option out.";
        }

        IReadOnlyList<string> own = network.InputsHead?.Columns ?? [];
        if (options.BaggedCandidates?.FirstOrDefault(
            one => one?.Network is { } its && !own.SequenceEqual(its.InputsHead?.Columns ?? [])) is { } other)
        {
            yield return $"A network of {nameof(options.BaggedCandidates)} reads {Read(other.Network)}, and the trainer's own "
                + $"{Read(network)}; give all of them the same Inputs, or none.";
        }
    }

    /// <summary>Checks that the columns are there and of types that a network can take.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type; the message names it.</exception>
    public void Check(SchemaShape schema)
    {
        foreach (string name in Names)
            Check(schema.Find(name));
    }

    /// <summary>The columns as a network reads them.</summary>
    /// <param name="schema">A schema that <see cref="Check(SchemaShape)"/> takes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column has more keys than can be told apart; the message names it.</exception>
    public InputLayout Layout(DataViewSchema schema)
    {
        InputColumn[] columns = [.. Names.Select(name => ColumnOf(schema[name]))];
        return _head is null ? InputLayout.Alone(columns[0]) : InputLayout.SideBySide(columns);
    }

    /// <summary>Refuses keys for a layer that computes with numbers, and more of them than an embedding in a branch has levels.</summary>
    /// <param name="network">The network, bound to its columns.</param>
    /// <param name="inputs">The columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is of such keys; the message names it.</exception>
    /// <exception cref="NetworkShapeException">An embedding has too few levels; the message names the column.</exception>
    public static void CheckKeys(Layer network, BoundInputs inputs)
    {
        for (int i = 0; i < inputs.Columns.Count; i++)
        {
            if (inputs.Columns[i].Type.GetItemType() is not KeyDataViewType key)
                continue;
            if (network.InputsHeads.Select(head => head.Layers[i]).FirstOrDefault(
                layer => layer.IndexLevels is int levels && (ulong)levels <= key.Count) is { } branch)
            {
                throw new NetworkShapeException(
                    $"Column '{inputs.Columns[i].Name}' holds keys from 1 to {key.Count} and 0 for a missing one, but {branch} begins with "
                    + $"an embedding of {branch.IndexLevels} levels. Give it {key.Count + 1}.");
            }

            if (!network.TakesIndicesOf(i))
            {
                throw SchemaErrors.WrongType(
                    inputs.Columns[i].Name,
                    "numbers, as ml.Transforms.Categorical.OneHotEncoding makes of keys, or a "
                    + (network.InputsHead is null ? "network" : "branch") + " that begins with Embedding or EmbeddingBag",
                    "keys");
            }
        }
    }

    private void Check(SchemaShape.Column features)
    {
        if (features.Kind == VectorKind.VariableVector)
        {
            throw SchemaErrors.WrongType(
                features.Name,
                "a vector of known size, since the network's first layer is made for it: [VectorType(n)] on the member says the size",
                features.TypeName());
        }

        if (!FloatFeatureGetter.Takes(features) || (features.Kind != VectorKind.Vector && _head is null))
            throw SchemaErrors.WrongType(features.Name, Expected, features.TypeName());
    }

    private static string Read(Layer network) => network.InputsHead is { } head
        ? $"the columns {string.Join(", ", head.Columns.Select(column => $"'{column}'"))}" : "one column";

    private string Expected => _head is null
        ? "Vector<Single>, which ml.Transforms.Concatenate makes, Vector<Double>, Vector<Byte> of pixels, or a vector of keys for an "
            + "Embedding"
        : "Single, Double, Byte or a key, or a vector of these of known size; ml.Transforms.Conversion.ConvertType makes Single of other "
            + "numbers, ml.Transforms.Text.FeaturizeText or ml.Transforms.Conversion.MapValueToKey numbers or keys of text";

    private static InputColumn ColumnOf(DataViewSchema.Column column)
    {
        KeyLimit.Check(column);
        return new InputColumn(
            column.Name, column.Type is VectorDataViewType vector ? new Shape([.. vector.Dimensions]) : new Shape(1),
            FloatFeatureGetter.KindOf(column))
        {
            Categories = CategoricalSlots.Of(column),
            Padding = PaddingAnnotation.Of(column),
        };
    }
}

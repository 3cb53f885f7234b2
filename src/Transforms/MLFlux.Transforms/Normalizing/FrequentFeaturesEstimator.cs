using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Normalizing;

namespace MLFlux;

/// <summary>Learns which slots of vectors have a value in enough rows. Immutable, and safe for any thread.</summary>
/// <seealso cref="FrequentFeaturesCatalog"/>
public sealed class FrequentFeaturesEstimator : IEstimator<TransformerChain<FeatureWeighingTransformer>>
{
    private readonly IHostEnvironment _environment;
    private readonly InputOutputColumnPair[] _columns;
    private readonly int _least;

    internal FrequentFeaturesEstimator(IHostEnvironment environment, InputOutputColumnPair[] columns, int least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        if (columns.Length == 0)
            throw new ArgumentException("There is no column to select slots of.", nameof(columns));
        var made = new HashSet<string>();
        foreach (InputOutputColumnPair pair in columns)
        {
            if (made.Contains(pair.InputColumnName))
                throw new ArgumentException(
                    $"Column '{pair.InputColumnName}' is read after it was made; select its slots in a step of its own.", nameof(columns));
            if (!made.Add(pair.OutputColumnName))
                throw new ArgumentException($"Column '{pair.OutputColumnName}' is to be added twice; once is enough.", nameof(columns));
        }

        (_environment, _columns, _least) = (environment, columns, least);
    }

    /// <summary>Reads the rows once, for all columns together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">The context was told to cancel.</exception>
    public TransformerChain<FeatureWeighingTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] inputs = [.. _columns.Select(pair => input.Schema.Find(pair.InputColumnName))];
        int[] sizes = [.. inputs.Select(FeatureWeighingTransformer.Size)];
        IReadOnlyList<SlotCounts> counts = SlotCounts.Of(input, inputs, _environment.ThrowIfCancelled);
        return new TransformerChain<FeatureWeighingTransformer>([.. _columns.Select((pair, i) => new FeatureWeighingTransformer(
            _environment, pair.OutputColumnName, pair.InputColumnName, sizes[i], counts[i].AtLeast(_least)))]);
    }

    /// <summary>The columns that the transformer will give for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _columns.Aggregate(inputSchema, (shape, pair) => shape.With(
            FeatureWeighingEstimator.Promise(inputSchema.Find(pair.InputColumnName), pair.OutputColumnName, arePlain: true)));
    }
}

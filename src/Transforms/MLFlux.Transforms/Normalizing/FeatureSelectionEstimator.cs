using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Normalizing;

namespace MLFlux;

/// <summary>Learns which slots of a vector have to do with a label. Immutable, and safe for any thread.</summary>
/// <seealso cref="FeatureSelectionCatalog.SelectFeatures"/>
public sealed class FeatureSelectionEstimator : IEstimator<FeatureWeighingTransformer>
{
    /// <summary>More classes hardly say more, and each takes as much time as the first.</summary>
    private const int MostTargets = 16;

    private readonly IHostEnvironment _environment;
    private readonly string _output, _input, _label;
    private readonly int _most;

    internal FeatureSelectionEstimator(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, string labelColumnName, int most)
    {
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        (_environment, _output, _input, _label, _most) = (environment, outputColumnName, inputColumnName, labelColumnName, most);
    }

    /// <summary>Reads the rows twice: the labels, then both columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">The context was told to cancel.</exception>
    public FeatureWeighingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column features = input.Schema.Find(_input), label = input.Schema.Find(_label);
        int size = FeatureWeighingTransformer.Size(features);
        var targets = LabelTargets.Of(input, label, MostTargets, _environment.ThrowIfCancelled);
        var sample = RowSample.Of(input, features, label, targets, _environment.ThrowIfCancelled);
        int[] slots = SlotChoice.Of(new SlotSignificance(sample, targets), _most, _environment.ThrowIfCancelled);
        return new FeatureWeighingTransformer(_environment, _output, _input, size, SlotWeights.Plain(slots));
    }

    /// <summary>The columns that the transformer will give for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return FeatureWeighingEstimator.Promise(inputSchema, _output, _input, _label, arePlain: true);
    }
}

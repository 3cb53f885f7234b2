using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Normalizing;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux;

/// <summary>Learns which slots of a vector have to do with a label, and how surely. Immutable, and safe for any thread.</summary>
/// <seealso cref="FeatureWeighingCatalog.WeighFeatures"/>
public sealed class FeatureWeighingEstimator : IEstimator<FeatureWeighingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly string _output, _input, _label;
    private readonly int _most;

    internal FeatureWeighingEstimator(
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
        var targets = LabelTargets.Of(input, label, LabelTargets.Most(size), _environment.ThrowIfCancelled);
        var sums = SlotSums.Of(input, features, label, targets, _environment.ThrowIfCancelled);
        return new FeatureWeighingTransformer(_environment, _output, _input, size, SlotWeights.Of(sums, targets, _most));
    }

    /// <summary>The columns that the transformer will give for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Promise(inputSchema, _output, _input, _label, arePlain: false);
    }

    /// <summary>A column of some of the slots of another, by a label.</summary>
    internal static SchemaShape Promise(SchemaShape schema, string outputName, string inputName, string labelName, bool arePlain)
    {
        SchemaShape.Column promised = Promise(schema.Find(inputName), outputName, arePlain), label = schema.Find(labelName);
        if (label.Kind == VectorKind.VariableVector || !(label.IsKey || LabelTargets.Takes(label.ItemType)))
            throw SchemaErrors.WrongType(label.Name, LabelTargets.ExpectedType, label.TypeName());
        return schema.With(promised);
    }

    /// <summary>A column of some of the slots of another.</summary>
    /// <param name="input">The other.</param>
    /// <param name="outputName">The column's name.</param>
    /// <param name="arePlain">Whether the slots have the values that they had: levels are still one-hot.</param>
    internal static SchemaShape.Column Promise(SchemaShape.Column input, string outputName, bool arePlain)
    {
        if (input.Kind != VectorKind.Vector || input.IsKey || input.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(input.Name, FeatureWeighingTransformer.ExpectedType, input.TypeName());
        SchemaShape.Column[] kept = arePlain ? [SchemaShapes.SlotNames, SchemaShapes.CategoricalSlotRanges] : [SchemaShapes.SlotNames];
        return SchemaShapes.Column(
            outputName, VectorKind.Vector, NumberDataViewType.Single, annotations: kept.Where(each => input.HasAnnotation(each)));
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>Several labels, of which a row may have none, one or several: the label is a vector of bools, of 0 and 1, or of keys.</summary>
internal sealed class MultilabelTask : OneLabelTask
{
    public override PredictionTask Kind => PredictionTask.MultilabelClassification;

    public override Loss DefaultLoss => Losses.BinaryCrossEntropy();

    public override string ExpectedLabel =>
        "Vector<Boolean>, or Vector<Single> of 0 and 1, of known size ([VectorType(n)] on the member says it; ml.Transforms.Concatenate "
        + "makes one of several columns), or a vector of Key<UInt32>, which ml.Transforms.Conversion.MapValueToKey makes of several words";

    public override bool Takes(SchemaShape.Column label) => label.IsKey
        ? label.Kind is VectorKind.Vector or VectorKind.VariableVector && label.ItemType == NumberDataViewType.UInt32
        : label.Kind == VectorKind.Vector && (label.ItemType is BooleanDataViewType || label.ItemType == NumberDataViewType.Single);

    private protected override string? Refuses(Loss loss) => loss.IsOverClasses
        ? $"Loss is {loss}, which is over classes that exclude each other; for several labels it is BinaryCrossEntropy()."
        : null;

    public override IEnumerable<string> Faults(NeuralNetworkOptions options) => options.ClassWeights is null
        ? base.Faults(options)
        : base.Faults(options).Append(
            "ClassWeights are for classes that exclude each other; to weigh rows of several labels, give a column in "
            + "ExampleWeightColumnName.");

    public override IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label)
    {
        yield return Column(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, isNormalized: false);
        yield return Column(DefaultColumnNames.Score, NumberDataViewType.Single, isNormalized: false);
        yield return Column(DefaultColumnNames.Probability, NumberDataViewType.Single, isNormalized: true);

        static SchemaShape.Column Column(string name, DataViewType item, bool isNormalized) => SchemaShapes.Column(
            name, VectorKind.Vector, item, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation(isNormalized).Append(SchemaShapes.SlotNames));
    }

    public override OneLabelBinding Bind(DataViewSchema.Column label) => new MultilabelBinding(label);

    /// <summary>The model itself has the names of the labels and their thresholds.</summary>
    public override TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model) =>
        new MultilabelColumns(model.Classes!, model.ScoreThresholds);
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Rows;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>Yes or no: the label is a bool.</summary>
internal class BinaryTask : OneLabelTask
{
    public override PredictionTask Kind => PredictionTask.BinaryClassification;

    public override Loss DefaultLoss => Losses.BinaryCrossEntropy();

    public override string ExpectedLabel => "Boolean";

    public override bool Takes(SchemaShape.Column label) =>
        label.Kind == VectorKind.Scalar && !label.IsKey && label.ItemType == BooleanDataViewType.Instance;

    public override OneLabelTask AsStated => new BinaryHeadTask();

    private protected override string? Refuses(Loss loss) => loss.IsOverClasses
        ? $"Loss is {loss}, which is over several classes; for yes or no it is BinaryCrossEntropy()."
        : null;

    public override IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label)
    {
        yield return SchemaShapes.Column(
            DefaultColumnNames.PredictedLabel, VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation());
        yield return SchemaShapes.Column(
            DefaultColumnNames.Score, VectorKind.Scalar, NumberDataViewType.Single, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation());
        yield return SchemaShapes.Column(
            DefaultColumnNames.Probability, VectorKind.Scalar, NumberDataViewType.Single, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation(isNormalized: true));
    }

    public override OneLabelBinding Bind(DataViewSchema.Column label) => new Binding(label);

    public override TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model) =>
        new BinaryColumns(model.ScoreThreshold ?? 0);

    private protected class Binding(DataViewSchema.Column label) : OneLabelBinding(label)
    {
        public override int OutputWidth => 1;

        public override string WidthReason => $"label column '{Label.Name}' is yes or no, for which the network gives one number";

        public override IReadOnlyList<string> Classes { get; } = [bool.FalseString, bool.TrueString];

        public override TargetStore CreateTargets() => new BinaryTargets();

        public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) => new Reader(row.GetGetter<bool>(column));

        public override TaskColumns CreateColumns(NeuralNetworkModel model) => new BinaryColumns(model.ScoreThreshold ?? 0);

        public override void CheckTargets(TargetStore targets)
        {
            int positives = Enumerable.Range(0, targets.Count).Sum(targets.Group);
            if (positives == 0 || positives == targets.Count)
            {
                throw new InvalidOperationException(
                    $"All {targets.Count} rows are {(positives == 0 ? "false" : "true")} in label column '{Label.Name}'; there is nothing "
                    + "to tell apart.");
            }
        }
    }

    private sealed class Reader(ValueGetter<bool> getter) : LabelReader
    {
        private bool _value;

        public override LabelFault Read()
        {
            getter(ref _value);
            return LabelFault.None;
        }

        public override void AddTo(TargetStore targets) => ((BinaryTargets)targets).Add(_value);
    }
}

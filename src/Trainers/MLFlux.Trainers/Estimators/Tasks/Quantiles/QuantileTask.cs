using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Rows;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>One number with the range in which it lies: a regression whose outputs are quantiles of the label, which is a float.</summary>
/// <param name="loss">Says which quantiles.</param>
internal sealed class QuantileTask(QuantileLoss loss) : RegressionTask
{
    public override string ExpectedLabel =>
        $"Single, since Loss is {loss}, whose quantiles are of one number; ml.Transforms.Conversion.ConvertType makes it of other numbers";

    public override bool Takes(SchemaShape.Column label) => label.Kind == VectorKind.Scalar && base.Takes(label);

    public override IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label) => base.Promise(label).Append(SchemaShapes.Column(
        QuantileColumns.Name, VectorKind.Vector, NumberDataViewType.Single, isKey: false,
        AnnotationUtils.GetTrainerOutputAnnotation().Append(SchemaShapes.SlotNames)));

    public override OneLabelBinding Bind(DataViewSchema.Column label) => new Binding(label, loss);

    private sealed class Binding(DataViewSchema.Column label, QuantileLoss loss) : OneLabelBinding(label)
    {
        public override int OutputWidth => loss.Levels.Count;

        public override string WidthReason => $"Loss is {loss}, which asks for {loss.Levels.Count} of label column '{Label.Name}'";

        public override TargetStore CreateTargets() => new ValueTargets(1);

        public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) => RegressionTask.CreateReader(row, column);

        public override TaskColumns CreateColumns(NeuralNetworkModel model) => QuantileColumns.Of(model);
    }
}

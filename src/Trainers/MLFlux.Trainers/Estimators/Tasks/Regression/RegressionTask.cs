using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Rows;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>One number, or several at once: the label is a float or a vector of floats.</summary>
internal class RegressionTask : OneLabelTask
{
    public override PredictionTask Kind => PredictionTask.Regression;

    public override Loss DefaultLoss => Losses.MeanSquaredError();

    public override string ExpectedLabel =>
        "Single, or Vector<Single> of known size ([VectorType(n)] on the member says it); ml.Transforms.Conversion.ConvertType makes it "
        + "of other numbers";

    public override bool Takes(SchemaShape.Column label) =>
        label.Kind is VectorKind.Scalar or VectorKind.Vector && !label.IsKey && label.ItemType == NumberDataViewType.Single;

    private protected override bool GivesQuantiles => true;

    public override LearningTask For(Layer network, NeuralNetworkOptions options) =>
        options.Loss is QuantileLoss quantiles ? new QuantileTask(quantiles) : new RegressionTask();

    private protected override string? Refuses(Loss loss) =>
        loss.TakesLogits || loss.TakesProbabilities
        ? $"Loss is {loss}, which is for classes; for numbers it is MeanSquaredError() or one like it." : null;

    public override IEnumerable<string> Faults(NeuralNetworkOptions options) => options.ClassWeights is null
        ? base.Faults(options)
        : base.Faults(options).Append(
            "ClassWeights are for classes; to weigh the rows of a regression, give a column in ExampleWeightColumnName.");

    public override IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label)
    {
        yield return SchemaShapes.Column(
            DefaultColumnNames.Score, label.Kind, NumberDataViewType.Single, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation());
    }

    public override OneLabelBinding Bind(DataViewSchema.Column label) => new Binding(label);

    /// <summary>A vector of one is not a number: the model says which the label was.</summary>
    public override TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model) =>
        model.Quantiles is null
        ? new RegressionColumns(model.TargetScale, vectorWidth: reader.ReadBoolean() ? model.OutputWidth : null)
        : QuantileColumns.Of(model);

    /// <summary>A reader of a label that is one number.</summary>
    private protected static LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) =>
        new Reader(row.GetGetter<float>(column));

    private sealed class Binding(DataViewSchema.Column label) : OneLabelBinding(label)
    {
        private readonly int? _vectorWidth = (label.Type as VectorDataViewType)?.Size;

        public override int OutputWidth => _vectorWidth ?? 1;

        public override string WidthReason => _vectorWidth is null
            ? $"label column '{Label.Name}' is a number"
            : $"label column '{Label.Name}' has {_vectorWidth} values";

        public override TargetStore CreateTargets() => new ValueTargets(OutputWidth);

        public override void CheckValidation(DataViewSchema.Column column)
        {
            if ((column.Type as VectorDataViewType)?.Size != _vectorWidth)
                throw SchemaErrors.WrongType(Label.Name, $"{Label.Type}, as in the training data", $"{column.Type} in the validation data");
        }

        public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) => _vectorWidth is int width
            ? new VectorReader(row.GetGetter<VBuffer<float>>(column), width, column.IsPartlyKnown())
            : RegressionTask.CreateReader(row, column);

        public override TaskColumns CreateColumns(NeuralNetworkModel model) => new RegressionColumns(model.TargetScale, _vectorWidth);
    }

    private static LabelFault FaultOf(float value) =>
        float.IsNaN(value) ? LabelFault.Missing : float.IsInfinity(value) ? LabelFault.Infinite : LabelFault.None;

    private sealed class Reader(ValueGetter<float> getter) : LabelReader
    {
        private float _value;

        public override LabelFault Read()
        {
            getter(ref _value);
            return FaultOf(_value);
        }

        public override void AddTo(TargetStore targets) => ((ValueTargets)targets).Add([_value]);
    }

    /// <param name="getter">Gives the numbers.</param>
    /// <param name="width">How many there are.</param>
    /// <param name="isPartlyKnown">Whether a row may lack some of them, though not all.</param>
    private sealed class VectorReader(ValueGetter<VBuffer<float>> getter, int width, bool isPartlyKnown) : LabelReader
    {
        private readonly float[] _values = new float[width];
        private VBuffer<float> _buffer;

        public override LabelFault Read()
        {
            getter(ref _buffer);
            _buffer.CopyTo(_values);
            if (float.IsFinite(TensorPrimitives.MaxMagnitude<float>(_values)))
                return LabelFault.None;
            int missing = _values.Count(float.IsNaN);
            return missing > 0 && !(isPartlyKnown && missing < width) ? LabelFault.Missing
                : _values.Any(float.IsInfinity) ? LabelFault.Infinite : LabelFault.None;
        }

        public override void AddTo(TargetStore targets) => ((ValueTargets)targets).Add(_values);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Construction;
using MLFlux.MLNet;
using MLFlux.Rows;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>Rows unlike the others: there is no label, and the network learns to give the features back.</summary>
/// <param name="expectedAnomalies">The share of the rows whose error is above the threshold.</param>
internal sealed class AnomalyTask(double expectedAnomalies = AnomalyTask.DefaultShare) : OneLabelTask
{
    /// <summary>One row in a hundred.</summary>
    public const double DefaultShare = 0.01;

    public override PredictionTask Kind => PredictionTask.AnomalyDetection;

    public override bool HasLabel => false;

    public override Loss DefaultLoss => Losses.MeanSquaredError();

    public override string ExpectedLabel => "a vector of numbers, which the network gives back";

    public override bool Takes(SchemaShape.Column label) => !label.IsKey;

    private protected override string? Refuses(Loss loss) => loss.TakesLogits || loss.TakesProbabilities || loss.TakesLabelUnit
        ? $"Loss is {loss}, which is for a label; for a reconstruction it is MeanSquaredError() or one like it."
        : null;

    public override IEnumerable<string> Faults(NeuralNetworkOptions options)
    {
        foreach (string fault in base.Faults(options))
            yield return fault;
        if (options.ClassWeights is not null)
            yield return "ClassWeights are for classes; rows are weighed by a column in ExampleWeightColumnName.";
        if (!(expectedAnomalies > 0 && expectedAnomalies < 1))
            yield return $"The share of expected anomalies is between 0 and 1, both excluded, got {CodeText.Number(expectedAnomalies)}.";
    }

    public override IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label)
    {
        yield return SchemaShapes.Column(
            DefaultColumnNames.PredictedLabel, VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation());
        yield return SchemaShapes.Column(
            DefaultColumnNames.Score, VectorKind.Scalar, NumberDataViewType.Single, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation());
        IEnumerable<SchemaShape.Column> annotations = AnnotationUtils.GetTrainerOutputAnnotation();
        yield return SchemaShapes.Column(
            AnomalyColumns.Errors, VectorKind.Vector, NumberDataViewType.Single, isKey: false,
            label.HasAnnotation(SchemaShapes.SlotNames) ? annotations.Append(SchemaShapes.SlotNames) : annotations);
    }

    public override OneLabelBinding Bind(DataViewSchema.Column label) => new Binding(label);

    /// <summary>Puts the threshold where the expected share of rows is above it.</summary>
    public override NeuralNetworkTransformer Complete(NeuralNetworkTransformer fitted, IDataView rows)
    {
        float[] errors = [.. fitted.Transform(rows).GetColumn<float>(DefaultColumnNames.Score).Where(float.IsFinite).Order()];
        int within = Math.Clamp((int)Math.Ceiling((1 - expectedAnomalies) * errors.Length), 1, Math.Max(1, errors.Length));
        return errors.Length == 0 ? fitted : fitted.WithAnomalyThreshold(errors[within - 1]);
    }

    public override TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model) =>
        AnomalyColumns.Load(reader, model.OutputWidth);

    private sealed class Binding(DataViewSchema.Column features) : OneLabelBinding(features)
    {
        public override int OutputWidth { get; } = ((VectorDataViewType)features.Type).Size;

        public override string WidthReason => $"feature column '{Label.Name}', which it gives back, has {OutputWidth}";

        /// <summary>The network with its input taken from its output, so that it gives the differences.</summary>
        public override Layer Fit(Layer network, Shape input)
        {
            network = base.Fit(network, input);
            Shape output = network.OutputShape(input);
            if (output.Size != input.Size)
            {
                throw new NetworkShapeException(
                    $"The network gives {output} values for each row, but {WidthReason}. End it with Output() or "
                    + $"Dense({input.Size}).");
            }

            Layer given = output.Equals(input) ? network : Layers.Chain(network, Layers.Reshape([.. input]));
            Layer differences = Layers.SkipConnection(given, Combine.Subtract);
            return input.Rank == 1 ? differences : Layers.Chain(differences, Layers.Flatten());
        }

        public override TargetStore CreateTargets() => new ReconstructionTargets(OutputWidth);

        public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) => new NoLabel();

        public override TaskColumns CreateColumns(NeuralNetworkModel model) =>
            new AnomalyColumns(OutputWidth, float.MaxValue, [.. Label.SlotNames()?.Select(name => name.ToString()) ?? []]);
    }

    private sealed class NoLabel : LabelReader
    {
        public override LabelFault Read() => LabelFault.None;

        public override void AddTo(TargetStore targets) => ((ReconstructionTargets)targets).Add();
    }
}

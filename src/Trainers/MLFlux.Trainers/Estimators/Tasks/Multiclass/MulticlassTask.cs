using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Rows;
using MLFlux.Training;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>One class of several: the label is a key.</summary>
internal sealed class MulticlassTask : OneLabelTask
{
    public override PredictionTask Kind => PredictionTask.MulticlassClassification;

    public override Loss DefaultLoss => Losses.CrossEntropy();

    public override string ExpectedLabel => "Key<UInt32>, which ml.Transforms.Conversion.MapValueToKey makes";

    public override bool Takes(SchemaShape.Column label) =>
        label.Kind == VectorKind.Scalar && label.IsKey && label.ItemType == NumberDataViewType.UInt32;

    private protected override string? Refuses(Loss loss) => null;

    public override IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label)
    {
        IEnumerable<SchemaShape.Column> keyValues = label.Annotations.Where(a => a.Name == AnnotationUtils.Kinds.KeyValues);
        yield return SchemaShapes.Column(
            DefaultColumnNames.PredictedLabel, VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true,
            keyValues.Concat(AnnotationUtils.GetTrainerOutputAnnotation()));
        yield return SchemaShapes.Column(
            DefaultColumnNames.Score, VectorKind.Vector, NumberDataViewType.Single, isKey: false,
            AnnotationUtils.AnnotationsForMulticlassScoreColumn(label));
    }

    public override OneLabelBinding Bind(DataViewSchema.Column label)
    {
        ulong classes = ((KeyDataViewType)label.Type).Count;
        if (classes is < 2 or > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(label), $"Label column '{label.Name}' has {classes:N0} classes; a classifier needs at least 2.");
        }

        return new Binding(label, (int)classes);
    }

    public override TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model) =>
        new MulticlassColumns(model.OutputWidth, LabelValues.Load(environment, reader, model.OutputWidth));

    private sealed class Binding(DataViewSchema.Column label, int classes) : OneLabelBinding(label)
    {
        public override int OutputWidth => classes;

        public override string WidthReason => $"label column '{Label.Name}' has {classes} classes";

        public override IReadOnlyList<string> Classes { get; } = LabelValues.Of(label)?.Texts
            ?? [.. Enumerable.Range(1, classes).Select(key => key.ToString(CultureInfo.InvariantCulture))];

        public override TargetStore CreateTargets() => new ClassTargets(classes);

        public override void CheckValidation(DataViewSchema.Column column)
        {
            if (KeyPlaces.Of(column, Label) is { } places)
            {
                if (places.All(place => place == 0))
                {
                    throw SchemaErrors.WrongType(
                        Label.Name, $"labels of the training data, {ClassList.Describe(Classes)}",
                        $"a key for {ClassList.Describe(LabelValues.Of(column)!.Texts)} in the validation data");
                }
            }
            else if (((KeyDataViewType)column.Type).Count != (ulong)classes)
            {
                throw SchemaErrors.WrongType(Label.Name, $"{Label.Type}, as in the training data", $"{column.Type} in the validation data");
            }
        }

        public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) =>
            new Reader(row.GetGetter<uint>(column), classes, KeyPlaces.Of(column, Label));

        public override TaskColumns CreateColumns(NeuralNetworkModel model) => new MulticlassColumns(classes, LabelValues.Of(Label));

        public override void CheckTargets(TargetStore targets)
        {
            int first = targets.Group(0);
            for (int row = 1; row < targets.Count; row++)
            {
                if (targets.Group(row) != first)
                    return;
            }

            throw new InvalidOperationException(
                $"All {targets.Count} rows have the same class in label column '{Label.Name}'; there is nothing to tell apart.");
        }
    }

    /// <param name="getter">Gives the key.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="places">The class of each key, from 1, where keys stand for other values than the classes do; else null.</param>
    private sealed class Reader(ValueGetter<uint> getter, int classes, uint[]? places) : LabelReader
    {
        private uint _key;

        public override LabelFault Read()
        {
            getter(ref _key);
            if (_key == 0 || _key > (uint)(places?.Length - 1 ?? classes))
                return LabelFault.Missing;
            if (places is not null)
                _key = places[_key];
            return _key == 0 ? LabelFault.Unknown : LabelFault.None;
        }

        public override void AddTo(TargetStore targets) => ((ClassTargets)targets).Add((int)_key - 1);
    }
}

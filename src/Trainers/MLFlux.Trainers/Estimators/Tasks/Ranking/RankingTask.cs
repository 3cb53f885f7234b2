using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>An order of the rows within groups: the label is how good a row is, a number or a key.</summary>
/// <param name="options">The column of groups, and what labels are worth; null for a fitted model, which needs neither.</param>
internal sealed class RankingTask(NeuralNetworkOptions? options = null) : OneLabelTask
{
    /// <summary>What labels are worth where the options do not say: as ML.NET's evaluator has it.</summary>
    internal static readonly IReadOnlyList<double> DefaultGains = [0, 3, 7, 15, 31];

    public override PredictionTask Kind => PredictionTask.Ranking;

    public override Loss DefaultLoss => Losses.LambdaRank();

    public override string ExpectedLabel =>
        "Single, a whole number from 0 for the worst rows, or Key<UInt32>, whose values stand in order from the worst";

    public override bool Takes(SchemaShape.Column label) => label.Kind == VectorKind.Scalar
        && (label.IsKey ? label.ItemType == NumberDataViewType.UInt32 : label.ItemType == NumberDataViewType.Single);

    private protected override bool HasGroups => true;

    private protected override string? Refuses(Loss loss) => loss.TakesGroups ? null
        : $"Loss is {loss}, which knows no groups; for a ranking it is LambdaRank() or ListwiseSoftmax().";

    public override IEnumerable<string> Faults(NeuralNetworkOptions options)
    {
        foreach (string fault in base.Faults(options))
            yield return fault;
        if (string.IsNullOrWhiteSpace(options.RowGroupColumnName))
        {
            yield return $"{nameof(options.RowGroupColumnName)} is empty; it names the key column of the groups in which rows are ordered, "
                + "such as the query.";
        }

        if (options.LabelGains is { } gains && (gains.Count < 2 || gains.Any(gain => !(gain >= 0 && double.IsFinite(gain)))))
            yield return $"{nameof(options.LabelGains)} has to be at least two finite numbers of at least 0, one for each label from 0.";
        if (options.ClassWeights is not null)
        {
            yield return $"{nameof(options.ClassWeights)} are for classes; what a label counts in a ranking is "
                + $"{nameof(options.LabelGains)}.";
        }

        if (options.MemoryBudget is not null)
            yield return $"{nameof(options.MemoryBudget)} is not for a ranking, whose groups are kept in memory whole; leave it null.";
        if (options.Augmentation?.Any(one => one is MixupAugmentation) == true)
            yield return $"{nameof(options.Augmentation)} has Mixup, which blends rows of different groups; take it out.";
    }

    public override void CheckColumns(SchemaShape schema)
    {
        SchemaShape.Column group = schema.Find(options!.RowGroupColumnName!);
        if (group.Kind != VectorKind.Scalar || !group.IsKey || group.ItemType != NumberDataViewType.UInt32)
        {
            throw SchemaErrors.WrongType(
                group.Name, "Key<UInt32>, the group of each row, which ml.Transforms.Conversion.MapValueToKey makes", group.TypeName());
        }
    }

    public override IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label)
    {
        yield return SchemaShapes.Column(
            DefaultColumnNames.Score, VectorKind.Scalar, NumberDataViewType.Single, isKey: false,
            AnnotationUtils.GetTrainerOutputAnnotation());
    }

    public override OneLabelBinding Bind(DataViewSchema.Column label) =>
        new RankingBinding(label, options!.RowGroupColumnName!, options.LabelGains ?? DefaultGains);

    public override TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model) =>
        new RankingColumns();
}

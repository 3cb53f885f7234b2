using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>A label that says how good a row is in its group.</summary>
/// <param name="label">The label.</param>
/// <param name="groupColumn">The group of each row.</param>
/// <param name="gains">What each label is worth, from 0.</param>
internal sealed class RankingBinding(DataViewSchema.Column label, string groupColumn, IReadOnlyList<double> gains) : OneLabelBinding(label)
{
    public override int OutputWidth => 1;

    public override string WidthReason => $"label column '{Label.Name}' is ranked by one score";

    public override string? GroupColumnName => groupColumn;

    public override TargetStore CreateTargets() => new RankingTargets();

    public override void CheckValidation(DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType != Label.Type is KeyDataViewType)
            throw SchemaErrors.WrongType(Label.Name, $"{Label.Type}, as in the training data", $"{column.Type} in the validation data");
    }

    public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) =>
        new RankingReader(row, column, row.Schema[groupColumn], gains);

    public override TaskColumns CreateColumns(NeuralNetworkModel model) => new RankingColumns();

    public override string? Warning(TargetStore targets) => ((RankingTargets)targets).CountAlone() is > 0 and int alone
        ? $"{alone:N0} rows are alone in their group of '{groupColumn}', where there is nothing to order; nothing is learned from them."
        : null;

    public override void CheckTargets(TargetStore targets)
    {
        var ranking = (RankingTargets)targets;
        if (ranking.CountAlone() == targets.Count)
        {
            throw new InvalidOperationException(
                $"Every row is alone in its group of '{groupColumn}'; a ranking orders the rows of a group. The column should be "
                + "the same for all rows that are compared, such as the answers to one query.");
        }

        if (!ranking.HasOrder())
        {
            throw new InvalidOperationException(
                $"In each group of '{groupColumn}' all rows have the same label in '{Label.Name}'; there is no order to learn.");
        }
    }
}

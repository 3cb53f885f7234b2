using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Labels;

namespace MLFlux.ReadyMade;

/// <summary>The order of rows within groups: the label says how good a row is, and becomes a float.</summary>
internal sealed class RankingPlanner : TaskPlanner
{
    private const int Best = 4;

    /// <summary>Checks the groups that a user names, and gives the task.</summary>
    /// <param name="data">The columns of the data.</param>
    /// <param name="options">What the user wants.</param>
    /// <exception cref="ArgumentException">Groups are named for another task, or none for a ranking.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The column of groups is missing, or no key.</exception>
    public static PredictionTask? Check(DataViewSchema data, TabularOptions options)
    {
        const string Option = nameof(TabularOptions.RowGroupColumnName);
        if (options.RowGroupColumnName is not string group)
        {
            return options.Task is not { } asked || !TaskFigures.Of(asked).HasGroups ? options.Task : throw new ArgumentException(
                $"The task {asked} puts rows in order within groups: {Option} names the column that says them.");
        }

        DataViewSchema.Column column = SchemaColumns.Find(data, group, Option);
        if (options.Task is { } other && !TaskFigures.Of(other).HasGroups)
            throw new ArgumentException($"{Option} is '{group}', and the task {other} has no groups; leave it null.");
        return column.Type is KeyDataViewType { RawType: var raw } && raw == typeof(uint)
            ? PredictionTask.Ranking
            : throw new ArgumentOutOfRangeException(null,
                $"{Option}: column '{group}' is {column.Type}; expected a key of UInt32, which ml.Transforms.Conversion.MapValueToKey "
                + "makes of all rows.");
    }

    private protected override LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked)
    {
        if (label.Column.Type is not (NumberDataViewType or BooleanDataViewType))
        {
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' holds {Holds(label)}; a ranking learns whole numbers from 0, the worst, to {Best}.");
        }

        if (label.Values.Keys.FirstOrDefault(value => !IsPlace(value)) is { } odd)
        {
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' has {LabelText.Of(odd)}; a ranking learns whole numbers from 0, the worst, to {Best}. Put "
                + "what is better or worse into so many steps.");
        }

        IReadOnlyList<PipelineStep> before = label.Column.Type == NumberDataViewType.Single ? []
            : [PipelineSteps.ToSingle([ColumnPair.InPlace(LabelNames.ForTraining(label.Name))])];
        return new LabelPlan(
            label.Name, PredictionTask.Ranking, before, [], 0, null, $"how good a row is, in {label.Values.Count} steps");
    }

    private static bool IsPlace(object value) =>
        Convert.ToDouble(value, CultureInfo.InvariantCulture) is >= 0 and <= Best and var number && number == Math.Floor(number);
}

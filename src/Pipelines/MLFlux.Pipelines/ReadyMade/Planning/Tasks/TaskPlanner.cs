using System.Globalization;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Labels;

namespace MLFlux.ReadyMade;

/// <summary>What a ready pipeline makes of a label, by the task that it is for.</summary>
internal abstract class TaskPlanner
{
    /// <summary>The planner of a task.</summary>
    public static TaskPlanner Of(PredictionTask task) => task switch
    {
        PredictionTask.BinaryClassification => new BinaryPlanner(),
        PredictionTask.MulticlassClassification => new MulticlassPlanner(),
        PredictionTask.Regression => new RegressionPlanner(),
        PredictionTask.AnomalyDetection => new AnomalyPlanner(),
        PredictionTask.MultilabelClassification => new MultilabelPlanner(),
        PredictionTask.Ranking => new RankingPlanner(),
        PredictionTask.MultiTask => throw TaskFigures.SeveralHeads(),
    };

    /// <param name="label">The label, of bools, texts or numbers.</param>
    /// <param name="yes">The value that is said to be yes, as text; null for none.</param>
    /// <param name="isAsked">Whether the user named the task.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label's type or values are not for the task.</exception>
    /// <exception cref="InvalidOperationException">Rows are in the way that the user has to leave out.</exception>
    public LabelPlan Plan(ColumnProfile label, string? yes, bool isAsked)
    {
        if (yes is not null && !TakesYes)
        {
            throw new ArgumentOutOfRangeException(null,
                $"'{yes}' is to be the value for yes, but column '{label.Name}' has {Count(label)} different values, which are no yes and "
                + "no.");
        }

        return Choose(label, yes, isAsked);
    }

    /// <summary>The loss of smoothed labels; null where labels are no classes.</summary>
    /// <param name="smoothing">What is taken from the right class, and shared out to all.</param>
    public virtual Loss? Smoothed(double smoothing) => null;

    /// <summary>Whether a label of words is one class, and not several words.</summary>
    public virtual bool HasWholeWords => false;

    /// <summary>Whether one of the label's values may be said to be yes.</summary>
    private protected virtual bool TakesYes => false;

    private protected abstract LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked);

    /// <summary>How many values a label has, as far as they were counted.</summary>
    private protected static string Count(ColumnProfile label) =>
        label.HasAllValues ? label.Values.Count.ToString("N0", CultureInfo.InvariantCulture) : $"over {label.Values.Count:N0}";

    /// <summary>What a label holds, in a message about another task than it is for.</summary>
    private protected static string Holds(ColumnProfile label)
    {
        string kind = label.Column.Type switch
        {
            TextDataViewType => "words",
            BooleanDataViewType => "true and false",
            NumberDataViewType => "numbers",
            DateTimeDataViewType => "dates",
            var other => other.ToString()!,
        };
        return label.Values.Keys.FirstOrDefault() is { } value ? $"{kind} such as {Show(value)}" : kind;
    }

    /// <summary>A value of a label in a message.</summary>
    public static string Show(object value) => value is string text ? $"'{text}'" : LabelText.Of(value);
}

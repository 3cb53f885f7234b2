using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux.ReadyMade;

/// <summary>Chooses task and steps by the label's type and values.</summary>
internal static class LabelPlanner
{
    /// <exception cref="InvalidOperationException">There is nothing to tell apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label's type is not one that can be predicted, or not by that task.</exception>
    /// <param name="label">The label.</param>
    /// <param name="task">What the user wants to predict; null for what the values suggest.</param>
    /// <param name="yes">The value that is said to be yes; null for none.</param>
    /// <param name="mergesSpellings">Whether words that differ by their case alone are one value.</param>
    public static LabelPlan Plan(ColumnProfile label, PredictionTask? task, string? yes = null, bool mergesSpellings = false)
    {
        if (label.Rows == 0)
            throw new InvalidOperationException("There is no row in the data.");

        switch (label.Column.Type)
        {
            case KeyDataViewType key:
                Refuse(label, task, PredictionTask.MulticlassClassification);
                return MulticlassPlanner.Key(label, key);
            case VectorDataViewType vector when IsLabels(vector, task):
                Refuse(label, task, PredictionTask.MultilabelClassification);
                return MultilabelPlanner.Vector(label, vector);
            case VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single:
                Refuse(label, task, PredictionTask.Regression);
                return RegressionPlanner.Vector(label, vector);
            case TextDataViewType or BooleanDataViewType or NumberDataViewType:
                break;
            default:
                throw new ArgumentOutOfRangeException(null,
                    $"Label column '{label.Name}' is {label.Column.Type}; expected a bool, text, a key, a number or a vector of floats, "
                    + "bools or keys."
                    + (label.Column.Type is DateTimeDataViewType
                        ? " Of dates make numbers, such as the days since one of them, or words." : ""));
        }

        CheckValues(label);
        LabelSpellings? spellings = mergesSpellings ? LabelSpellings.Of(label) : null;
        PredictionTask chosen = TaskFigures.Of(task ?? Choose(spellings?.Merged ?? label)).Task; // Refuses a number that is no task's.
        TaskPlanner planner = TaskPlanner.Of(chosen);
        if (!planner.HasWholeWords)
            spellings = null;
        LabelPlan plan = planner.Plan(spellings?.Merged ?? label, yes, isAsked: task is not null);
        return spellings is null ? plan : plan with
        {
            Before = [PipelineSteps.MapTexts(plan.TrainedColumnName, spellings.Texts), .. plan.Before], Spellings = spellings,
        };
    }

    /// <summary>A vector of floats is one of numbers, unless the user says that they are labels.</summary>
    private static bool IsLabels(VectorDataViewType vector, PredictionTask? task) => vector.ItemType is KeyDataViewType
        || (vector.IsKnownSize && (vector.ItemType is BooleanDataViewType
            || (task is { } asked && TaskFigures.Of(asked).TakesLabel(vector))));

    private static PredictionTask Choose(ColumnProfile label) => label switch
    {
        { HasAllValues: true, Values.Count: 2 } => PredictionTask.BinaryClassification,
        { Column.Type: TextDataViewType } => PredictionTask.MulticlassClassification,
        { HasAllValues: true, IsWhole: true, Values.Count: <= MulticlassPlanner.MostWholeNumberClasses and var values }
            when values * 2L <= label.Present => PredictionTask.MulticlassClassification, // Others hardly ever come twice.
        _ => PredictionTask.Regression,
    };

    private static void CheckValues(ColumnProfile label)
    {
        if (label.Present == 0)
            throw new InvalidOperationException($"Label column '{label.Name}' has no value in any of the {label.Rows:N0} rows.");
        if (label.HasAllValues && label.Values.Count == 1)
        {
            throw new InvalidOperationException(
                $"Label column '{label.Name}' has one value only, {TaskPlanner.Show(label.Values.Keys.Single())}, in all "
                + $"{label.Present:N0} rows; there is nothing to tell apart.");
        }
    }

    private static void Refuse(ColumnProfile label, PredictionTask? task, PredictionTask only)
    {
        if (task is { } wanted && wanted != only)
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' is {label.Column.Type}, which is for the task {only}, not the task {wanted}.");
    }
}

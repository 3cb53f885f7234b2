using System.Globalization;
using Microsoft.ML.Data;
using MLFlux.Labels;

namespace MLFlux.ReadyMade;

/// <summary>Chooses task and steps by the label's type and values.</summary>
internal static class LabelPlanner
{
    private const int MostWholeNumberClasses = 20, MostClasses = 10_000;

    /// <exception cref="InvalidOperationException">There is nothing to tell apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label's type is not one that can be predicted, or not by that task.</exception>
    public static LabelPlan Plan(ColumnProfile label, PredictionTask? task, string? yes = null)
    {
        if (label.Rows == 0)
            throw new InvalidOperationException("There is no row in the data.");

        switch (label.Column.Type)
        {
            case KeyDataViewType key:
                Refuse(label, task, PredictionTask.MulticlassClassification);
                return Key(label, key);
            case VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single:
                Refuse(label, task, PredictionTask.Regression);
                return new LabelPlan(label.Name, PredictionTask.Regression, [], [], 0, null, $"{vector.Size} numbers");
            case TextDataViewType or BooleanDataViewType or NumberDataViewType:
                break;
            default:
                throw new ArgumentOutOfRangeException(null,
                    $"Label column '{label.Name}' is {label.Column.Type}; expected a bool, text, a key, a number or a vector of floats.");
        }

        CheckValues(label);
        PredictionTask chosen = task ?? Choose(label);
        if (yes is not null && chosen != PredictionTask.BinaryClassification)
            throw new ArgumentOutOfRangeException(null,
                $"'{yes}' is to be the value for yes, but column '{label.Name}' has {Count(label)} different values, which are no yes and "
                + "no.");
        return chosen switch
        {
            PredictionTask.BinaryClassification => Binary(label, yes),
            PredictionTask.Regression => Regression(label),
            _ => Multiclass(label, isAsked: task is not null),
        };
    }

    private static PredictionTask Choose(ColumnProfile label) => label switch
    {
        { HasAllValues: true, Values.Count: 2 } => PredictionTask.BinaryClassification,
        { Column.Type: TextDataViewType } => PredictionTask.MulticlassClassification,
        { HasAllValues: true, IsWhole: true, Values.Count: <= MostWholeNumberClasses } => PredictionTask.MulticlassClassification,
        _ => PredictionTask.Regression,
    };

    private static void CheckValues(ColumnProfile label)
    {
        if (label.Present == 0)
            throw new InvalidOperationException($"Label column '{label.Name}' has no value in any of the {label.Rows:N0} rows.");
        if (label.HasAllValues && label.Values.Count == 1)
        {
            throw new InvalidOperationException(
                $"Label column '{label.Name}' has one value only, {Show(label.Values.Keys.Single())}, in all {label.Present:N0} rows; "
                + "there is nothing to tell apart.");
        }
    }

    private static LabelPlan Key(ColumnProfile label, KeyDataViewType key)
    {
        if (key.Count < 2)
            throw new InvalidOperationException(
                $"Label column '{label.Name}' is a key of {key.Count} value(s); there is nothing to tell apart.");
        bool hasValues = label.Column.Annotations.Schema.GetColumnOrNull("KeyValues") is not null;
        return new LabelPlan(
            label.Name, PredictionTask.MulticlassClassification, [], hasValues ? [PipelineSteps.MapKeyToValue("PredictedLabel")] : [],
            checked((int)key.Count), null, $"a key of {key.Count} classes");
    }

    private static LabelPlan Binary(ColumnProfile label, string? yes)
    {
        if (!label.HasAllValues || label.Values.Count != 2)
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' has {Count(label)} different values; yes or no takes two.");
        if (label.Missing > 0)
        {
            throw new InvalidOperationException(
                $"Label column '{label.Name}' has no value in {label.Missing:N0} of {label.Rows:N0} rows, and yes or no has no third "
                + "value for them. Leave those rows out of the data.");
        }

        (object[] values, string why) = YesOrNo.Order(label, yes);
        string[] texts = [.. values.Select(LabelText.Of)];
        IReadOnlyList<PipelineStep> before = values[0] is false ? []
            : [ToBoolean(LabelNames.ForTraining(label.Name), values[0], values[1])];
        IReadOnlyList<PipelineStep> after = values[0] is string ? [PipelineSteps.MapFromBoolean("PredictedLabel", texts[0], texts[1])] : [];
        return new LabelPlan(
            label.Name, PredictionTask.BinaryClassification, before, after, 2, texts,
            $"{Show(values[1])} is yes, {Show(values[0])} is no{why}");
    }

    private static LabelPlan Multiclass(ColumnProfile label, bool isAsked)
    {
        if (!label.HasAllValues || label.Values.Count > MostClasses
            || (!isAsked && label.Values.Count > MostWholeNumberClasses && label.Values.Count * 2L > label.Present))
        {
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' has {Count(label)} different values in {label.Present:N0} rows; too many to be classes. "
                + "Choose another label or, for numbers, the task Regression.");
        }

        return new LabelPlan(
            label.Name, PredictionTask.MulticlassClassification, [PipelineSteps.MapValueToKey(LabelNames.ForTraining(label.Name))],
            [PipelineSteps.MapKeyToValue("PredictedLabel")], label.Values.Count, null, $"{label.Values.Count} classes");
    }

    private static LabelPlan Regression(ColumnProfile label)
    {
        if (label.Column.Type is not NumberDataViewType type)
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' is {label.Column.Type}; the task Regression takes numbers.");
        IReadOnlyList<PipelineStep> before = type == NumberDataViewType.Single ? []
            : [PipelineSteps.ToSingle([ColumnPair.InPlace(LabelNames.ForTraining(label.Name))])];
        return new LabelPlan(
            label.Name, PredictionTask.Regression, before, [], 0, null,
            FormattableString.Invariant($"numbers from {label.Minimum:G6} to {label.Maximum:G6}"));
    }

    private static void Refuse(ColumnProfile label, PredictionTask? task, PredictionTask only)
    {
        if (task is { } wanted && wanted != only)
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' is {label.Column.Type}, which is for the task {only}, not {wanted}.");
    }

    private static PipelineStep ToBoolean(string column, object no, object yes) => (no, yes) switch
    {
        (string one, string other) => PipelineSteps.MapToBoolean(column, one, other),
        (bool one, bool other) => PipelineSteps.MapToBoolean(column, one, other),
        (float one, float other) => PipelineSteps.MapToBoolean(column, one, other),
        (double one, double other) => PipelineSteps.MapToBoolean(column, one, other),
        (sbyte one, sbyte other) => PipelineSteps.MapToBoolean(column, one, other),
        (byte one, byte other) => PipelineSteps.MapToBoolean(column, one, other),
        (short one, short other) => PipelineSteps.MapToBoolean(column, one, other),
        (ushort one, ushort other) => PipelineSteps.MapToBoolean(column, one, other),
        (int one, int other) => PipelineSteps.MapToBoolean(column, one, other),
        (uint one, uint other) => PipelineSteps.MapToBoolean(column, one, other),
        (long one, long other) => PipelineSteps.MapToBoolean(column, one, other),
        _ => PipelineSteps.MapToBoolean(column, (ulong)no, (ulong)yes),
    };

    private static string Count(ColumnProfile label) =>
        label.HasAllValues ? label.Values.Count.ToString("N0", CultureInfo.InvariantCulture) : $"over {label.Values.Count:N0}";

    private static string Show(object value) => value is string text ? $"'{text}'" : LabelText.Of(value);
}

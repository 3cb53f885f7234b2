using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.ReadyMade;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Several columns of yes and no that are predicted together, as one label with a slot for each.</summary>
internal static class SeveralLabels
{
    private const char Separator = ',';

    /// <summary>The columns that the user names with commas between; none where a column itself is called so.</summary>
    /// <param name="data">The data.</param>
    /// <param name="settings">What the user says of the label.</param>
    /// <exception cref="ArgumentException">A column is not there or named twice, or what is said is for one label.</exception>
    public static IReadOnlyList<string> Find(DataSource data, TrainSettings settings)
    {
        string[] names = [.. data.Layout?.Columns.Select(column => column.Name) ?? []];
        string[] several = Named(settings.Label);
        if (data.Layout is null || several.Length < 2 || names.Contains(settings.Label))
        {
            CheckOne(data, settings);
            return [];
        }

        if (several.FirstOrDefault(name => !names.Contains(name)) is string missing)
            throw new ArgumentException($"--label: {NearestNames.Missing(missing, names)} in '{data.Given}'.");
        if (several.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1)?.Key is string twice)
            throw new ArgumentException($"--label names '{twice}' twice.");
        if (settings.Task is { } task && !TakesSeveral(task))
            throw new ArgumentException("--label names several columns, which are predicted together with --task labels alone.");
        return settings.Yes is null ? several
            : throw new ArgumentException("--yes is for one column of two values; several labels are true and false, or 1 and 0.");
    }

    /// <summary>The names that a label has with commas between.</summary>
    public static string[] Named(string? label) =>
        label?.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The columns of a model's label, where the label is made of several.</summary>
    public static IReadOnlyList<string> Of(ModelCard? card)
    {
        if (card is not { Table: { } table, LabelColumnName: { } label, LabelValues.Count: > 1 })
            return [];
        HashSet<string> names = [.. table.Columns.Select(column => column.Name)];
        return label == Name(card.LabelValues) && !names.Contains(label) && card.LabelValues.All(names.Contains) ? card.LabelValues : [];
    }

    /// <summary>What the label of several columns is called.</summary>
    public static string Name(IReadOnlyList<string> columns) => string.Join($"{Separator} ", columns);

    /// <summary>The data with one label in place of the columns: 1 for yes and 0 for no.</summary>
    /// <exception cref="InvalidDataException">A column does not hold yes and no.</exception>
    public static DataSource Join(MLContext ml, DataSource data, IReadOnlyList<string> columns)
    {
        data = columns.Where(name => data.Rows.Schema[name].Type is TextDataViewType)
            .Aggregate(data, (all, name) => WithTruths(ml, all, name));
        if (columns.FirstOrDefault(name => data.Rows.Schema[name].Type is not (BooleanDataViewType or NumberDataViewType)) is string wrong)
            throw Words(data, wrong);
        InputOutputColumnPair[] same = [.. columns.Select(name => new InputOutputColumnPair(name, name))];
        IDataView rows = ml.Transforms.Conversion.ConvertType(same, DataKind.Single).Fit(data.Rows).Transform(data.Rows);
        foreach (string name in columns.Where(name => data.Rows.Schema[name].Type is NumberDataViewType))
            Check(rows, name, data.Given);
        return data with
        {
            Rows = ml.Transforms.Concatenate(Name(columns), [.. columns])
                .Append(ml.Transforms.DropColumns([.. columns])).Fit(rows).Transform(rows),
        };
    }

    /// <summary>The data with 1 and 0 in place of a column's words for yes and no.</summary>
    private static DataSource WithTruths(MLContext ml, DataSource data, string name)
    {
        HashSet<string> values = [.. data.Rows.GetColumn<string>(name)];
        IReadOnlyDictionary<string, bool> truths = YesOrNo.Truths(values) ?? throw Words(data, name);
        return data with
        {
            Rows = ml.Transforms.Conversion.MapValue(name, truths.Select(one => KeyValuePair.Create(one.Key, one.Value ? 1f : 0f)), name)
                .Fit(data.Rows).Transform(data.Rows),
        };
    }

    private static InvalidDataException Words(DataSource data, string column) => new(
        $"Label column '{column}' of '{data.Given}' holds other words than yes and no, or dates. Each of several labels is a column of "
        + "true and false, of yes and no, or of 1 and 0; one column of all labels of a row, such as red;round, is learned with "
        + "--task labels.");

    /// <summary>Refuses numbers that are no yes and no, before the rows are divided: their places are then those of the file.</summary>
    private static void Check(IDataView rows, string name, string given)
    {
        long row = 0;
        foreach (float value in rows.GetColumn<float>(name))
        {
            row++;
            if (value is not (0 or 1))
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                    $"Label column '{name}' of '{given}' has {value} in row {row:N0}; each of several labels is a column of true and "
                    + $"false, or of 1 and 0."));
            }
        }
    }

    /// <summary>Refuses one column for several labels, unless each of its fields may name several.</summary>
    private static void CheckOne(DataSource data, TrainSettings settings)
    {
        if (settings.Task is { } task && TakesSeveral(task)
            && data.Layout?.Columns.FirstOrDefault(column => column.Name == settings.Label) is { Kind: not TableColumnKind.Text } column)
        {
            throw new ArgumentException(
                $"--task labels learns several columns of yes and no (--label {column.Name},OTHER), or one of words such as red;round; "
                + $"'{column.Name}' alone holds no words.");
        }
    }

    private static bool TakesSeveral(PredictionTask task) =>
        TaskFigures.Of(task).TakesLabel(new VectorDataViewType(BooleanDataViewType.Instance, 2));
}

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>The columns of windows.</summary>
internal static class WindowSchema
{
    public static DataViewSchema Create(WindowColumns columns, SequenceWindowOptions options, WindowPlan plan)
    {
        var builder = new DataViewSchema.Builder();
        if (columns.Series is { } series)
            builder.AddColumn(series.Name, series.Type, series.Annotations);
        builder.AddColumn(columns.Time.Name, columns.Time.Type);
        builder.AddColumn(
            options.HistoryColumnName, new VectorDataViewType(NumberDataViewType.Single, options.History, plan.Channels),
            Names(HistoryNames(options, plan)));
        builder.AddColumn(
            options.FutureColumnName, new VectorDataViewType(NumberDataViewType.Single, options.Horizon * options.Targets.Count),
            Names(options.Targets.SelectMany(target => Enumerable.Range(1, options.Horizon).Select(step => Name(target, step))), true));
        return builder.ToSchema();
    }

    private static IEnumerable<string> HistoryNames(SequenceWindowOptions options, WindowPlan plan)
    {
        for (int step = 1 - options.History; step <= 0; step++)
        {
            foreach (string column in options.ValueColumnNames)
                yield return Name(column, step);
            foreach (string column in options.ValueColumnNames.Where((_, i) => plan.Marked[i]))
                yield return $"{Name(column, step)} known";
        }
    }

    private static string Name(string column, int step) => string.Create(CultureInfo.InvariantCulture, $"{column} {step:+0;-0;0}");

    private static DataViewSchema.Annotations Names(IEnumerable<string> names, bool isPartlyKnown = false)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (isPartlyKnown)
            builder.AddPartlyKnown();
        builder.AddSlotNames([.. names.Select(name => name.AsMemory())]);
        return builder.ToAnnotations();
    }
}

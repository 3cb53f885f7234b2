using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>What a model of yes and no calls the two.</summary>
internal static class YesAndNo
{
    private const string Label = "PredictedLabel";

    /// <summary>
    /// The names of no and yes: what the steps after the scoring make of false and true, such as the label's own two texts.
    /// </summary>
    public static string[] Names(ITransformer model, DataViewSchema inputSchema)
    {
        IDataView? both = null;
        DataViewSchema schema = inputSchema;
        foreach (ITransformer part in FittedSteps.Of(model))
        {
            DataViewSchema next = part.GetOutputSchema(schema);
            if (both is not null && ReadsLabelOnly(part, schema))
                both = part.Transform(both);
            else if (both is null && IsNew(schema, next))
                both = new MLContext().Data.LoadFromEnumerable<Row>([new(false), new(true)]);
            schema = next;
        }

        return both?.Schema[Label].Type switch
        {
            TextDataViewType => Read<ReadOnlyMemory<char>>(both),
            NumberDataViewType { RawType: var raw } when raw == typeof(float) => Read<float>(both),
            NumberDataViewType { RawType: var raw } when raw == typeof(int) => Read<int>(both),
            NumberDataViewType { RawType: var raw } when raw == typeof(long) => Read<long>(both),
            NumberDataViewType { RawType: var raw } when raw == typeof(double) => Read<double>(both),
            _ => [bool.FalseString, bool.TrueString],
        };
    }

    private static bool IsNew(DataViewSchema before, DataViewSchema after) =>
        AddedColumns.Of(before, after).Any(column => column is { Name: Label, Type: BooleanDataViewType });

    private static bool ReadsLabelOnly(ITransformer part, DataViewSchema schema)
    {
        IRowToRowMapper mapper = part.GetRowToRowMapper(schema);
        DataViewSchema.Column[] added = AddedColumns.Of(schema, mapper.OutputSchema);
        return added.Any(column => column.Name == Label)
            && mapper.GetDependencies(added).All(column => column.Name == Label);
    }

    private static string[] Read<T>(IDataView both) =>
        [.. both.GetColumn<T>(both.Schema[Label]).Select(value => LabelText.Of(value))];

    private sealed record Row(bool PredictedLabel);
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Serving;

/// <summary>
/// What batching across requests could gain: the time of a row alone, as the service predicts it, beside that of a row among many
/// through one <c>Transform</c>.
/// </summary>
internal static class RowsTogether
{
    private const int Batch = 64;

    public static void Run(string path, string row, TimeSpan time)
    {
        var ml = new MLContext();
        ITransformer model = ml.Model.LoadChecked(path, out DataViewSchema? schema);
        RowPredictor predictor = ml.Model.CreateRowPredictor(model, schema!);
        double alone = Microseconds(time, 1, () =>
        {
            JsonObject one = JsonNode.Parse(row)!.AsObject();
            one["Buys"] = ""; // The service leaves the label out by the card; a predictor goes by the schema alone.
            predictor.Predict(one);
        });
        string file = Path.ChangeExtension(path, ".csv");
        JsonObject values = JsonNode.Parse(row)!.AsObject();
        string line = string.Join(',', values.Select(one => one.Value!.ToString()));
        File.WriteAllLines(file, Enumerable.Repeat(line, Batch).Prepend(string.Join(',', values.Select(one => one.Key))));
        IDataView rows = ml.Data.Cache(ml.Data.CreateTextLoader(new TextLoader.Options
        {
            HasHeader = true, Separators = [','],
            Columns = [.. values.Select((one, place) => new TextLoader.Column(one.Key, schema![one.Key].Type switch
            {
                BooleanDataViewType => DataKind.Boolean,
                TextDataViewType => DataKind.String,
                _ => DataKind.Single,
            }, place))],
        }).Load(file));
        IDataView labelled = ml.Transforms.CopyColumns("Buys", "City").Fit(rows).Transform(rows);
        double together = Microseconds(time, Batch, () => _ = model.Transform(labelled).GetColumn<float>("Probability").Count());
        Console.WriteLine($"a row alone {alone:0.0} µs, among {Batch} in one Transform {together:0.0} µs");
    }

    private static double Microseconds(TimeSpan time, int rows, Action work)
    {
        work();
        long count = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < time; count++)
            work();
        return watch.Elapsed.TotalMicroseconds / (count * rows);
    }
}

using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Layers;

namespace MLFlux.RankProgram;

/// <summary>Runs that ranks share out: folds, repeats, the candidates of a search, bagged folds, and scoring.</summary>
internal static class SharedRuns
{
    private const int Rows = 400, Width = 12, ScoredRows = 40_000;

    /// <summary>All that comes of them, as text; times are left out.</summary>
    public static string Do(Ranks ranks)
    {
        var ml = new MLContext(seed: 1);
        IDataView data = View(ml, Rows);
        NeuralNetworkOptions options = new() { Ranks = ranks, ExactSums = true, Epochs = 4, BatchSize = 32, Seed = 1 };
        NeuralNetworkTrainer Trainer(int folds) => ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Dense(16, Activation.Relu), Output(), Softmax()), options with { BaggedFolds = folds });

        Experiment experiment = ml.Experiment(Trainer(folds: 1), new ExperimentOptions { Baselines = [Baselines.Constant] });
        var lines = new List<string>();
        foreach (RepeatedResult result in (RepeatedResult[])[experiment.CrossValidate(data, folds: 5), experiment.Repeat(data, repeats: 4)])
            lines.AddRange(result.Network.Runs.Select(run => string.Join(' ', run.Metrics.Select(metric => $"{metric.Value:R}"))));
        using (SearchResult search = experiment.Search(data, new SearchOptions { Candidates = 6 }))
            lines.AddRange(search.Candidates.Select(one => $"{one.Number} {one.Epochs} {one.Score:R} {one.ValidationLoss:R}"));

        using NeuralNetworkTransformer bagged = Trainer(folds: 4).Fit(data);
        lines.AddRange(bagged.Model.Weights.Select(weight =>
            Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(MemoryMarshal.AsBytes(weight.Values.Span)))));
        double sum = 0;
        long row = 0;
        ml.Model.TransformByRank(bagged, View(ml, ScoredRows), ranks, scored =>
        {
            foreach (float[] scores in scored.GetColumn<float[]>("Score"))
                sum += scores[0] * (++row % 1000);
        });
        lines.Add(ranks.Broadcast($"{row} {sum:0.0000}"));
        return string.Join('\n', lines);
    }

    private static IDataView View(MLContext ml, int rows)
    {
        var schema = SchemaDefinition.Create(typeof(MadeRow));
        schema[nameof(MadeRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Width);
        return ml.Data.LoadFromEnumerable(MadeRow.Make(rows, Width, failsOnPass: 0), schema);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// Made queries of 2 to 200 rows, whose labels follow, but for noise, from a rule with interactions: a network against LightGbm's ranking,
/// by NDCG@10 on queries that neither has seen. What the rule itself reaches, and a random order, is told beside.
/// </summary>
internal static class RankingComparison
{
    private const int Width = 12, TrainQueries = 300, TestQueries = 200, Top = 10;
    private const double Within = 0.01;

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView train = View(ml, Make(TrainQueries, seed: 1));
        Answer[] held = Make(TestQueries, seed: 2);
        IDataView test = View(ml, held);

        using NeuralNetworkTransformer ours = ml.Ranking.Trainers.NeuralNetwork(
            Chain(Dense(64, Gelu), Dense(32, Gelu), Output()), new NeuralNetworkOptions
            {
                RowGroupColumnName = "GroupId", Epochs = 40, BatchSize = 256, Seed = 1, Optimizer = Optimizers.AdamW(0.004),
                Schedule = Schedules.OneCycle(byBatch: true),
            }).Fit(train);
        double network = Ndcg(ml, ours.Transform(test));
        double trees = Ndcg(ml, ml.Ranking.Trainers.LightGbm(rowGroupColumnName: "GroupId").Fit(train).Transform(test));
        double rule = Ndcg(ml, Scored(ml, held, answer => answer.Rule));
        var random = new Random(3);
        double chance = Ndcg(ml, Scored(ml, held, _ => random.NextSingle()));
        yield return new(
            $"ranking: NDCG@{Top} (rule {rule:0.000}, random {chance:0.000})", $"{network:0.0000}", $"LightGbm {trees:0.0000}",
            $"≥ −{Within}", network >= trees - Within);
    }

    private static double Ndcg(MLContext ml, IDataView scored) => ml.Ranking.Evaluate(
        scored, new RankingEvaluatorOptions { DcgTruncationLevel = Top }, rowGroupColumnName: "GroupId")
        .NormalizedDiscountedCumulativeGains[Top - 1];

    private static IDataView Scored(MLContext ml, Answer[] rows, Func<Answer, float> score)
    {
        foreach (Answer row in rows)
            row.Score = score(row);
        return View(ml, rows);
    }

    private static IDataView View(MLContext ml, Answer[] rows)
    {
        IDataView view = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("GroupId", nameof(Answer.Query)).Fit(view).Transform(view);
    }

    /// <summary>Four of the features belong to the query, the others to the row; the best fifth of a query has the higher labels.</summary>
    private static Answer[] Make(int queries, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, queries).SelectMany(query =>
        {
            float[] shared = [.. Enumerable.Range(0, 4).Select(_ => Gaussian(random))];
            return Enumerable.Range(0, random.Next(2, 201)).Select(_ =>
            {
                float[] x = [.. Enumerable.Range(0, Width - 4).Select(_ => Gaussian(random)), .. shared];
                float rule = (x[0] * shared[0]) + (x[1] * shared[1]) + (x[2] * x[3]) + (MathF.Max(x[4], x[5]) * shared[2])
                    + (0.5f * MathF.Sin(2 * x[6])) + (0.3f * x[7]);
                return new Answer
                {
                    Features = x, Query = query, Rule = rule, Label = Math.Clamp(MathF.Floor(1 + (0.8f * (rule + Gaussian(random)))), 0, 4),
                };
            }).ToArray();
        })];
    }

    private static float Gaussian(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private sealed class Answer
    {
        [VectorType(Width)]
        public float[] Features { get; set; } = [];

        public int Query { get; set; }

        public float Label { get; set; }

        public float Rule { get; set; }

        /// <summary>What the rows are ordered by, where no model scores them.</summary>
        public float Score { get; set; }
    }
}

using System.Globalization;
using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Splitting;

namespace MLFlux.Experiments;

/// <summary>The order of rows within groups, none of which is cut by the split.</summary>
internal sealed class RankingExperiment : ExperimentTask
{
    private const int LinearEpochs = 40;

    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.Ranking);

    public override string ConstantName => "order in which the rows come";

    /// <summary>ML.NET has no linear trainer of rankings.</summary>
    public override string LinearName => "one layer by LambdaRank";

    public override void Check(NeuralNetworkOptions training, ExperimentOptions options)
    {
        if (options.Split is not GroupSplit)
        {
            throw new ArgumentException(
                $"A ranking's rows are in groups, which {(options.Split is null ? "a split of rows" : $"'{options.Split}'")} would cut. "
                + $"Set {nameof(ExperimentOptions)}.{nameof(options.Split)} to {nameof(Splits)}.{nameof(Splits.ByGroup)} of the data's "
                + "column that says the group.", nameof(options));
        }

        if (training.RowGroupColumnName != ScoredGroups.GroupId)
        {
            throw new ArgumentException(
                $"{nameof(training.RowGroupColumnName)} is '{training.RowGroupColumnName}'; an experiment evaluates groups by the key in "
                + $"'{ScoredGroups.GroupId}'. Call the column so.", nameof(options));
        }

        if (training.LabelGains is { Count: > ScoredGroups.LabelCount })
        {
            throw new ArgumentException(
                $"{nameof(training.LabelGains)} has {training.LabelGains.Count} labels; an experiment evaluates labels from 0 to "
                + $"{ScoredGroups.LabelCount - 1}. Compare models by ml.Ranking.Evaluate with RankingEvaluatorOptions.LabelGains.",
                nameof(options));
        }
    }

    public override ITransformer FitConstant(MLContext ml, PreparedRows rows) =>
        ml.Transforms.CustomMapping<NoColumns, RowScore>((_, row) => row.Score = 0, contractName: null).Fit(rows.Train);

    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) =>
        ml.Ranking.Trainers.NeuralNetwork(Layers.Output(), new NeuralNetworkOptions
        {
            LabelColumnName = columns.Label, FeatureColumnName = columns.Features, ExampleWeightColumnName = columns.Weight,
            RowGroupColumnName = columns.Group, Epochs = iterations ?? LinearEpochs, Optimizer = Optimizers.Adam(0.01),
        });

    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        ml.Ranking.Trainers.LightGbm(columns.Label, columns.Features, columns.Group!, columns.Weight, numberOfIterations: iterations);

    public override double[] Losses(IDataView scored, string label) => [];

    public override string Amount(double difference) =>
        string.Create(CultureInfo.InvariantCulture, $"{difference:0.0000} of {Figures.Words.MainFigure}");

    public override string Better(double difference) => $"better by {Amount(difference)}";

    private sealed class RowScore
    {
        public float Score { get; set; }
    }
}

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLFlux.Evaluation;
using MLFlux.Scores;

namespace MLFlux.Experiments;

/// <summary>Numbers.</summary>
internal sealed class RegressionExperiment : ExperimentTask
{
    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.Regression);

    public override string ConstantName => "mean";

    public override ScoreKinds? Joined => ScoreKinds.Number;

    public override string LinearName => "Sdca";

    public override ITransformer FitConstant(MLContext ml, PreparedRows rows)
    {
        var mean = (float)rows.Train.GetColumn<float>(rows.Columns.Label).Where(float.IsFinite).Select(y => (double)y).DefaultIfEmpty()
            .Average();
        return ml.Transforms.CustomMapping<NoColumns, NumberScore>((_, score) => score.Score = mean, contractName: null).Fit(rows.Train);
    }

    /// <summary>Its own threads race for the weights: with one, the same seed gives the same model.</summary>
    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) =>
        ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
        {
            LabelColumnName = columns.Label, FeatureColumnName = columns.Features, ExampleWeightColumnName = columns.Weight,
            NumberOfThreads = 1, MaximumNumberOfIterations = iterations,
        });

    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        ml.Regression.Trainers.LightGbm(columns.Label, columns.Features, columns.Weight, numberOfIterations: iterations);

    public override double[] Losses(IDataView scored, string label) => [];

    public override string Amount(double difference) => string.Create(CultureInfo.InvariantCulture, $"{difference:0.0000} of R²");

    public override string Better(double difference) => $"better by {Amount(difference)}";

    private sealed class NumberScore
    {
        public float Score { get; set; }
    }
}

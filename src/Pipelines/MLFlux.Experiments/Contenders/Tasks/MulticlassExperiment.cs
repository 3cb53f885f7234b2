using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLFlux.Evaluation;
using MLFlux.Scores;

namespace MLFlux.Experiments;

/// <summary>Several classes.</summary>
internal sealed class MulticlassExperiment : ClassExperiment
{
    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.MulticlassClassification);

    public override ScoreKinds? Joined => ScoreKinds.Probabilities;

    public override string LinearName => "LbfgsMaximumEntropy";

    public override string DiscriminationName => "macro-accuracy";

    /// <summary>The class shares of the training rows, of which the largest is predicted.</summary>
    public override ITransformer FitConstant(MLContext ml, PreparedRows rows)
    {
        int classes = checked((int)((KeyDataViewType)rows.Train.Schema[rows.Columns.Label].Type).Count);
        float[] shares = new float[classes];
        uint[] labels = [.. rows.Train.GetColumn<uint>(rows.Columns.Label).Where(key => key > 0)];
        foreach (uint key in labels)
            shares[key - 1] += 1f / labels.Length;
        var largest = (uint)(Array.IndexOf(shares, shares.Max()) + 1);

        SchemaDefinition output = SchemaDefinition.Create(typeof(ClassScores));
        output[nameof(ClassScores.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        output[nameof(ClassScores.PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return ml.Transforms.CustomMapping<NoColumns, ClassScores>((_, scores) => (scores.Score, scores.PredictedLabel) = (shares, largest),
            contractName: null, outputSchemaDefinition: output).Fit(rows.Train);
    }

    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) =>
        ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = columns.Label, FeatureColumnName = columns.Features, ExampleWeightColumnName = columns.Weight,
            MaximumNumberOfIterations = iterations ?? LinearBaseline.MostIterations,
        });

    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        ml.MulticlassClassification.Trainers.LightGbm(columns.Label, columns.Features, columns.Weight, numberOfIterations: iterations);

    public override double[] Losses(IDataView scored, string label)
    {
        var scores = Array.Empty<float>();
        bool areProbabilities = true;
        double[] losses = ScoredPairs.Read<uint, VBuffer<float>>(scored, label, ScoredColumns.Score, (actual, score) =>
        {
            Array.Resize(ref scores, score.Length);
            score.CopyTo(scores);
            if (actual == 0 || scores.Any(float.IsNaN))
                return double.NaN;
            areProbabilities &= ScoredColumns.AreProbabilities(scores);
            return Loss(scores[actual - 1]);
        });
        return areProbabilities ? losses : [];
    }

    public override Difference? Discrimination(IDataView scored, string label, double[] gains) =>
        Experiments.Discrimination.OfClasses([.. scored.GetColumn<uint>(label)], gains);

    public override string Evidence(Difference discrimination) =>
        $"its macro-accuracy is {VerdictWords.Figure(discrimination.Value)} above chance (standard error "
        + $"{VerdictWords.Figure(discrimination.StandardError)})";

    private sealed class ClassScores
    {
        public float[] Score { get; set; } = [];

        public uint PredictedLabel { get; set; }
    }
}

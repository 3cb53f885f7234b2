using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Sequences;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Forecasting;

/// <summary>From rows of series to forecasts in their unit: windows, made relative, a network, and its scores made absolute.</summary>
internal sealed class ForecastEstimator(MLContext ml, SequenceWindowOptions options, int season, NeuralNetworkOptions? training)
    : IEstimator<TransformerChain<ITransformer>>
{
    private const string Score = "Score";
    private const int BatchSize = 128, Updates = 1200, LeastEpochs = 8, MostEpochs = 60;

    /// <summary>In so few updates a weight of the last steps would not grow to what is right for the first step ahead.</summary>
    private const double RecentRate = 10;

    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SequenceWindowTransformer windows = ml.Transforms.SequenceWindows(options).Fit(input);
        IDataView cut = windows.Transform(input);
        int count = 0;
        var scale = WindowScale.Learn(WindowLayout.Of(windows), season, cut.GetColumn<float[]>(options.HistoryColumnName).Select(history =>
        {
            count++;
            return history;
        }));
        var relative = new RelativeWindowTransformer(ml.Transforms.Environment(), scale);
        Layer network = ForecastNetwork.Create(scale.Seasons, options.Horizon, options.Targets.Count);
        NeuralNetworkTransformer trained = ml.Regression.Trainers.NeuralNetwork(network, (training ?? Recipe(count)) with
        {
            FeatureColumnName = new NeuralNetworkOptions().FeatureColumnName, // The network names its columns.
            LabelColumnName = RelativeWindowTransformer.Future,
            ExampleWeightColumnName = null,
        }).Fit(relative.Transform(cut));
        return new TransformerChain<ITransformer>(
            windows, relative, trained, new AbsoluteScoreTransformer(ml.Transforms.Environment(), scale));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape windows = ml.Transforms.SequenceWindows(options).GetOutputSchema(inputSchema);
        string[] added =
        [
            RelativeWindowTransformer.History, RelativeWindowTransformer.Recent, RelativeWindowTransformer.Seasons,
            RelativeWindowTransformer.Calendar,
        ];
        return added.Select(name => Vector(name)).Append(Vector(RelativeWindowTransformer.Future, SchemaShapes.PartlyKnown))
            .Append(Vector(Score))
            .Aggregate(windows, (shape, column) => shape.With(column));
    }

    /// <summary>Windows overlap, so that many of them need few epochs.</summary>
    private static NeuralNetworkOptions Recipe(int windows) => new()
    {
        Loss = Losses.MeanAbsoluteError(),
        Optimizer = Optimizers.AdamW(1e-3, weightDecay: 0.2),
        Schedule = Schedules.Cosine(byBatch: true),
        LayerRates = [new LayerRate($"{ForecastNetwork.InputsName}.{RelativeWindowTransformer.Recent}", RecentRate)],
        BatchSize = BatchSize,
        Epochs = Math.Clamp(Updates * BatchSize / Math.Max(1, windows), LeastEpochs, MostEpochs),
    };

    private static SchemaShape.Column Vector(string name, params SchemaShape.Column[] annotations) =>
        SchemaShapes.Column(name, VectorKind.Vector, NumberDataViewType.Single, annotations: annotations);
}

using CensusIncome;
using Microsoft.ML;
using MLFlux;
using MLFlux.Samples;
using static MLFlux.Activation;
using static MLFlux.Layers;

var commandLine = new CommandLine(
    "Asks whether a network earns its place on a census: one split, folds, and a search, each beside simpler models.",
    "adult.csv (UCI Adult, with a header)", epochs: 12, batchSize: 128, learningRate: 0.001);
return await commandLine.RunAsync(args, Compare);

static void Compare(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    IDataView people = Census.Load(ml, settings);

    InputOutputColumnPair[] words = [.. Census.Words.Select(name => new InputOutputColumnPair(name))];
    InputOutputColumnPair[] numbers = [.. Census.Numbers.Select(name => new InputOutputColumnPair(name))];
    var pipeline = ml.Transforms.Categorical.OneHotEncoding(words)
        .Append(ml.Transforms.NormalizeMeanVariance(numbers))
        .Append(ml.Transforms.Concatenate("Features", [.. Census.Numbers, .. Census.Words]))
        .Append(ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Dense(32, Relu), Dropout(0.2), Output()), new NeuralNetworkOptions
        {
            Optimizer = Optimizers.Adam(settings.LearningRate),
            BatchSize = settings.BatchSize,
            Epochs = settings.Epochs,
            ValidationFraction = 0.1,
            EarlyStopping = new EarlyStopping(patience: 3),
        }));

    Experiment experiment = ml.Experiment(pipeline, new ExperimentOptions
    {
        Split = Splits.Stratified("Label"),
        Seed = settings.Seed,
        CancellationToken = cancellation,
        Progress = progress =>
        {
            if (progress.Epoch is null && progress.Batch is null)
                Console.WriteLine($"  {progress}");
        },
    });

    Console.WriteLine("A fifth of the people held out, of both incomes alike:");
    using (ExperimentResult result = experiment.Run(people))
        Console.WriteLine(result);

    Console.WriteLine("One split may be lucky. Three folds, the same for all models:");
    Console.WriteLine(experiment.CrossValidate(people, folds: 3));

    Console.WriteLine("Other networks and learning rates, for at most half a minute, ranked on rows of their own:");
    using SearchResult search = experiment.Search(people, new SearchOptions
    {
        TimeBudget = TimeSpan.FromSeconds(30),
        Candidates = 9,
        Networks =
        [
            Chain(Output()),
            Chain(Dense(32, Relu), Dropout(0.2), Output()),
            Chain(Dense(64, Relu), Dropout(0.3), Dense(32, Relu), Dropout(0.3), Output()),
        ],
    });
    Console.WriteLine(search);
    Console.WriteLine($"held-out accuracy: {search.Best.Metrics[0].Value:0.0000}");
}

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;

namespace Recommendations;

/// <summary>Users choose films, and say nothing of those that they leave: yes or no, with negatives that are drawn.</summary>
internal static class ImplicitChoices
{
    /// <summary>Shows a table and a recommendation, saves the model, and gives the figures of the network in words.</summary>
    public static string Run(MLContext ml, FilmClub club, int epochs, string folder, int seed, CancellationToken cancellation)
    {
        var choices = new HeldOutChoices(club.Choose(each: 20), seed);
        IDataView train = ml.Data.LoadFromEnumerable(choices.Known);
        ITransformer keys = Vectors.Keys(ml).Fit(train);

        // Each choice, and with it four films that the same user has not chosen.
        IDataView rows = ml.Data.SampleNegatives(keys.Transform(train), "User", "Film", ratio: 4, seed);

        double[] Evaluate(ITransformer model) => [choices.HitRate(pairs => Scores(ml, keys.Append(model), pairs))];

        var trainers = ml.BinaryClassification.Trainers;
        string[] vectors = ["Users", "Films"];
        Comparison.WriteHeader("hits at 10");
        Comparison.Run(
            "factorization machine",
            ml.Transforms.Conversion.MapKeyToVector(
                    [new InputOutputColumnPair("Users", "User"), new InputOutputColumnPair("Films", "Film")])
                .Append(trainers.FieldAwareFactorizationMachine(vectors)),
            rows, Evaluate);

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "films.zip");
        var network = trainers.NeuralNetwork(Vectors.Network(rows), new NeuralNetworkOptions
        {
            Epochs = epochs,
            BatchSize = 256,
            Optimizer = Optimizers.AdamW(0.01, weightDecay: 0.1),
            Schedule = Schedules.Cosine(),
            CancellationToken = cancellation,
        });
        double hits = Comparison.Run("NeuralNetwork", network, rows, model =>
        {
            ml.Model.Save(keys.Append(model), train.Schema, path); // With what makes its keys.
            return Evaluate(model);
        })[0];

        ITransformer loaded = ml.Model.Load(path, out _);
        foreach (string user in (string[])["user 1", "somebody new"])
            Console.WriteLine($"for {user}: {string.Join(", ", choices.Recommend(user, 5, pairs => Scores(ml, loaded, pairs)))}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"hit rate at 10 {hits:0.0000}, most chosen {choices.HitRate(choices.Counts):0.0000}, "
            + $"rule {choices.HitRate(pairs => [.. pairs.Select(pair => club.Rule(pair))]):0.0000}");
    }

    private static float[] Scores(MLContext ml, ITransformer model, Rating[] pairs) =>
        [.. model.Transform(ml.Data.LoadFromEnumerable(pairs)).GetColumn<float>("Score")];
}

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;

namespace Recommendations;

/// <summary>Users say how many stars a film has: regression.</summary>
internal static class ExplicitRatings
{
    /// <summary>Shows a table, and gives the figures of the network in words.</summary>
    public static string Run(MLContext ml, FilmClub club, int epochs, CancellationToken cancellation)
    {
        // Every tenth user is kept out altogether; of the others, every tenth rating is.
        ILookup<bool, Rating> byNew = club.Rate(each: 30).ToLookup(rating => rating.User.EndsWith('7'));
        Rating[] newUsers = [.. byNew[true]], held = [.. byNew[false].Where((_, i) => i % 10 == 0)];
        Rating[] known = [.. byNew[false].Where((_, i) => i % 10 != 0)];
        IDataView train = ml.Data.LoadFromEnumerable(known);

        double mean = known.Average(rating => rating.Stars);
        var means = known.GroupBy(rating => rating.Film)
            .ToDictionary(film => film.Key, film => film.Average(rating => (double)rating.Stars));
        double FilmsMean(Rating rating) => means.GetValueOrDefault(rating.Film, mean);

        double[] Evaluate(ITransformer model) => [.. new[] { held, newUsers }.Select(rows =>
            ml.Regression.Evaluate(model.Transform(ml.Data.LoadFromEnumerable(rows)), nameof(Rating.Stars)).RootMeanSquaredError)];

        Comparison.WriteHeader("RMSE", "new users");
        var trainers = ml.Regression.Trainers;
        Comparison.Run("Sdca, one-hot", OneHot(ml).Append(trainers.Sdca(nameof(Rating.Stars))), train, Evaluate);
        IDataView keyed = Vectors.Keys(ml).Fit(train).Transform(train);
        var network = trainers.NeuralNetwork(Vectors.Network(keyed), new NeuralNetworkOptions
        {
            LabelColumnName = nameof(Rating.Stars),
            Epochs = epochs,
            BatchSize = 128,
            Optimizer = Optimizers.AdamW(0.01, weightDecay: 0.1),
            Schedule = Schedules.Cosine(),
            CancellationToken = cancellation,
        });
        double[] found = Comparison.Run("NeuralNetwork", Vectors.Keys(ml).Append(network), train, Evaluate);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"RMSE {found[0]:0.0000}, film's mean {Error(held, FilmsMean):0.0000}, rule {Error(held, rating => rating.Rule):0.0000}; "
            + $"new users {found[1]:0.0000}, film's mean {Error(newUsers, FilmsMean):0.0000}");
    }

    private static EstimatorChain<ColumnConcatenatingTransformer> OneHot(MLContext ml) =>
        ml.Transforms.Categorical.OneHotEncoding([new InputOutputColumnPair("Users", "User"), new InputOutputColumnPair("Films", "Film")])
            .Append(ml.Transforms.Concatenate("Features", "Users", "Films"));

    private static double Error(Rating[] rows, Func<Rating, double> predict) =>
        Math.Sqrt(rows.Average(rating => Math.Pow(rating.Stars - predict(rating), 2)));
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Recommendations;

/// <summary>What a network says of users and items that it has never seen.</summary>
[TestClass]
public sealed class UnknownKeysTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    /// <summary>The learned vector comes within two hundredths of the mean, on either side.</summary>
    private const double Slack = 1.02;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Unseen_users_get_about_the_items_mean_and_unseen_items_the_users(int seed)
    {
        Rating[] made = MadeRatings.Make(seed);
        bool IsNewUser(Rating rating) => Number(rating.User) % 6 == 0;
        bool IsNewItem(Rating rating) => Number(rating.Item) % 6 == 0;
        Rating[] known = [.. made.Where(rating => !IsNewUser(rating) && !IsNewItem(rating))];
        Rating[] newUsers = [.. made.Where(rating => IsNewUser(rating) && !IsNewItem(rating))];
        Rating[] newItems = [.. made.Where(rating => !IsNewUser(rating) && IsNewItem(rating))];
        Rating[] newBoth = [.. made.Where(rating => IsNewUser(rating) && IsNewItem(rating))];

        ITransformer model = Fit(known, unknown: 0.05), without = Fit(known, unknown: 0);

        double mean = known.Average(rating => (double)rating.Stars);
        double itemsMean = Error(newUsers, MadeRatings.Means(known, newUsers, rating => rating.Item));
        double usersMean = Error(newItems, MadeRatings.Means(known, newItems, rating => rating.User));
        double overall = Error(newBoth, newBoth.Select(_ => mean));
        Assert.IsLessThanOrEqualTo(itemsMean * Slack, Error(newUsers, Scores(model, newUsers)), "new users");
        Assert.IsLessThanOrEqualTo(usersMean * Slack, Error(newItems, Scores(model, newItems)), "new items");
        Assert.IsLessThanOrEqualTo(overall * Slack, Error(newBoth, Scores(model, newBoth)), "both new");
        Assert.IsGreaterThan(itemsMean, Error(newUsers, Scores(without, newUsers)), "A vector that is never trained says nothing.");
    }

    [TestMethod]
    public void Ratings_of_known_users_are_better_than_both_means()
    {
        Rating[] made = MadeRatings.Make(3);
        Rating[] held = [.. made.Where((_, i) => i % 10 == 0)], known = [.. made.Where((_, i) => i % 10 != 0)];
        double error = Error(held, Scores(Fit(known, unknown: 0.05), held));

        Assert.IsLessThan(0.8 * Error(held, MadeRatings.Means(known, held, rating => rating.Item)), error);
        Assert.IsLessThan(0.8 * Error(held, MadeRatings.Means(known, held, rating => rating.User)), error);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_bits_and_so_does_going_on()
    {
        Rating[] made = MadeRatings.Make(4)[..500];
        IDataView keyed = Keys(made).Transform(s_ml.Data.LoadFromEnumerable(made));
        NeuralNetworkTransformer Run(int epochs, NeuralNetworkModel? from = null)
        {
            NeuralNetworkTrainer trainer = s_ml.Regression.Trainers.NeuralNetwork(Network(keyed, 0.2), Options with { Epochs = epochs });
            return from is null ? trainer.Fit(keyed) : trainer.Fit(keyed, from);
        }

        float[] Scored(NeuralNetworkTransformer model) => [.. model.Transform(keyed).GetColumn<float>("Score")];

        float[] whole = Scored(Run(4));
        CollectionAssert.AreEqual(whole, Scored(Run(4)));
        CollectionAssert.AreEqual(whole, Scored(Run(2, Run(2).Model)));
    }

    [TestMethod]
    public void A_saved_model_scores_unseen_users_the_same()
    {
        Rating[] made = MadeRatings.Make(5)[..600];
        ITransformer model = Fit(made, unknown: 0.1, epochs: 2);
        Rating[] asked = [new() { User = "nobody", Item = made[0].Item }, new() { User = made[0].User, Item = "nothing" }, made[1]];
        using var folder = new TemporaryFolder();
        s_ml.Model.Save(model, s_ml.Data.LoadFromEnumerable(made).Schema, folder.File("ratings.zip"));

        double[] scores = Scores(model, asked);

        CollectionAssert.AreEqual(scores, Scores(s_ml.Model.Load(folder.File("ratings.zip"), out _), asked));
        Assert.AreEqual(3, scores.Distinct().Count(score => double.IsFinite(score)));
    }

    private static NeuralNetworkOptions Options => new()
    {
        LabelColumnName = "Stars", Epochs = 30, BatchSize = 128, Seed = 2, Optimizer = Optimizers.AdamW(0.01, weightDecay: 0.1),
    };

    private static TransformerChain<ITransformer> Fit(Rating[] known, double unknown, int epochs = 30)
    {
        IDataView rows = s_ml.Data.LoadFromEnumerable(known);
        ValueToKeyMappingTransformer keys = Keys(known);
        IDataView keyed = keys.Transform(rows);
        NeuralNetworkTransformer fitted = s_ml.Regression.Trainers.NeuralNetwork(
            Network(keyed, unknown), Options with { Epochs = epochs, Schedule = Schedules.Cosine() }).Fit(keyed);
        return new TransformerChain<ITransformer>(keys, fitted);
    }

    private static ChainLayer Network(IDataView keyed, double unknown)
    {
        Layer Of(string column) => Chain(
            Embedding(checked((int)((KeyDataViewType)keyed.Schema[column].Type).Count) + 1, 8, Initializers.Normal(0.3), unknown: unknown),
            Flatten());
        return Chain(Inputs(Combine.Multiply, ("User", Of("User")), ("Item", Of("Item"))), Output());
    }

    private static ValueToKeyMappingTransformer Keys(Rating[] known) =>
        s_ml.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("User"), new InputOutputColumnPair("Item")])
           .Fit(s_ml.Data.LoadFromEnumerable(known));

    private static double[] Scores(ITransformer model, Rating[] rows) =>
        [.. model.Transform(s_ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score").Select(score => (double)score)];

    private static double Error(Rating[] rows, IEnumerable<double> predicted) =>
        MadeRatings.Error(rows.Select(rating => (double)rating.Stars), predicted);

    private static int Number(string name) => int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture);
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Recommendations;

/// <summary>Pairs that are not present, beside those that are.</summary>
[TestClass]
public sealed class NegativeSamplingTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Each_pair_is_followed_by_pairs_of_its_user_that_are_not_present()
    {
        (string User, string Item)[] present = Some(users: 40, items: 25, rows: 300);
        (string User, string Item, bool Label)[] sampled = Read(s_ml.Data.SampleNegatives(Keyed(present), "User", "Item", ratio: 3));

        Assert.HasCount(4 * present.Length, sampled);
        for (int row = 0; row < sampled.Length; row++)
        {
            (string user, string item, bool label) = sampled[row];
            Assert.AreEqual(present[row / 4].User, user);
            Assert.AreEqual(row % 4 == 0, label);
            if (label)
                Assert.AreEqual(present[row / 4].Item, item);
            else
                Assert.DoesNotContain((user, item), present);
        }
    }

    [TestMethod]
    public void Every_absent_item_comes_with_the_same_chance()
    {
        // One user with every third of 30 items; another has them all but one, so that all of them come in the data.
        (string User, string Item)[] present =
        [
            .. Enumerable.Range(0, 10).Select(i => ("a", $"{3 * i}")), .. Enumerable.Range(0, 29).Select(i => ("b", $"{i + 1}")),
        ];
        var negatives = Read(s_ml.Data.SampleNegatives(Keyed(present), "User", "Item", ratio: 1000)).Where(row => !row.Label).ToArray();

        var drawn = negatives.Where(row => row.User == "a").CountBy(row => row.Item).ToDictionary();
        Assert.HasCount(20, drawn);
        Assert.IsTrue(drawn.Keys.All(item => int.Parse(item, System.Globalization.CultureInfo.InvariantCulture) % 3 != 0));
        foreach (int count in drawn.Values) // Five standard deviations of a binomial count.
            Assert.AreEqual(500, count, 5 * Math.Sqrt(10_000 * 0.05 * 0.95));
        Assert.IsTrue(negatives.Where(row => row.User == "b").All(row => row.Item == "0"));
    }

    [TestMethod]
    public void The_seed_decides()
    {
        IDataView present = Keyed(Some(users: 20, items: 20, rows: 100));
        var one = Read(s_ml.Data.SampleNegatives(present, "User", "Item", seed: 5));

        CollectionAssert.AreEqual(one, Read(s_ml.Data.SampleNegatives(present, "User", "Item", seed: 5)));
        CollectionAssert.AreNotEqual(one, Read(s_ml.Data.SampleNegatives(present, "User", "Item", seed: 6)));
    }

    [TestMethod]
    public void Known_pairs_are_never_drawn_and_their_items_are()
    {
        (string User, string Item)[] all = Some(users: 30, items: 20, rows: 300);
        ValueToKeyMappingTransformer keys = Keys(all);
        IDataView View((string User, string Item)[] rows) => keys.Transform(Rows(rows));
        (string User, string Item)[] held = all[..20], trained = all[20..];

        var negatives = Read(s_ml.Data.SampleNegatives(View(held), "User", "Item", ratio: 50, known: View(trained)))
            .Where(row => !row.Label).ToArray();

        foreach ((string user, string item, _) in negatives)
            Assert.DoesNotContain((user, item), all);
        Assert.IsTrue(negatives.Any(row => held.All(pair => pair.Item != row.Item)), "Items that only training has are drawn, too.");
    }

    [TestMethod]
    public void A_binary_network_learns_from_them()
    {
        // Users of even number have items of even number.
        var random = new Random(3);
        (string User, string Item)[] present = [.. Enumerable.Range(0, 1000).Select(_ =>
        {
            int user = random.Next(30);
            return ($"{user}", $"{(2 * random.Next(20)) + (user % 2)}");
        }).Distinct()];
        IDataView rows = s_ml.Data.SampleNegatives(Keyed(present), "User", "Item", ratio: 2);
        Layer network = Chain(
            Inputs(
                Combine.Multiply, ("User", Chain(Embedding(31, 4, unknown: 0.05), Flatten())),
                ("Item", Chain(Embedding(41, 4, unknown: 0.05), Flatten()))),
            Output());

        NeuralNetworkTransformer model = s_ml.BinaryClassification.Trainers.NeuralNetwork(
            network, new NeuralNetworkOptions { Epochs = 30, Seed = 1, Optimizer = Optimizers.Adam(0.02) }).Fit(rows);

        Assert.IsGreaterThan(0.85, s_ml.BinaryClassification.Evaluate(model.Transform(rows)).AreaUnderRocCurve);
    }

    [TestMethod]
    public void Rows_without_user_or_item_are_named_and_the_advice_works()
    {
        (string User, string Item)[] known = Some(users: 5, items: 8, rows: 20);
        IDataView data = Keys(known).Transform(Rows([known[0], ("stranger", known[0].Item), known[1]]));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Data.SampleNegatives(data, "User", "Item")).Message;
        StringAssert.Contains(message, "Row 2 has no 'User'");
        StringAssert.Contains(message, "ml.Data.FilterRowsByMissingValues(data, \"User\")");

        IDataView filtered = s_ml.Data.FilterRowsByMissingValues(data, "User");
        Assert.HasCount(4, Read(s_ml.Data.SampleNegatives(filtered, "User", "Item", ratio: 1, known: Keys(known).Transform(Rows(known)))));
    }

    [TestMethod]
    public void A_user_with_all_items_is_named()
    {
        IDataView data = Keyed([("Ann", "tea"), ("Ann", "milk"), ("Bob", "milk"), ("Bob", "tea"), ("Eve", "tea")]);

        string message = Assert.ThrowsExactly<InvalidOperationException>(() => s_ml.Data.SampleNegatives(data, "User", "Item")).Message;

        StringAssert.Contains(message, "'Ann' of column 'User' has all 2 items of column 'Item' (and 1 more users do)");
    }

    [TestMethod]
    public void Columns_that_are_missing_or_no_keys_are_named()
    {
        IDataView texts = Rows(Some(users: 3, items: 5, rows: 8)), keyed = Keyed(Some(users: 3, items: 5, rows: 8));

        StringAssert.Contains(Fault(() => s_ml.Data.SampleNegatives(keyed, "Customer", "Item")), "'Customer' is missing");
        StringAssert.Contains(Fault(() => s_ml.Data.SampleNegatives(keyed, "User", "Movie")), "'Movie' is missing");
        string noKeys = Fault(() => s_ml.Data.SampleNegatives(texts, "User", "Item"));
        StringAssert.Contains(noKeys, "Column 'User' is String");
        StringAssert.Contains(noKeys, "MapValueToKey(\"User\")");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Data.SampleNegatives(keyed, "User", "Item", ratio: 0));
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => s_ml.Data.SampleNegatives(keyed, "User", "User")).Message, "'User'");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => s_ml.Data.SampleNegatives(keyed, "User", "Item", labelColumnName: "Item")).Message, "'Item'");
        Assert.ThrowsExactly<InvalidOperationException>(
            () => s_ml.Data.SampleNegatives(s_ml.Data.SkipRows(keyed, 100), "User", "Item"));

        static string Fault(Action action) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(action).Message;
    }

    [TestMethod]
    public void Known_pairs_of_other_keys_are_refused()
    {
        IDataView one = Keyed([("Ann", "tea"), ("Bob", "milk")]), other = Keyed([("Bob", "tea"), ("Ann", "milk")]);

        string message = Assert.ThrowsExactly<ArgumentException>(
            () => s_ml.Data.SampleNegatives(one, "User", "Item", known: other)).Message;

        StringAssert.Contains(message, "'User'");
        StringAssert.Contains(message, "MapValueToKey");
    }

    private static (string User, string Item)[] Some(int users, int items, int rows)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, rows).Select(_ => ($"u{random.Next(users)}", $"i{random.Next(items)}")).Distinct()];
    }

    private static IDataView Rows((string User, string Item)[] pairs) =>
        s_ml.Data.LoadFromEnumerable(pairs.Select(pair => new Rating { User = pair.User, Item = pair.Item }).ToArray());

    private static ValueToKeyMappingTransformer Keys((string User, string Item)[] pairs) =>
        s_ml.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("User"), new InputOutputColumnPair("Item")]).Fit(Rows(pairs));

    private static IDataView Keyed((string User, string Item)[] pairs) => Keys(pairs).Transform(Rows(pairs));

    private static (string User, string Item, bool Label)[] Read(IDataView sampled)
    {
        IDataView texts = s_ml.Transforms.Conversion.MapKeyToValue(
            [new InputOutputColumnPair("User"), new InputOutputColumnPair("Item")]).Fit(sampled).Transform(sampled);
        return
        [
            .. texts.GetColumn<string>("User").Zip(texts.GetColumn<string>("Item"), texts.GetColumn<bool>("Label")),
        ];
    }
}

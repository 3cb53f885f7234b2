using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Validation data whose keys stand for other values than those of the training data is taken by value.</summary>
[TestClass]
public sealed class OtherKeysTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Example[] s_rows = Examples.Make(60), s_held = Examples.Make(30, seed: 2);

    [TestMethod]
    public void Labels_numbered_in_another_order_are_matched_by_value()
    {
        EpochReport expected = Last(Fit(Key(s_rows), Key(s_held)));
        IDataView reversed = Key([.. s_held.Reverse()]);
        Assert.AreNotEqual(First(Key(s_held)), First(reversed), "The keys are to differ.");

        EpochReport actual = Last(Fit(Key(s_rows), reversed));

        Assert.AreEqual(expected.ValidationLoss!.Value, actual.ValidationLoss!.Value, 1e-5);
        Assert.AreEqual(expected.ValidationAccuracy, actual.ValidationAccuracy);
        Assert.IsGreaterThan(0.9, actual.ValidationAccuracy!.Value);
    }

    [TestMethod]
    public void Labels_that_are_numbers_are_matched_by_value()
    {
        EpochReport expected = Last(Fit(Key(s_rows, nameof(Example.Code)), Key(s_held, nameof(Example.Code))));

        EpochReport actual = Last(Fit(Key(s_rows, nameof(Example.Code)), Key([.. s_held.Reverse()], nameof(Example.Code))));

        Assert.AreEqual(expected.ValidationLoss!.Value, actual.ValidationLoss!.Value, 1e-5);
    }

    [TestMethod]
    public void Fewer_labels_than_in_the_training_data_are_no_fault()
    {
        Example[] held = [.. s_held.Where(row => row.Name != "oak")];

        using NeuralNetworkTransformer fitted = Fit(Key(s_rows), Key(held));

        Assert.AreEqual(20, fitted.Model.History.ValidationRows);
        Assert.IsGreaterThan(0.9, Last(fitted).ValidationAccuracy!.Value);
        Assert.IsNull(fitted.Model.History.LeftOut);
    }

    [TestMethod]
    public void Rows_with_a_label_that_the_training_data_does_not_have_are_left_out_with_a_warning()
    {
        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);
        Example[] held = [.. s_held];
        held[4] = new Example { Features = held[4].Features, Name = "fir" };
        held[9] = new Example { Features = held[9].Features, Name = "yew" };

        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, Options)
            .Fit(Key(s_rows), Key(held));

        Assert.AreEqual(28, fitted.Model.History.ValidationRows);
        Assert.AreEqual(
            "Rows left out of the validation data: 2 with a label in 'Label' that the training data does not have (rows 4, 9, counted "
            + "from 0).",
            log.Warnings.Single());
        LeftOutRows leftOut = fitted.Model.History.LeftOut!.Single();
        Assert.AreEqual("validation", leftOut.Data);
        CollectionAssert.AreEqual(new long[] { 4, 9 }, leftOut.FirstRows.ToArray());
    }

    [TestMethod]
    public void No_label_in_common_is_refused_with_both()
    {
        Example[] strangers = [.. s_held.Select(row => new Example { Features = row.Features, Name = row.Yes ? "fir" : "yew" })];

        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Fit(Key(s_rows), Key(strangers))).Message;

        StringAssert.Contains(message,
            "Column 'Label' is a key for 'fir', 'yew' in the validation data; expected labels of the training data, 'oak', 'ash', 'elm'");
    }

    [TestMethod]
    public void Keys_without_values_are_not_matched_with_values()
    {
        IDataView bare = s_ml.Transforms.CopyColumns("Label", nameof(Example.Key)).Fit(Examples.View(s_ml, s_held))
            .Transform(Examples.View(s_ml, s_held));

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Fit(Key(s_rows), bare)).Message,
            "Column 'Label' is a key without values in the validation data; expected a key with values (MapValueToKey), as in the "
            + "training data");
    }

    [TestMethod]
    public void Weights_of_classes_follow_the_values()
    {
        NeuralNetworkOptions options = Options with { ClassWeights = ClassWeights.Of(("oak", 5), ("ash", 0.2)) };
        double expected = Last(Fit(Key(s_rows), Key(s_held), options)).ValidationLoss!.Value;

        Assert.AreEqual(expected, Last(Fit(Key(s_rows), Key([.. s_held.Reverse()]), options)).ValidationLoss!.Value, 1e-5);
    }

    [TestMethod]
    [DataRow(PredictionTask.MulticlassClassification)]
    [DataRow(PredictionTask.BinaryClassification)]
    [DataRow(PredictionTask.Regression)]
    public void Columns_in_another_order_are_found_by_name(PredictionTask task)
    {
        IDataView train = Key(s_rows), held = Key(s_held);
        IDataView turned = s_ml.Transforms.SelectColumns(held.Schema.Where(c => !c.IsHidden).Select(c => c.Name).Distinct().Reverse()
            .ToArray(), keepHidden: false)
            .Fit(held).Transform(held);
        Assert.AreNotEqual(held.Schema["Label"].Index, turned.Schema["Label"].Index);
        NeuralNetworkTrainer trainer = task switch
        {
            PredictionTask.MulticlassClassification => s_ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), Options),
            PredictionTask.BinaryClassification =>
                s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), Options with { LabelColumnName = nameof(Example.Yes) }),
            _ => s_ml.Regression.Trainers.NeuralNetwork(Output(), Options with { LabelColumnName = nameof(Example.Amount) }),
        };

        Assert.AreEqual(Last(trainer.Fit(train, held)).ValidationLoss, Last(trainer.Fit(train, turned)).ValidationLoss);
    }

    [TestMethod]
    public void Features_that_are_keys_are_matched_by_value()
    {
        Word[] rows = Words(60, 1), held = Words(30, 2);
        IDataView train = WordKeys(rows);
        double expected = Last(FitWords(train, WordKeys(held, ["red", "green", "blue"]))).ValidationLoss!.Value;

        IDataView turned = WordKeys(held, ["blue", "red", "green"]);

        Assert.AreEqual(expected, Last(FitWords(train, turned)).ValidationLoss!.Value, 1e-6);
    }

    [TestMethod]
    public void A_one_hot_slot_that_stands_for_another_value_is_refused_by_name()
    {
        Word[] rows = Words(30, 1);
        IDataView OneHot(params string[] words)
        {
            IDataView keys = s_ml.Data.LoadFromEnumerable(words.Select(word => new TextOnly(word)));
            IDataView view = s_ml.Data.LoadFromEnumerable(rows);
            return s_ml.Transforms.Categorical.OneHotEncoding("Features", nameof(Word.Text), keyData: keys).Fit(view).Transform(view);
        }

        NeuralNetworkTrainer trainer =
            s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), Options with { LabelColumnName = nameof(Word.Yes) });

        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => trainer.Fit(OneHot("red", "green", "blue"), OneHot("red", "blue", "green"))).Message;

        StringAssert.Contains(message,
            "one-hot slot 1 for 'blue' in the validation data; expected one-hot slot 1 for 'green', as in the training data");
        trainer.Fit(OneHot("red", "green", "blue"), OneHot("red", "green", "blue")).Dispose();
    }

    private static NeuralNetworkOptions Options => Fits.FullBatch(60);

    private static NeuralNetworkTransformer Fit(IDataView train, IDataView held, NeuralNetworkOptions? options = null) =>
        s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, options ?? Options).Fit(train, held);

    private static NeuralNetworkTransformer FitWords(IDataView train, IDataView held) => s_ml.BinaryClassification.Trainers.NeuralNetwork(
        Chain(Embedding(4, 2), Flatten(), Output()), Options with { LabelColumnName = nameof(Word.Yes) }).Fit(train, held);

    private static EpochReport Last(NeuralNetworkTransformer fitted) => fitted.Model.History.Epochs[^1];

    /// <summary>The rows with a key whose values are numbered in the order of the rows.</summary>
    private static IDataView Key(Example[] rows, string source = nameof(Example.Name))
    {
        IDataView view = Examples.View(s_ml, rows);
        return s_ml.Transforms.Conversion.MapValueToKey("Label", source).Fit(view).Transform(view);
    }

    private static string First(IDataView keyed)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        keyed.Schema["Label"].GetKeyValues(ref values);
        return values.DenseValues().First().ToString();
    }

    private static Word[] Words(int count, int seed)
    {
        var random = new Random(seed);
        string[] words = ["red", "green", "blue"];
        return [.. Enumerable.Range(0, count).Select(_ => words[random.Next(3)])
            .Select(word => new Word { Text = word, Yes = word == "green" })];
    }

    private static IDataView WordKeys(Word[] rows, string[]? order = null)
    {
        IDataView view = s_ml.Data.LoadFromEnumerable(rows);
        IDataView keys = s_ml.Data.LoadFromEnumerable((order ?? ["red", "green", "blue"]).Select(word => new TextOnly(word)));
        return s_ml.Transforms.Concatenate("Texts", nameof(Word.Text))
            .Append(s_ml.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("Features", "Texts")], keyData: keys))
            .Fit(view).Transform(view);
    }

    private sealed record TextOnly(string Text);

    private sealed class Word
    {
        public string Text { get; set; } = "";

        public bool Yes { get; set; }
    }
}

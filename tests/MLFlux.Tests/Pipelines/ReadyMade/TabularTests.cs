using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>Pipelines made from a look at a table.</summary>
[TestClass]
public sealed class TabularTests
{
    private static readonly string[] s_labels = [nameof(House.Price), nameof(House.Quick), nameof(House.Stars)];

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Each_kind_of_column_is_used_in_its_way()
    {
        ReadyPipeline pipeline = Plan(nameof(House.Price));

        Dictionary<string, ColumnUse> uses = pipeline.Choices.ToDictionary(choice => choice.ColumnName, choice => choice.Use);
        Assert.AreEqual(ColumnUse.LeftOut, uses[nameof(House.Id)]);
        Assert.AreEqual(ColumnUse.LeftOut, uses[nameof(House.Country)]);
        Assert.AreEqual(ColumnUse.Number, uses[nameof(House.Rooms)]);
        Assert.AreEqual(ColumnUse.Number, uses[nameof(House.Area)]);
        Assert.AreEqual(ColumnUse.Boolean, uses[nameof(House.Garden)]);
        Assert.AreEqual(ColumnUse.Category, uses[nameof(House.District)]);
        Assert.AreEqual(ColumnUse.Hashed, uses[nameof(House.Street)]);
        Assert.AreEqual(ColumnUse.Text, uses[nameof(House.Advert)]);
        Assert.AreEqual(ColumnUse.Date, uses[nameof(House.Sold)]);
        Assert.AreEqual(ColumnUse.Label, uses[nameof(House.Price)]);
        StringAssert.Contains(pipeline.Choices.Single(choice => choice.ColumnName == nameof(House.Country)).Reason,
            "one value only, 'Here'");
    }

    [TestMethod]
    public void A_choice_has_the_range_of_its_numbers_and_a_typical_one()
    {
        House[] houses = House.Make(600);
        Dictionary<string, NumberRange?> ranges =
            Plan(nameof(House.Price)).Choices.ToDictionary(choice => choice.ColumnName, choice => choice.Range);

        Assert.IsNull(ranges[nameof(House.District)]);
        Assert.IsNull(ranges[nameof(House.Sold)]);
        Assert.AreEqual(1, ranges[nameof(House.Rooms)]!.Least);
        Assert.AreEqual(8, ranges[nameof(House.Rooms)]!.Greatest);
        Assert.IsTrue(houses.Any(house => house.Area == ranges[nameof(House.Area)]!.Typical), "a typical number is one of the numbers");
        Assert.AreEqual(houses.Select(house => house.Area).Order().ElementAt(300), ranges[nameof(House.Area)]!.Typical, 15);
        Assert.AreEqual("1.5 to 3.25, typically 2", new NumberRange(1.5, 2, 3.25).ToString());
    }

    [TestMethod]
    [DataRow(nameof(House.Price), PredictionTask.Regression)]
    [DataRow(nameof(House.Quick), PredictionTask.BinaryClassification)]
    [DataRow(nameof(House.Garden), PredictionTask.BinaryClassification)]
    [DataRow(nameof(House.Stars), PredictionTask.MulticlassClassification)]
    [DataRow(nameof(House.District), PredictionTask.MulticlassClassification)]
    public void The_label_decides_the_task(string label, PredictionTask task) => Assert.AreEqual(task, Plan(label).Task);

    [TestMethod]
    [DataRow(3, 1, PredictionTask.Regression)]
    [DataRow(18, 1, PredictionTask.Regression)]
    [DataRow(3, 2, PredictionTask.MulticlassClassification)]
    public void Few_whole_numbers_that_never_come_twice_were_classes(int values, int each, PredictionTask task)
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, values * each)
            .Select(row => new Levels { Few = row % 2, Some = row, Label = row % values }));
        Assert.AreEqual(task, _ml.Pipelines().Tabular(rows, "Label").Task);
    }

    [TestMethod]
    public void A_number_is_learned_and_the_model_loads_in_a_plain_context()
    {
        ReadyPipeline pipeline = Plan(nameof(House.Price));
        ITransformer model = pipeline.Fit(House.View(_ml, 600));
        IDataView heldOut = House.View(_ml, 300, seed: 2);

        Assert.IsGreaterThan(0.9, _ml.Regression.Evaluate(model.Transform(heldOut), nameof(House.Price)).RSquared);

        using var stream = new MemoryStream();
        _ml.Model.Save(model, heldOut.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(Scores(model, heldOut), Scores(loaded, heldOut));
    }

    [TestMethod]
    public void Yes_or_no_in_words_comes_back_in_words()
    {
        ReadyPipeline pipeline = Plan(nameof(House.Quick));
        IDataView scored = pipeline.Fit(House.View(_ml, 600)).Transform(House.View(_ml, 300, seed: 2));

        CollectionAssert.AreEqual(new[] { "no", "yes" }, pipeline.BinaryValues!.ToArray());
        double accuracy = _ml.BinaryClassification.Evaluate(scored, nameof(House.Quick)).Accuracy;
        Assert.IsGreaterThan(0.85, accuracy);
        string[] predicted = [.. scored.GetColumn<string>("PredictedLabel")];
        bool[] actual = [.. scored.GetColumn<bool>(nameof(House.Quick))];
        Assert.AreEqual(accuracy, predicted.Zip(actual).Count(pair => pair.First == (pair.Second ? "yes" : "no")) / 300.0, 1e-9);
    }

    [TestMethod]
    public void Whole_numbers_are_classes_and_come_back_as_numbers()
    {
        IDataView scored = Plan(nameof(House.Stars)).Fit(House.View(_ml, 600)).Transform(House.View(_ml, 300, seed: 2));

        Assert.IsGreaterThan(0.7, _ml.MulticlassClassification.Evaluate(scored, nameof(House.Stars)).MicroAccuracy);
        CollectionAssert.AreEquivalent(new[] { 1f, 2f, 3f }, scored.GetColumn<float>("PredictedLabel").Distinct().ToArray());
    }

    [TestMethod]
    public void New_rows_may_lack_what_no_row_lacked_before()
    {
        ITransformer model = Plan(nameof(House.Price)).Fit(House.View(_ml, 600));
        House house = House.Make(1)[0];
        house.Area = double.NaN;
        house.District = "unheard of";
        house.Sold = default;

        Assert.IsTrue(float.IsFinite(Scores(model, _ml.Data.LoadFromEnumerable([house]))[0]));
    }

    [TestMethod]
    public void What_is_wanted_of_a_column_is_done()
    {
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(House.View(_ml, 100), nameof(House.Price), new TabularOptions
        {
            Uses = new Dictionary<string, ColumnUse> { [nameof(House.Area)] = ColumnUse.LeftOut,
                [nameof(House.Rooms)] = ColumnUse.Category },
            ExampleWeightColumnName = nameof(House.Stars),
        });

        Assert.AreEqual(ColumnUse.LeftOut, pipeline.Choices.Single(choice => choice.ColumnName == nameof(House.Area)).Use);
        Assert.AreEqual(ColumnUse.Category, pipeline.Choices.Single(choice => choice.ColumnName == nameof(House.Rooms)).Use);
        Assert.AreEqual(nameof(House.Stars), pipeline.Training.ExampleWeightColumnName);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => _ml.Pipelines().Tabular(House.View(_ml, 100), nameof(House.Price), new TabularOptions
            {
                Uses = new Dictionary<string, ColumnUse> { [nameof(House.Garden)] = ColumnUse.Date },
            })).Message,
            "Column 'Garden' is Boolean, which cannot be used as Date; it can be Boolean, LeftOut.");
    }

    [TestMethod]
    public void Quality_decides_how_much_is_trained()
    {
        ReadyPipeline quick = Plan(Quality.Quick), balanced = Plan(Quality.Balanced), best = Plan(Quality.Best);
        Assert.AreEqual(balanced.Training, _ml.Pipelines().Tabular(House.View(_ml, 300), nameof(House.Price)).Training);
        Assert.IsLessThan(balanced.Training.Epochs, quick.Training.Epochs);
        Assert.AreEqual(1, balanced.Training.BaggedFolds);
        Assert.IsGreaterThan(1, best.Training.BaggedFolds);
        Assert.IsEmpty(balanced.Training.BaggedCandidates);
        Assert.HasCount(3, best.Training.BaggedCandidates, "Words beside numbers leave room for more than one network.");
        string[] numbers = [nameof(House.Rooms), nameof(House.Area), nameof(House.Sold), nameof(House.Stars)];
        Assert.IsEmpty(_ml.Pipelines().Tabular(House.View(_ml, 300), nameof(House.Price), new TabularOptions
        {
            Quality = Quality.Best, Uses = numbers.ToDictionary(name => name, _ => ColumnUse.LeftOut),
        }).Training.BaggedCandidates, "Words alone make a vector too wide for it.");
        ReadyPipeline narrow = _ml.Pipelines().Tabular(House.View(_ml, 300), nameof(House.Price), new TabularOptions
        {
            Quality = Quality.Best, Uses = new Dictionary<string, ColumnUse> { [nameof(House.Advert)] = ColumnUse.LeftOut },
        });
        Assert.HasCount(3, narrow.Training.BaggedCandidates);
        Assert.HasCount(4, narrow.Training.BaggedCandidates.Select(one => one.Network).Append(narrow.Network).Distinct());
        Assert.IsNull(balanced.Training.TimeLimit);
        Assert.AreEqual(TimeSpan.FromMinutes(10), best.Training.TimeLimit);
        Assert.AreEqual(TimeSpan.FromSeconds(7), Plan(Quality.Best, TimeSpan.FromSeconds(7)).Training.TimeLimit);

        ReadyPipeline Plan(Quality quality, TimeSpan? time = null) => _ml.Pipelines().Tabular(
            House.View(_ml, 300), nameof(House.Price), new TabularOptions { Quality = quality, Time = time });
    }

    [TestMethod]
    [DataRow(3, 0, 2, DisplayName = "a bin between each two of the column's three values")]
    [DataRow(3, 5, 3, DisplayName = "and what stands in for a missing one")]
    [DataRow(100, 0, 32, DisplayName = "no more than for any number")]
    public void Bins_that_no_number_can_fill_were_computed_all_the_same(int values, int missing, int bins)
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i => new Levels
        {
            Few = i % 2, Some = i < missing ? float.NaN : (i % values) * 0.5f, Label = (float)Math.Sin(i),
        }).ToArray());
        StringAssert.Matches($"{_ml.Pipelines().Tabular(rows).Network}", new Regex($@"PiecewiseLinear\({bins}\b"));
    }

    [TestMethod]
    public void The_best_quality_is_an_ensemble_that_predicts_better_than_chance_and_loads()
    {
        string[] leftOut = [nameof(House.Quick), nameof(House.Stars), nameof(House.Street), nameof(House.Advert)];
        ReadyPipeline ready = _ml.Pipelines().Tabular(House.View(_ml, 200), nameof(House.Price), new TabularOptions
        {
            Quality = Quality.Best, Uses = leftOut.ToDictionary(name => name, _ => ColumnUse.LeftOut),
        });
        IDataView heldOut = House.View(_ml, 100, seed: 2);
        ITransformer model = ready.With(ready.Training with { Epochs = 10, Seed = 1 }).Fit(House.View(_ml, 200));
        Assert.IsGreaterThan(0.5, _ml.Regression.Evaluate(model.Transform(heldOut), nameof(House.Price)).RSquared);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, heldOut.Schema, stream);
        stream.Position = 0;
        CollectionAssert.AreEqual(Scores(model, heldOut), Scores(new MLContext().Model.Load(stream, out _), heldOut));
    }

    [TestMethod]
    public void Very_wide_tables_have_bins_for_those_numbers_that_are_chosen()
    {
        IDataView wide = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Wide
        {
            Values = [.. Enumerable.Range(0, 3_000).Select(j => (float)((i * j) % 17))], Label = i % 2 == 0,
        }).ToArray());
        string network = $"{_ml.Pipelines().Tabular(wide).Network}";
        Assert.Contains("Members", network);
        Assert.Contains("PiecewiseLinear(4)", network);
    }

    [TestMethod]
    public void A_label_that_is_not_there_is_answered_with_the_nearest_names() => StringAssert.Contains(
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Plan("Prize")).Message,
        "Label: there is no column 'Prize' (nearest: 'Price')");

    [TestMethod]
    public void A_label_with_one_value_is_refused() => StringAssert.Contains(
        Assert.ThrowsExactly<InvalidOperationException>(() => Plan(nameof(House.Country))).Message,
        "Label column 'Country' has one value only, 'Here', in all 600 rows");

    /// <summary>The message said why each column was left out, and not what to do.</summary>
    [TestMethod]
    public void Where_nothing_is_left_to_learn_from_it_is_said_how_a_column_is_kept()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 60).Select(i => new { Name = $"house {i}", Country = "Here", Price = i * 1.5f }).ToArray());
        TabularOptions options = new(), kept = new() { Kept = ["Name"] }, command = new() { Keep = name => $"--keep {name}" };
        string Refused(TabularOptions given) =>
            Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Pipelines().Tabular(data, "Price", given)).Message;
        StringAssert.Contains(Refused(options), "keep that column ('Name' in Kept)");
        StringAssert.Contains(Refused(command), "keep that column (--keep Name)");
        Assert.AreEqual(
            ColumnUse.Category, _ml.Pipelines().Tabular(data, "Price", kept).Choices.Single(choice => choice.ColumnName == "Name").Use);
        Assert.DoesNotContain("keep", Refused(new TabularOptions
        {
            Uses = new Dictionary<string, ColumnUse> { ["Name"] = ColumnUse.LeftOut },
        }));
    }

    [TestMethod]
    public void Yes_or_no_that_is_missing_is_refused()
    {
        House[] houses = House.Make(60);
        houses[7].Quick = "";

        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(
                () => _ml.Pipelines().Tabular(_ml.Data.LoadFromEnumerable(houses), nameof(House.Quick))).Message,
            "has no value in 1 of 60 rows");
    }

    [TestMethod]
    public void A_cancelled_look_ends() => Assert.ThrowsExactly<OperationCanceledException>(
        () => _ml.Pipelines().Tabular(House.View(_ml, 100), nameof(House.Price),
            new TabularOptions { CancellationToken = new CancellationToken(canceled: true) }));

    [TestMethod]
    public void Network_and_training_can_be_others()
    {
        ReadyPipeline pipeline = Plan(nameof(House.Price));
        Layer network = Layers.Chain(Layers.Output());

        ReadyPipeline changed = pipeline.With(network).With(new NeuralNetworkOptions { Epochs = 2 });

        Assert.AreEqual(network, changed.Network);
        Assert.AreEqual(2, changed.Training.Epochs);
        Assert.AreEqual(nameof(House.Price), changed.Training.LabelColumnName);
        Assert.AreNotEqual(network, pipeline.Network);
    }

    private ReadyPipeline Plan(string label) => _ml.Pipelines().Tabular(House.View(_ml, 600), label, new TabularOptions
    {
        Uses = s_labels.Where(other => other != label).Append(nameof(House.Street)).ToDictionary(
            name => name, name => name == nameof(House.Street) ? ColumnUse.Hashed : ColumnUse.LeftOut),
    });

    private sealed class Levels
    {
        public float Few { get; set; }

        public float Some { get; set; }

        public float Label { get; set; }
    }

    private sealed class Wide
    {
        [VectorType(3_000)]
        public float[] Values { get; set; } = [];

        public bool Label { get; set; }
    }

    private static float[] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float>("Score")];
}

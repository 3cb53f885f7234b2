using System.Reflection;
using Microsoft.ML;
using MLFlux.Tests.Support;
using MLFlux.Training;

namespace MLFlux.Tests.Training;

/// <summary>Every option has its row, and a row says what is so.</summary>
[TestClass]
public sealed class OptionTableTests : IDisposable
{
    private static readonly PropertyInfo[] s_properties = [.. typeof(NeuralNetworkOptions)
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => property.Name != "EqualityContract")];

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Names => OptionTable.All.Select(option => new object[] { option.Name });

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Every_option_has_one_row_and_every_row_an_option() =>
        CollectionAssert.AreEquivalent(
            s_properties.Select(property => property.Name).ToArray(), OptionTable.All.Select(option => option.Name).ToArray());

    [TestMethod]
    public void Every_option_of_a_record_in_a_file_is_one_of_the_table() =>
    Assert.AreEqual("Options", string.Join(' ', typeof(TrainingRecord)
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(property => property.Name)
        .Except(OptionTable.All.Select(option => option.Name))));

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_row_reads_and_changes_its_own_option_alone(string name)
    {
        TrainingOption option = Row(name);
        NeuralNetworkOptions all = UnusualOptions.All;

        Assert.IsTrue(option.IsSet(all));
        Assert.IsFalse(option.IsSet(new NeuralNetworkOptions()));
        AreEqualBut([name], all, option.WithDefault(all));
        Assert.IsFalse(option.IsSet(option.WithDefault(all)));
    }

    [TestMethod]
    public void A_short_trial_fit_has_the_defaults_of_what_it_drops_and_all_else_as_it_was()
    {
        string[] dropped = [.. OptionTable.All.Where(option => option.IsDroppedByTrials).Select(option => option.Name)];

        NeuralNetworkOptions trial = OptionTable.ForTrial(UnusualOptions.All);

        AreEqualBut(dropped, UnusualOptions.All, trial);
        foreach (string name in dropped)
            Assert.IsFalse(Row(name).IsSet(trial), name);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_fit_goes_on_with_another_value_where_the_row_says_so_and_only_there(string name)
    {
        TrainingOption option = Row(name);
        NeuralNetworkOptions begun = new() { Seed = 3, Epochs = 2, BatchSize = 8, CheckpointPath = _folder.File("fit") };
        NeuralNetworkOptions other = UnusualOptions.Change(begun, name) with { ResumeFrom = _folder.File("fit"), CheckpointPath = null };
        if (name is nameof(NeuralNetworkOptions.CancellationToken) or nameof(NeuralNetworkOptions.BaggedFolds)
            or nameof(NeuralNetworkOptions.BaggedCandidates) or nameof(NeuralNetworkOptions.DecisionThreshold)
            or nameof(NeuralNetworkOptions.RowGroupColumnName) or nameof(NeuralNetworkOptions.LabelGains)
            or nameof(NeuralNetworkOptions.Heads) or nameof(NeuralNetworkOptions.FineTuning)
            or nameof(NeuralNetworkOptions.ScoringViews))
        {
            // The first ends a fit, bags and fine-tuning are refused with a checkpoint, two have tests, others are of others.
            return;
        }

        Fit(begun).Dispose();
        if (option.Resume != ResumeUse.Same)
        {
            Fit(other).Dispose();
            return;
        }

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(other));
        StringAssert.Contains(fault.Message, $"{name} was ");
    }

    [TestMethod]
    public void A_fit_with_another_thaw_epoch_or_memory_budget_does_not_go_on()
    {
        NeuralNetworkOptions begun = new()
        {
            Seed = 3, Epochs = 2, FrozenLayers = [new FrozenLayer("0", 2)], CheckpointPath = _folder.File("fit"),
        };
        Fit(begun).Dispose();
        NeuralNetworkOptions resumed = begun with { Epochs = 4, ResumeFrom = _folder.File("fit") };

        Refused(resumed with { FrozenLayers = [new FrozenLayer("0", 3)] },
            """FrozenLayers was [new FrozenLayer("0", thawEpoch: 2)], now it is [new FrozenLayer("0", thawEpoch: 3)]""");
        Refused(resumed with { FrozenLayers = ["0"] }, """now it is ["0"]""");
        Refused(resumed with { MemoryBudget = 8_000_000 }, "MemoryBudget was not set, now it is 8000000");
        Fit(resumed).Dispose();

        void Refused(NeuralNetworkOptions options, string words) => StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options)).Message, words);
    }

    [TestMethod]
    public void A_fit_of_two_classes_goes_on_with_another_decision_threshold()
    {
        // Classes that overlap: with those that do not, most thresholds are as good.
        var random = new Random(2);
        Example[] rows = Examples.Make(60);
        foreach (Example row in rows)
            row.Yes = row.Yes != random.NextDouble() < 0.2;
        NeuralNetworkOptions begun = new()
        {
            Seed = 3, Epochs = 2, BatchSize = 8, ValidationFraction = 0.4, CheckpointPath = _folder.File("fit"),
        };
        NeuralNetworkOptions other = begun with { Epochs = 4, CheckpointPath = null, DecisionThreshold = DecisionThreshold.Costs(1, 20) };
        Fits.Binary(Examples.Hidden, begun, rows).Dispose();
        using NeuralNetworkTransformer whole = Fits.Binary(Examples.Hidden, other, rows);

        using NeuralNetworkTransformer resumed = Fits.Binary(Examples.Hidden, other with { ResumeFrom = _folder.File("fit") }, rows);

        Weights.AssertSame(whole, resumed);
        Assert.AreEqual(whole.Model.DecisionThreshold, resumed.Model.DecisionThreshold);
        Assert.IsLessThan(0.4, resumed.Model.DecisionThreshold!.Value);
    }

    private static NeuralNetworkTransformer Fit(NeuralNetworkOptions options)
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.Keyed(ml, Examples.Make(40));
        IDataView copied = ml.Transforms.CopyColumns(UnusualOptions.All.LabelColumnName, "Label")
            .Append(ml.Transforms.CopyColumns(UnusualOptions.All.FeatureColumnName, "Features"))
            .Fit(rows).Transform(rows);
        return ml.MulticlassClassification.Trainers.NeuralNetwork(UnusualOptions.Network, options).Fit(copied);
    }

    private static TrainingOption Row(string name) => OptionTable.All.Single(option => option.Name == name);

    private static void AreEqualBut(string[] names, NeuralNetworkOptions expected, NeuralNetworkOptions actual)
    {
        foreach (PropertyInfo property in s_properties.Where(property => !names.Contains(property.Name)))
            Assert.AreEqual(property.GetValue(expected), property.GetValue(actual), property.Name);
    }
}

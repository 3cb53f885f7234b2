using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Groups and labels of which no order can be learned are refused by name.</summary>
[TestClass]
public sealed class RankingBadInputTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly NeuralNetworkOptions s_options = new() { RowGroupColumnName = "GroupId", Epochs = 1 };

    [TestMethod]
    public void Groups_that_are_not_together_are_named_with_the_row()
    {
        RankingRow[] rows = RankingRow.Make(6);
        int second = Array.FindIndex(rows, row => row.Query == "q1");
        RankingRow[] mixed = [.. rows, new RankingRow { Features = rows[second].Features, Query = "q1", Label = 1 }];

        StringAssert.Contains(
            Refusal<InvalidOperationException>(mixed),
            $"The rows of group 'q1' in 'GroupId' are not together: row {rows.Length} comes after rows of other groups. Sort the rows by");
        s_ml.Ranking.Trainers.NeuralNetwork(Output(), s_options).Fit(RankingRow.View(s_ml, mixed.OrderBy(row => row.Query))).Dispose();
    }

    [TestMethod]
    public void Groups_of_one_row_are_refused_where_there_are_no_others_and_said_where_there_are()
    {
        RankingRow[] rows = RankingRow.Make(6);
        StringAssert.Contains(
            Refusal<InvalidOperationException>([.. rows.DistinctBy(row => row.Query)]), "Every row is alone in its group of 'GroupId'");

        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);
        RankingRow[] some = [.. rows, new RankingRow { Features = rows[0].Features, Query = "alone", Label = 1 }];
        ml.Ranking.Trainers.NeuralNetwork(Output(), s_options).Fit(RankingRow.View(ml, some)).Dispose();
        StringAssert.Contains(string.Join("\n", log.Warnings), "1 rows are alone in their group of 'GroupId'");
    }

    [TestMethod]
    public void Groups_in_which_all_rows_are_alike_have_no_order()
    {
        RankingRow[] rows = RankingRow.Make(6);
        foreach (RankingRow row in rows)
            row.Label = 2;

        StringAssert.Contains(
            Refusal<InvalidOperationException>(rows), "In each group of 'GroupId' all rows have the same label in 'Label'");
    }

    [TestMethod]
    [DataRow(5f)]
    [DataRow(-1f)]
    [DataRow(1.5f)]
    public void A_label_without_a_gain_names_the_option(float label)
    {
        RankingRow[] rows = RankingRow.Make(6);
        rows[3].Label = label;

        string message = Refusal<InvalidOperationException>(rows);

        StringAssert.Contains(message, FormattableString.Invariant($"Label column 'Label' has {label} in row 3"));
        StringAssert.Contains(message, "whole numbers from 0 to 4");
        StringAssert.Contains(message, "give LabelGains");
    }

    [TestMethod]
    public void A_column_of_groups_that_is_missing_or_no_key_is_named()
    {
        IDataView rows = RankingRow.View(s_ml, RankingRow.Make(6));

        StringAssert.Contains(Column("Session"), "Column 'Session' is missing");
        StringAssert.Contains(Column("Query"), "Column 'Query' is String; expected Key<UInt32>, the group of each row");

        string Column(string name) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Ranking.Trainers
            .NeuralNetwork(Output(), s_options with { RowGroupColumnName = name }).Fit(rows)).Message;
    }

    [TestMethod]
    public void Options_that_make_no_sense_are_named_when_the_trainer_is_made()
    {
        StringAssert.Contains(Fault(new NeuralNetworkOptions()), "RowGroupColumnName is empty");
        StringAssert.Contains(Fault(s_options with { Loss = Losses.MeanSquaredError() }), "it is LambdaRank() or ListwiseSoftmax()");
        StringAssert.Contains(Fault(s_options with { LabelGains = [1] }), "LabelGains has to be at least two");
        StringAssert.Contains(Fault(s_options with { LabelGains = [0, double.NaN] }), "LabelGains has to be at least two");
        StringAssert.Contains(Fault(s_options with { MemoryBudget = 1 << 22 }), "MemoryBudget is not for a ranking");
        StringAssert.Contains(Fault(s_options with { Augmentation = [Augmentations.Mixup(0.2)] }), "Augmentation has Mixup");
        foreach (NeuralNetworkOptions options in new NeuralNetworkOptions[]
        {
            new() { Loss = Losses.LambdaRank() }, new() { RowGroupColumnName = "GroupId" }, new() { LabelGains = [0, 1] },
        })
        {
            StringAssert.Contains(
                Assert.ThrowsExactly<ArgumentException>(() => s_ml.Regression.Trainers.NeuralNetwork(Output(), options)).Message, "anking");
        }

        static string Fault(NeuralNetworkOptions options) =>
            Assert.ThrowsExactly<ArgumentException>(() => s_ml.Ranking.Trainers.NeuralNetwork(Output(), options)).Message;
    }

    [TestMethod]
    public void An_experiment_cut_groups_by_its_split()
    {
        string none = Refused(s_options, null), random = Refused(s_options, Splits.Random());
        Split whole = Splits.ByGroup(nameof(RankingRow.Query));

        StringAssert.Contains(none, "a split of rows would cut. Set ExperimentOptions.Split to Splits.ByGroup");
        StringAssert.Contains(random, "which '0.2 of the rows held out");
        StringAssert.Contains(
            Refused(s_options with { RowGroupColumnName = "Searches" }, whole),
            "RowGroupColumnName is 'Searches'; an experiment evaluates groups by the key in 'GroupId'.");
        StringAssert.Contains(
            Refused(s_options with { LabelGains = [0, 1, 2, 3, 4, 5] }, whole), "LabelGains has 6 labels; an experiment evaluates labels");

        static string Refused(NeuralNetworkOptions training, Split? split)
        {
            var pipeline = s_ml.Ranking.Trainers.NeuralNetwork(Output(), training);
            return Assert.ThrowsExactly<ArgumentException>(() => s_ml.Experiment(
                new EstimatorChain<ITransformer>().Append(pipeline), new ExperimentOptions { Split = split })).Message;
        }
    }

    private static string Refusal<T>(RankingRow[] rows)
        where T : Exception =>
        Assert.ThrowsExactly<T>(() => s_ml.Ranking.Trainers.NeuralNetwork(Output(), s_options).Fit(RankingRow.View(s_ml, rows))).Message;
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using MLFlux.Views;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Views;

/// <summary>A fit of rows in memory kept their features a second time.</summary>
[TestClass]
public sealed class KeptFeaturesTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 3, BatchSize = 8, Seed = 4, ValidationFraction = 0.25, LabelColumnName = nameof(Example.Amount),
    };

    [TestMethod]
    public void Rows_in_memory_are_trained_on_where_they_are()
    {
        IDataView kept = Kept(Examples.Make(50));
        FeatureStores stores = FeatureStores.Kept(kept, [kept.Schema[nameof(Example.Features)]])!;
        Assert.AreSame(((IKeptFeatures)kept).Kept(kept.Schema[nameof(Example.Features)]), stores[0]);
        Assert.AreEqual(50, stores.Count);
        Assert.IsTrue(stores.AreKept);
        Assert.IsNull(((IKeptFeatures)kept).Kept(kept.Schema[nameof(Example.Amount)]));
        Assert.IsNull(((IKeptFeatures)kept).Kept(kept.Schema[nameof(Example.Amounts)]), "A column that is not in memory.");
        Assert.IsNull(FeatureStores.Kept(Examples.View(s_ml, 5), [kept.Schema[nameof(Example.Features)]]));
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(17)]
    public void They_give_the_same_bits_also_where_a_row_is_left_out(int bad)
    {
        Example[] rows = Examples.Make(50);
        if (bad >= 0)
            rows[bad].Features[1] = float.NaN;
        Layer network = Chain(Dense(6, Tanh), Output());
        IDataView memory = Kept(rows);
        using NeuralNetworkTransformer read = Fit(Examples.View(s_ml, rows), network), kept = Fit(memory, network);
        Weights.AssertSame(read, kept);
        Assert.AreEqual(read.Model.History.ValidationRows, kept.Model.History.ValidationRows);
        Assert.AreEqual(bad >= 0, kept.Model.History.LeftOut is { Count: > 0 });

        // What was in memory is as it was, for whoever reads it next.
        float[][] after = [.. memory.GetColumn<float[]>(nameof(Example.Features))];
        for (int row = 0; row < rows.Length; row++)
            CollectionAssert.AreEqual(rows[row].Features, after[row]);
    }

    private static NeuralNetworkTransformer Fit(IDataView rows, Layer network) =>
        s_ml.Regression.Trainers.NeuralNetwork(network, s_options).Fit(rows);

    private static IDataView Kept(Example[] rows) =>
        KeptRows.Keep(s_ml, Examples.View(s_ml, rows), nameof(Example.Features), nameof(Example.Amount));
}

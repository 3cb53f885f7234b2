using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Scoring;

/// <summary>Rows scored in blocks are the rows of the source, with the scores that each would have alone.</summary>
[TestClass]
public sealed class ScoredViewTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Example[] s_rows = Examples.Make(700);
    private static readonly NeuralNetworkTransformer s_fitted =
        Fits.Multiclass(Chain(Dense(20, Relu), BatchNorm(), Output()), Fits.FullBatch(3), s_rows);

    private static readonly NeuralNetworkTransformer s_binary = Fits.Binary(Chain(Dense(20, Tanh), Output()), Fits.FullBatch(3), s_rows);

    [TestMethod]
    [DataRow(1)]
    [DataRow(15)]
    [DataRow(16)]
    [DataRow(17)]
    [DataRow(700)]
    public void A_block_gives_the_scores_of_single_rows(int rows)
    {
        IDataView data = Examples.View(s_ml, s_rows[..rows]);
        foreach (NeuralNetworkTransformer fitted in new[] { s_fitted, s_binary })
        {
            IRowToRowMapper mapper = ((ITransformer)fitted).GetRowToRowMapper(data.Schema);
            using DataViewRowCursor blocks = fitted.Transform(data).GetRowCursor(mapper.OutputSchema);
            using DataViewRowCursor source = data.GetRowCursor(data.Schema);
            using DataViewRow single = mapper.GetRow(source, mapper.OutputSchema);
            Func<float[]> fromBlock = Scores(blocks, mapper.OutputSchema), fromRow = Scores(single, mapper.OutputSchema);
            int count = 0;
            while (source.MoveNext())
            {
                Assert.IsTrue(blocks.MoveNext());
                Weights.AssertClose(fromRow(), fromBlock(), 1e-6);
                Assert.AreEqual(source.Position, blocks.Position);
                Assert.AreEqual(source.Position, single.Position);
                count++;
            }

            Assert.IsFalse(blocks.MoveNext());
            Assert.IsFalse(blocks.MoveNext());
            Assert.AreEqual(rows, count);
        }
    }

    [TestMethod]
    public void Scores_are_those_of_the_module_over_all_rows()
    {
        using var module = s_binary.Model.Network.Build(s_binary.Model.InputShape);
        using (TorchSharp.torch.no_grad())
        {
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in module.named_parameters())
            {
                NetworkWeight weight = s_binary.Model.Weights.Single(w => w.Name == name);
                parameter.copy_(TorchSharp.torch.tensor(weight.Values.ToArray()).view(parameter.shape));
            }
        }

        using TorchSharp.torch.Tensor features = TorchSharp.torch.tensor(s_rows.SelectMany(row => row.Features).ToArray())
            .view(-1, Examples.Width);
        using TorchSharp.torch.Tensor output = module.call(features);

        Weights.AssertClose(output.data<float>().ToArray(), Fits.Numbers(s_binary, s_rows), 1e-6);
    }

    [TestMethod]
    public void Columns_passed_on_are_those_of_the_source()
    {
        IDataView data = Examples.Keyed(s_ml, s_rows);
        IDataView scored = s_fitted.Transform(data);
        IDataView passed = s_ml.Transforms.DropColumns("PredictedLabel", "Score").Fit(scored).Transform(scored);

        ViewComparison.AssertSameValues(data, passed);

        // With the scores active too, the columns come from the block's copies.
        CollectionAssert.AreEqual(s_rows.Select(row => row.Name).ToArray(), Read<ReadOnlyMemory<char>>(scored, "Name")
            .Select(text => text.ToString()).ToArray());
        CollectionAssert.AreEqual(s_rows.Select(row => row.Key + 1).ToArray(), Read<uint>(scored, "Key"));
        VBuffer<float>[] features = Read<VBuffer<float>>(scored, "Features"), amounts = Read<VBuffer<float>>(scored, "Amounts");
        for (int row = 0; row < s_rows.Length; row++)
        {
            CollectionAssert.AreEqual(s_rows[row].Features, features[row].DenseValues().ToArray());
            CollectionAssert.AreEqual(s_rows[row].Amounts, amounts[row].DenseValues().ToArray());
        }
    }

    [TestMethod]
    public void A_value_once_given_out_is_not_changed_by_later_rows()
    {
        using DataViewRowCursor cursor = s_fitted.Transform(Examples.View(s_ml, s_rows))
            .GetRowCursor(s_fitted.GetOutputSchema(Examples.View(s_ml, 1).Schema));
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Features"]);
        ValueGetter<VBuffer<float>> scores = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Score"]);
        VBuffer<float> firstFeatures = default, firstScores = default;
        cursor.MoveNext();
        features(ref firstFeatures);
        scores(ref firstScores);
        float[] before = [.. firstScores.DenseValues()];
        while (cursor.MoveNext())
        {
            VBuffer<float> other = default;
            features(ref other);
            scores(ref other);
        }

        CollectionAssert.AreEqual(s_rows[0].Features, firstFeatures.DenseValues().ToArray());
        CollectionAssert.AreEqual(before, firstScores.DenseValues().ToArray());
    }

    [TestMethod]
    public void Without_a_score_column_the_features_are_not_read()
    {
        var probe = new ProbeView(Examples.View(s_ml, s_rows));
        IDataView scored = s_fitted.Transform(probe);

        CollectionAssert.AreEqual(s_rows.Select(row => row.Amount).ToArray(), scored.GetColumn<float>("Amount").ToArray());

        CollectionAssert.AreEqual(new[] { "Amount" }, probe.LastColumns.ToArray());
        using DataViewRowCursor nothing = scored.GetRowCursor([]);
        int rows = 0;
        while (nothing.MoveNext())
            rows++;
        Assert.AreEqual(s_rows.Length, rows);
        Assert.IsEmpty(probe.LastColumns);
    }

    [TestMethod]
    public void Making_a_view_reads_nothing_and_a_look_at_the_first_row_reads_few()
    {
        var probe = new ProbeView(Examples.View(s_ml, s_rows));
        IDataView scored = s_fitted.Transform(probe);
        Assert.AreEqual(0, probe.Opened);

        using (DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema))
            cursor.MoveNext();

        Assert.IsLessThan(33, probe.RowsRead);
        Assert.AreEqual(0, probe.Open);
    }

    [TestMethod]
    public void A_source_that_is_read_once_is_enough()
    {
        var probe = new ProbeView(Examples.View(s_ml, s_rows)) { IsOneShot = true };
        IDataView scored = s_fitted.Transform(probe);

        DataViewRowCursor cursor = Assert.ContainsSingle(scored.GetRowCursorSet(scored.Schema, 4));
        int rows = 0;
        while (cursor.MoveNext())
            rows++;
        cursor.Dispose();

        Assert.AreEqual(s_rows.Length, rows);
        Assert.AreEqual(0, probe.Open);
    }

    [TestMethod]
    public void Ids_are_those_of_the_source_whichever_columns_are_active()
    {
        IDataView data = Examples.View(s_ml, s_rows), scored = s_fitted.Transform(data);
        DataViewRowId[] expected = Ids(data, data.Schema);

        CollectionAssert.AreEqual(expected, Ids(scored, []));
        CollectionAssert.AreEqual(expected, Ids(scored, [scored.Schema["Name"]]));
        CollectionAssert.AreEqual(expected, Ids(scored, [scored.Schema["Score"]]));
        CollectionAssert.AreEqual(expected, Ids(scored, scored.Schema));
        Assert.HasCount(s_rows.Length, expected.Distinct());
    }

    [TestMethod]
    public void A_shuffled_source_keeps_scores_with_their_rows()
    {
        IDataView data = s_ml.Data.Cache(Examples.View(s_ml, s_rows));
        IDataView scored = s_binary.Transform(data);
        Assert.IsTrue(scored.CanShuffle);
        float[] expected = Fits.Numbers(s_binary, s_rows);
        var order = new List<float>();

        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Amount"], scored.Schema["Score"]], new Random(5));
        ValueGetter<float> amount = cursor.GetGetter<float>(scored.Schema["Amount"]), score =
            cursor.GetGetter<float>(scored.Schema["Score"]);
        while (cursor.MoveNext())
        {
            float a = 0, s = 0;
            amount(ref a);
            score(ref s);
            order.Add(a);
            Assert.AreEqual(expected[Array.FindIndex(s_rows, row => row.Amount == a)], s, 1e-6);
        }

        CollectionAssert.AreNotEqual(s_rows.Select(row => row.Amount).ToArray(), order);
        CollectionAssert.AreEquivalent(s_rows.Select(row => row.Amount).ToArray(), order);
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void A_row_that_is_not_finite_has_no_score_and_does_not_disturb_the_others(float fault)
    {
        Example[] rows = [.. s_rows[..40]];
        rows[7] = new Example { Features = [0, fault, fault] };
        foreach (NeuralNetworkTransformer fitted in new[] { s_fitted })
        {
            float[][] expected = Fits.Vectors(fitted, s_rows[..40]), scores = Fits.Vectors(fitted, rows);
            for (int row = 0; row < rows.Length; row++)
            {
                if (row == 7)
                    Assert.IsTrue(scores[row].All(float.IsNaN), string.Join(' ', scores[row]));
                else
                    Weights.AssertClose(expected[row], scores[row], 1e-6);
            }

            uint[] keys = [.. fitted.Transform(Examples.View(s_ml, rows)).GetColumn<uint>("PredictedLabel")];
            Assert.AreEqual(0u, keys[7]);
            Assert.DoesNotContain(0u, keys.Where((_, row) => row != 7).ToArray());
        }

        float[] logits = Fits.Numbers(s_binary, [new Example { Features = [0, float.NaN, 0] }, s_rows[0]]);
        Assert.IsTrue(float.IsNaN(logits[0]));
        Assert.IsFalse(float.IsNaN(logits[1]));
    }

    [TestMethod]
    public void A_column_already_called_Score_is_hidden_and_still_there()
    {
        IDataView data = s_ml.Transforms.CopyColumns("Score", "Amount").Fit(Examples.View(s_ml, s_rows))
            .Transform(Examples.View(s_ml, s_rows));
        IDataView scored = s_binary.Transform(data);
        DataViewSchema.Column[] both = [.. scored.Schema.Where(column => column.Name == "Score")];

        Assert.HasCount(2, both);
        Assert.IsTrue(both[0].IsHidden);
        CollectionAssert.AreEqual(s_rows.Select(row => row.Amount).ToArray(), scored.GetColumn<float>(both[0]).ToArray());
        CollectionAssert.AreEqual(Fits.Numbers(s_binary, s_rows), scored.GetColumn<float>("Score").ToArray());
        ViewComparison.AssertSameValues(scored, ModelAgain(s_binary).Transform(data));
    }

    [TestMethod]
    public void Columns_not_asked_for_and_rows_not_stood_on_are_errors()
    {
        IDataView scored = s_binary.Transform(Examples.View(s_ml, 3));
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);

        Assert.IsFalse(cursor.IsColumnActive(scored.Schema["Name"]));
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"])).Message,
            "'Name'");
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<double>(scored.Schema["Score"])).Message, "'Score'");
        ValueGetter<float> getter = cursor.GetGetter<float>(scored.Schema["Score"]);
        float value = 0;
        Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref value));
        while (cursor.MoveNext())
            getter(ref value);
        Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref value));
    }

    [TestMethod]
    public void An_empty_view_has_no_scores()
    {
        Assert.IsEmpty(Fits.Numbers(s_binary, []));
        Assert.IsEmpty(Fits.Vectors(s_fitted, []));
    }

    [TestMethod]
    public void A_dispose_scope_of_the_caller_does_not_take_the_network_away()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Dense(4), BatchNorm(), Output()), Fits.FullBatch(1), s_rows[..30]);
        float[][] inside, outside;
        using (TorchSharp.torch.NewDisposeScope())
            inside = Fits.Vectors(fitted, s_rows[..30]);
        outside = Fits.Vectors(fitted, s_rows[..30]);

        for (int row = 0; row < inside.Length; row++)
            CollectionAssert.AreEqual(inside[row], outside[row]);
    }

    [TestMethod]
    public void A_disposed_transformer_scores_on()
    {
        NeuralNetworkTransformer fitted = ModelAgain(s_binary);
        float[] before = Fits.Numbers(fitted, s_rows);
        using DataViewRowCursor cursor = fitted.Transform(Examples.View(s_ml, s_rows))
            .GetRowCursor(fitted.GetOutputSchema(Examples.View(s_ml, 1).Schema));
        cursor.MoveNext();
        fitted.Dispose();
        fitted.Dispose();

        int rows = 1;
        while (cursor.MoveNext())
            rows++;
        Assert.AreEqual(s_rows.Length, rows);
        CollectionAssert.AreEqual(before, Fits.Numbers(fitted, s_rows));
        fitted.Dispose();
    }

    private static NeuralNetworkTransformer ModelAgain(NeuralNetworkTransformer transformer) =>
        (NeuralNetworkTransformer)Models.ModelZip.Load(Models.ModelZip.Save(transformer));

    private static Func<float[]> Scores(DataViewRow row, DataViewSchema schema)
    {
        DataViewSchema.Column column = schema["Score"];
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<float>> vector = row.GetGetter<VBuffer<float>>(column);
            return () =>
            {
                VBuffer<float> value = default;
                vector(ref value);
                return [.. value.DenseValues()];
            };
        }

        ValueGetter<float> scalar = row.GetGetter<float>(column);
        return () =>
        {
            float value = 0;
            scalar(ref value);
            return [value];
        };
    }

    /// <summary>A column's values, copied, with all columns active.</summary>
    private static T[] Read<T>(IDataView view, string name)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<T> getter = cursor.GetGetter<T>(view.Schema[name]);
        var values = new List<T>();
        while (cursor.MoveNext())
        {
            T value = default!;
            getter(ref value);
            values.Add(value);
        }

        return [.. values];
    }

    private static DataViewRowId[] Ids(IDataView view, IEnumerable<DataViewSchema.Column> active)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(active);
        ValueGetter<DataViewRowId> getter = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getter(ref id);
            ids.Add(id);
        }

        return [.. ids];
    }
}

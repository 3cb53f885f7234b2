namespace MLFlux.Tests.Transforms.OneHotLabels;

[TestClass]
public sealed class OneHotFunctionTests
{
    private static readonly string[] s_labels = ["a", "b", "c"];

    [TestMethod]
    public void A_vector_is_a_list_of_zeros_and_a_one()
    {
        var vector = OneHot.Encode("b", s_labels);

        CollectionAssert.AreEqual(new[] { 0f, 1f, 0f }, vector.ToArray());
        CollectionAssert.AreEqual(new[] { 0f, 1f, 0f }, Enumerable.Range(0, vector.Count).Select(i => vector[i]).ToArray());
        Assert.AreEqual(1, vector.Index);
        Assert.AreEqual("b", vector.Label);
        Assert.AreEqual("b (index 1 of 3)", vector.ToString());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => vector[3]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => vector[-1]);
    }

    [TestMethod]
    public void A_batch_is_written_out_row_by_row()
    {
        var batch = OneHot.EncodeBatch(["c", "a"], s_labels);
        float[] dense = [9, 9, 9, 9, 9, 9, 9];

        batch.CopyTo(dense);

        CollectionAssert.AreEqual(new[] { 0f, 0f, 1f, 1f, 0f, 0f, 9f }, dense);
        CollectionAssert.AreEqual(new[] { 2, 0 }, batch.Indexes.ToArray());
        CollectionAssert.AreEqual(new[] { "c", "a" }, batch.Select(vector => vector.Label).ToArray());
        Assert.AreEqual("a", batch[1].Label);
        Assert.ThrowsExactly<ArgumentException>(() => batch.CopyTo(new float[5]));
    }

    [TestMethod]
    public void What_is_not_among_the_labels_is_refused()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => OneHot.Encode("z", s_labels)).Message,
            "z is not among the labels: a, b, c");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => OneHot.EncodeBatch(["a", "z"], s_labels)).Message,
            "z is not among");
        Assert.ThrowsExactly<ArgumentException>(() => OneHot.EncodeBatch(["a"], ["a", "a"]));
    }

    [TestMethod]
    public void One_cold_undoes_one_hot()
    {
        foreach (string label in s_labels)
            Assert.AreEqual(label, OneCold.Decode([.. OneHot.Encode(label, s_labels)], s_labels));

        CollectionAssert.AreEqual(new[] { "c", "a", "b" }, OneCold.DecodeBatch([0, 1, 2, 5, 5, 5, float.NaN, 1, 0], s_labels));
    }

    [TestMethod]
    public void One_cold_refuses_what_has_no_answer()
    {
        Assert.ThrowsExactly<ArgumentException>(() => OneCold.Decode([1, 2], s_labels));
        Assert.ThrowsExactly<ArgumentException>(() => OneCold.Decode([float.NaN, float.NaN, float.NaN], s_labels));
        Assert.ThrowsExactly<ArgumentException>(() => OneCold.DecodeBatch([1, 2, 3, 4], s_labels));
        Assert.ThrowsExactly<ArgumentException>(() => OneCold.DecodeBatch([], Array.Empty<string>()));
    }
}

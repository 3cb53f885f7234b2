namespace MLFlux.Tests.Support;

/// <summary>Compares the weights of models.</summary>
internal static class Weights
{
    public static float[] All(NeuralNetworkTransformer transformer) => All(transformer.Model);

    public static float[] All(NeuralNetworkModel model) => [.. model.Weights.SelectMany(weight => weight.Values.ToArray())];

    public static void AssertSame(NeuralNetworkTransformer expected, NeuralNetworkTransformer actual) =>
        CollectionAssert.AreEqual(All(expected), All(actual));

    public static void AssertClose(IEnumerable<float> expected, IEnumerable<float> actual, double delta)
    {
        float[] left = [.. expected], right = [.. actual];
        Assert.HasCount(left.Length, right);
        for (int i = 0; i < left.Length; i++)
            Assert.AreEqual(left[i], right[i], delta, $"Value {i}.");
    }
}

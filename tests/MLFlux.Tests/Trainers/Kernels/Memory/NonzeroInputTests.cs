using MLFlux.Kernels;

namespace MLFlux.Tests.Kernels;

/// <summary>Products that leave out zeros are those of the formula in double precision, whatever the sizes.</summary>
[TestClass]
public sealed class NonzeroInputTests
{
    [TestMethod]
    [DataRow(784, 128, 64)]
    [DataRow(40, 10, 9)]
    [DataRow(17, 77, 3)]
    [DataRow(9, 1, 1)]
    [DataRow(3_000, 20, 5, 97)]
    [DataRow(500, 33, 2, 499)]
    public void Both_products_follow_the_formula(int inputs, int outputs, int rows, int every = 7)
    {
        var random = new Random(1);
        float[] weights = Numbers(random, outputs * inputs), bias = Numbers(random, outputs), gradients = Numbers(random, rows * outputs);
        float[] features = [.. Numbers(random, rows * inputs).Select((x, i) => i % every == 3 ? x : 0)];
        var input = new NonzeroInput(inputs, outputs, rows);
        float[] results = new float[rows * outputs], weightGradients = new float[outputs * inputs];

        Assert.IsTrue(input.TryRead(features));
        input.Multiply(weights, bias, results);
        input.MultiplyTransposed(gradients, weightGradients);

        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                double product = Enumerable.Range(0, inputs).Sum(i => (double)features[row * inputs + i] * weights[output * inputs + i]);
                double expected = bias[output] + product;
                Assert.AreEqual(expected, results[row * outputs + output], 1e-4);
            }
        }

        for (int output = 0; output < outputs; output++)
        {
            for (int i = 0; i < inputs; i++)
            {
                double expected = Enumerable.Range(0, rows)
                    .Sum(row => (double)gradients[row * outputs + output] * features[row * inputs + i]);
                Assert.AreEqual(expected, weightGradients[output * inputs + i], 1e-4);
            }
        }
    }

    [TestMethod]
    public void Few_inputs_after_many_and_none_have_nothing_left_of_others()
    {
        var input = new NonzeroInput(inputs: 40, outputs: 1, capacity: 1);
        float[] weights = [.. Enumerable.Range(0, 40).Select(i => (float)i)], results = [0], gradients = new float[40];
        int[][] batches = [[1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23], [39, 2], [], [7], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]];
        foreach (int[] places in batches)
        {
            float[] features = new float[40];
            foreach (int place in places)
                features[place] = 2;

            Assert.IsTrue(input.TryRead(features));
            input.Multiply(weights, [], results);
            input.MultiplyTransposed([3], gradients);
            Assert.AreEqual(2 * places.Sum(), results[0]);
            CollectionAssert.AreEqual(features.Select(feature => 3 * feature).ToArray(), gradients);
        }
    }

    [TestMethod]
    public void A_smaller_share_after_a_larger_one_has_nothing_left_of_it()
    {
        var input = new NonzeroInput(inputs: 10, outputs: 1, capacity: 2);
        float[] gradients = new float[10];
        input.TryRead([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
        input.MultiplyTransposed([1, 1], gradients);
        Assert.IsTrue(input.TryRead([0, 0, 5, 0, 0, 0, 0, 0, 0, 0]));
        input.MultiplyTransposed([1], gradients);
        CollectionAssert.AreEqual(new float[] { 0, 0, 5, 0, 0, 0, 0, 0, 0, 0 }, gradients);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(8)]
    [DataRow(100)]
    public void Rows_that_are_not_mostly_zeros_are_left_to_others(int rows)
    {
        var input = new NonzeroInput(inputs: 20, outputs: 4, rows);
        Assert.IsFalse(input.TryRead(Numbers(new Random(1), rows * 20)));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}

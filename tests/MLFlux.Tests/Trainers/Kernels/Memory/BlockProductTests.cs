using System.Runtime.Intrinsics;
using MLFlux.Kernels;

namespace MLFlux.Tests.Kernels;

/// <summary>Products of tiles of rows are the sums in double precision, for any number of rows, inputs and outputs.</summary>
[TestClass]
public sealed class BlockProductTests
{
    [TestMethod]
    [DataRow(1, 1, 1)]
    [DataRow(5, 7, 3)]
    [DataRow(6, 8, 16)]
    [DataRow(7, 191, 17)]
    [DataRow(48, 193, 32)]
    [DataRow(49, 400, 33)]
    [DataRow(100, 784, 100)]
    public void All_vectors_give_the_sums(int rows, int inputs, int outputs)
    {
        foreach (int every in (int[])[1, 3, 50])
        {
            var random = new Random(inputs);
            float[] x = [.. Enumerable.Range(0, rows * inputs)
                .Select(i => ((i / inputs) + (i % inputs)) % every == 0 ? random.NextSingle() - 0.5f : i % 2 == 0 ? 0f : -0f)];
            float[] weights = Numbers(random, inputs * outputs), bias = Numbers(random, outputs);
            foreach ((BlockProduct product, int lanes) in new (BlockProduct, int)[]
            {
                (new TileProduct<Vector512<float>, Lanes512>(weights, outputs, bias), 16),
                (new TileProduct<Vector256<float>, Lanes256>(weights, outputs, bias), 8),
                (new TileProduct<Vector128<float>, Lanes128>(weights, outputs, bias), 4),
                (BlockProduct.Create(weights, outputs, bias), LaneWidth.Most),
            })
            {
                float[] y = Run(product, x, rows, inputs, outputs);
                for (int row = 0; row < rows; row++)
                {
                    for (int output = 0; output < outputs; output++)
                    {
                        double sum = bias[output];
                        for (int input = 0; input < inputs; input++)
                            sum += (double)x[(row * inputs) + input] * weights[(input * outputs) + output];
                        Assert.AreEqual(
                            sum, y[(row * outputs) + output], 1e-5, $"{lanes} lanes, row {row}, output {output}, one of {every} not zero");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void A_row_has_the_same_bits_whatever_the_rows_beside_it()
    {
        const int Rows = 51, Inputs = 300, Outputs = 37;
        var random = new Random(2);
        float[] x = [.. Enumerable.Range(0, Rows * Inputs).Select(_ => random.Next(3) == 0 ? random.NextSingle() - 0.5f : 0)];
        BlockProduct product = BlockProduct.Create(Numbers(random, Inputs * Outputs), Outputs, Numbers(random, Outputs));
        float[] together = Run(product, x, Rows, Inputs, Outputs);
        for (int row = 0; row < Rows; row++)
        {
            CollectionAssert.AreEqual(
                Run(product, x[(row * Inputs)..((row + 1) * Inputs)], 1, Inputs, Outputs),
                together[(row * Outputs)..((row + 1) * Outputs)]);
        }
    }

    [TestMethod]
    public void A_row_that_is_no_number_leaves_the_others_as_they_are()
    {
        const int Rows = 12, Inputs = 20, Outputs = 9;
        var random = new Random(3);
        float[] x = Numbers(random, Rows * Inputs);
        BlockProduct product = BlockProduct.Create(Numbers(random, Inputs * Outputs), Outputs, Numbers(random, Outputs));
        float[] before = Run(product, x, Rows, Inputs, Outputs);
        x[(4 * Inputs) + 3] = float.NaN;
        float[] after = Run(product, x, Rows, Inputs, Outputs);

        for (int i = 0; i < before.Length; i++)
            Assert.AreEqual(i / Outputs == 4 ? float.NaN : before[i], after[i]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(8)]
    [DataRow(61)]
    public void Inputs_are_used_that_are_not_zeros_in_some_row(int inputs)
    {
        var random = new Random(inputs);
        float[] x = [.. Enumerable.Range(0, BlockProduct.Tile * inputs)
            .Select(_ => random.Next(9) > 0 ? random.Next(2) == 0 ? 0 : -0f : random.Next(5) == 0 ? float.NaN : 1f)];
        var places = new ushort[TileInputs.Room(inputs)];
        int found = TileInputs.Find(ref x[0], inputs, inputs, places);

        CollectionAssert.AreEqual(
            Enumerable.Range(0, inputs).Where(i => Enumerable.Range(0, BlockProduct.Tile).Any(row => x[(row * inputs) + i] != 0))
                .Select(i => (ushort)i).ToArray(),
            places[..found]);
    }

    private static float[] Run(BlockProduct product, float[] x, int rows, int inputs, int outputs)
    {
        // Memory of whole tiles, in which values of no matter stand behind the last row.
        float[] source = [.. x, .. Enumerable.Repeat(float.NaN, (RowBlock.WholeTiles(rows) - rows) * inputs)];
        int stride = (outputs + 15) / 16 * 16;
        var target = new float[RowBlock.WholeTiles(rows) * stride];
        var y = new RowBlock(target, rows, stride, stride);
        product.Run(new RowBlock(source, rows, inputs, inputs), y);
        var results = new float[rows * outputs];
        for (int row = 0; row < rows; row++)
            y.Row(row)[..outputs].CopyTo(results.AsSpan(row * outputs));
        return results;
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}

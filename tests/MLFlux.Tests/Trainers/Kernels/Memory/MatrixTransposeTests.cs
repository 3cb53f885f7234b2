using MLFlux.Kernels;

namespace MLFlux.Tests.Kernels;

/// <summary>Every value comes to its place, and none is written beside the matrix.</summary>
[TestClass]
public sealed class MatrixTransposeTests
{
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(8, 8)]
    [DataRow(16, 24)]
    [DataRow(10, 784)]
    [DataRow(13, 7)]
    [DataRow(4, 9)]
    [DataRow(12, 21)]
    [DataRow(23, 15)]
    public void Rows_become_columns(int rows, int columns)
    {
        int sourceStride = columns + 3, targetStride = rows + 5;
        float[] source = [.. Enumerable.Range(1, rows * sourceStride).Select(i => (float)i)];
        float[] target = new float[columns * targetStride];

        MatrixTranspose.Copy(source, sourceStride, target, targetStride, rows, columns);

        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < targetStride; row++)
                Assert.AreEqual(row < rows ? source[row * sourceStride + column] : 0, target[column * targetStride + row]);
        }
    }
}

using System.Numerics.Tensors;
using Microsoft.ML.Data;
using MLFlux.Models;

namespace MLFlux.Scoring;

/// <summary>The mean of what is made of several views of rows.</summary>
internal static class ViewedRows
{
    /// <summary>Scores a block of rows as they are.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the outputs, row after row.</param>
    public delegate void ScoreBlock(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs);

    /// <summary>Scores each view of the rows of a block, and writes the mean.</summary>
    /// <param name="views">The views.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the means, row after row.</param>
    /// <param name="score">Scores rows.</param>
    public static void Score(ViewMaps views, ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs, ScoreBlock score)
    {
        score(rows, outputs);
        int width = views.Others[0].Length;
        var dense = new float[width];
        var changed = new VBuffer<float>[rows.Length];
        var values = new float[rows.Length][];
        var others = new float[outputs.Length];
        for (int row = 0; row < rows.Length; row++)
            changed[row] = new VBuffer<float>(width, values[row] = new float[width]);
        foreach (int[] map in views.Others)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                rows[row].CopyTo(dense);
                ViewMaps.Apply(map, dense, values[row]);
            }

            score(changed, others);
            TensorPrimitives.Add(outputs, others, outputs);
        }

        TensorPrimitives.Divide(outputs, views.Count, outputs);
    }
}

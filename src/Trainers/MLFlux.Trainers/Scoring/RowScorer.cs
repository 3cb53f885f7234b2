using System.Numerics.Tensors;
using MLFlux.Models;

namespace MLFlux.Scoring;

/// <summary>Scores one row at a time, for one thread: by managed code where the network allows, else by its module.</summary>
/// <param name="scorer">Scores rows by the module.</param>
/// <param name="program">The managed code, or null.</param>
/// <param name="views">The views of which the scores are the mean; null for the row as it is.</param>
internal sealed class RowScorer(NetworkScorer scorer, RowProgram? program, ViewMaps? views)
{
    private readonly float[] _scratch = program?.CreateScratch() ?? [];
    private readonly float[] _changed = views is null ? [] : new float[scorer.InputWidth];
    private readonly float[] _others = views is null ? [] : new float[scorer.OutputWidth];

    /// <param name="features">The row.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Score(ReadOnlySpan<float> features, Span<float> outputs)
    {
        ScoreAsItIs(features, outputs);
        if (views is not null)
        {
            foreach (int[] map in views.Others)
            {
                ViewMaps.Apply(map, features, _changed);
                ScoreAsItIs(_changed, _others);
                TensorPrimitives.Add(outputs, _others, outputs);
            }

            TensorPrimitives.Divide(outputs, views.Count, outputs);
        }

        scorer.Temper(outputs);
    }

    private void ScoreAsItIs(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (program is null)
            scorer.ScoreAsItIs(features, outputs);
        else
            program.Run(features, outputs, _scratch);
    }
}

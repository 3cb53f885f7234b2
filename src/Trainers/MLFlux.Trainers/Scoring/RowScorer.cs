namespace MLFlux.Scoring;

/// <summary>Scores one row at a time, for one thread: by managed code where the network allows, else by its module.</summary>
internal sealed class RowScorer(NetworkScorer scorer, RowProgram? program)
{
    private readonly float[] _scratch = program?.CreateScratch() ?? [];

    /// <param name="features">The row.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Score(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (program is null)
        {
            scorer.Score(features, outputs);
            return;
        }

        program.Run(features, outputs, _scratch);
        scorer.Temper(outputs);
    }
}

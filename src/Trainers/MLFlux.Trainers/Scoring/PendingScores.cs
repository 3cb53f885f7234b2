using Microsoft.ML.Data;

namespace MLFlux.Scoring;

/// <summary>A block of rows that is being scored on other threads, cut into shares of rows.</summary>
internal sealed class PendingScores
{
    /// <summary>Rows are worth another thread where they are as many, or where as many values come of them at their widest.</summary>
    private const int EnoughRows = 32, EnoughValues = 1 << 16;

    private readonly FinishScores _finish;
    private readonly TaskCompletionSource _finished = new();
    private volatile Exception? _failure;
    private int _left;

    private PendingScores(FinishScores finish) => _finish = finish;

    /// <summary>Makes raw outputs what columns say.</summary>
    /// <param name="outputs">The outputs, row after row, which take it.</param>
    /// <param name="rows">How many rows there are.</param>
    public delegate void FinishScores(Span<float> outputs, int rows);

    /// <summary>Begins to score a block.</summary>
    /// <param name="scorer">The network.</param>
    /// <param name="block">The rows' features; not to be touched before <see cref="Wait"/> is done.</param>
    /// <param name="rows">How many rows there are, at least 1.</param>
    /// <param name="outputs">Takes what columns say of each row; not to be touched before <see cref="Wait"/> is done.</param>
    /// <param name="finish">Makes the network's raw outputs that, on the threads that score.</param>
    public static PendingScores Start(NetworkScorer scorer, VBuffer<float>[] block, int rows, float[] outputs, FinishScores finish)
    {
        var pending = new PendingScores(finish);
        ScoringThreads.EnsureStarted();
        int least = (int)Math.Clamp(EnoughValues / scorer.WidestValue, 1, EnoughRows);
        int shares = Math.Clamp(rows / least, 1, ScoringThreads.Count);
        int share = (rows + shares - 1) / shares;
        pending._left = (rows + share - 1) / share;
        for (int start = 0; start < rows; start += share)
        {
            int first = start, count = Math.Min(share, rows - start);
            ScoringThreads.Run(() => pending.Score(scorer, block, first, count, outputs));
        }

        return pending;
    }

    /// <summary>Waits for the scores; what went wrong is thrown here.</summary>
    public void Wait() => _finished.Task.GetAwaiter().GetResult();

    private void Score(NetworkScorer scorer, VBuffer<float>[] block, int first, int count, float[] outputs)
    {
        try
        {
            Span<float> own = outputs.AsSpan(first * scorer.OutputWidth, count * scorer.OutputWidth);
            scorer.Score(block.AsSpan(first, count), own);
            _finish(own, count);
        }
        catch (Exception exception)
        {
            _failure = exception;
        }

        if (Interlocked.Decrement(ref _left) > 0)
            return;
        if (_failure is { } failure)
            _finished.SetException(failure);
        else
            _finished.SetResult();
    }
}

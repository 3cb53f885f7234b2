using System.Text.Json.Nodes;
using MLFlux.Prediction;

namespace MLFlux.Serving;

/// <summary>
/// Predicts rows of several requests together: those that come while others are computed wait, and are computed as one. Nothing waits
/// where nothing is computed. How many may wait is bounded by who calls. Safe for any thread.
/// </summary>
/// <param name="predict">Predicts several rows; a fault of one of them is told by its outcome.</param>
/// <param name="most">How many rows of several requests are computed together, at most.</param>
/// <param name="lanes">How many such batches may be computed at once, at least 1.</param>
internal sealed class RowGatherer(Func<IReadOnlyList<JsonObject>, RowOutcome[]> predict, int most, int lanes)
{
    private readonly Queue<WaitingRows> _waiting = [];
    private int _running;

    /// <summary>What comes of the rows of a request.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the wait; rows that are not yet being computed never are.</param>
    public Task<RowOutcome[]> PredictAsync(IReadOnlyList<JsonObject> rows, CancellationToken cancellation)
    {
        var own = new WaitingRows(rows, cancellation);
        bool starts;
        lock (_waiting)
        {
            _waiting.Enqueue(own);
            starts = _running < lanes;
            if (starts)
                _running++;
        }

        if (starts)
            ThreadPool.UnsafeQueueUserWorkItem(gatherer => gatherer.Run(), this, preferLocal: false);
        return own.Outcomes.WaitAsync(cancellation);
    }

    private void Run()
    {
        while (Next() is { Count: > 0 } batch)
            Compute(batch);
    }

    /// <summary>The requests to be computed next; none ends the lane.</summary>
    private List<WaitingRows> Next()
    {
        var batch = new List<WaitingRows>();
        int rows = 0;
        lock (_waiting)
        {
            while (_waiting.TryPeek(out WaitingRows? first) && (batch.Count == 0 || rows + first.Rows.Count <= most))
            {
                _waiting.Dequeue();
                if (first.IsCancelled)
                    continue;
                batch.Add(first);
                rows += first.Rows.Count;
            }

            if (batch.Count == 0)
                _running--;
        }

        return batch;
    }

    private void Compute(List<WaitingRows> batch)
    {
        try
        {
            RowOutcome[] outcomes = predict([.. batch.SelectMany(request => request.Rows)]);
            int next = 0;
            foreach (WaitingRows request in batch)
            {
                request.Set(outcomes.AsSpan(next, request.Rows.Count).ToArray());
                next += request.Rows.Count;
            }
        }
        catch (Exception fault) // No row's own: each request is told.
        {
            foreach (WaitingRows request in batch)
                request.Fail(fault);
        }
    }
}

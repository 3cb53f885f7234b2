using System.Text.Json.Nodes;
using MLFlux.Prediction;

namespace MLFlux.Serving;

/// <summary>The rows of a request that waits for their outcomes.</summary>
internal sealed class WaitingRows(IReadOnlyList<JsonObject> rows, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<RowOutcome[]> _outcomes = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<JsonObject> Rows => rows;

    public Task<RowOutcome[]> Outcomes => _outcomes.Task;

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsCancelled => cancellation.IsCancellationRequested;

    public void Set(RowOutcome[] outcomes) => _outcomes.TrySetResult(outcomes);

    public void Fail(Exception fault) => _outcomes.TrySetException(fault);
}

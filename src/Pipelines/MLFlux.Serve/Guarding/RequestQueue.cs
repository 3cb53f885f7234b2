using Microsoft.AspNetCore.Http;
using MLFlux.Monitoring;

namespace MLFlux.Guarding;

/// <summary>
/// Bounds what is done at once: so many requests may be under way, their bodies being read among them, and as many rows are computed as
/// there are cores, since more would not be faster. Others wait in the order in which they came.
/// </summary>
internal sealed class RequestQueue(int most, ServiceMetrics metrics) : IDisposable
{
    private const int RetrySeconds = 1;

    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private int _underWay;

    /// <summary>Does the work of a request, from its body to the answer.</summary>
    /// <exception cref="ProblemException">Too many are under way.</exception>
    public async Task RunAsync(Func<Task> request)
    {
        try
        {
            if (Interlocked.Increment(ref _underWay) > most)
            {
                throw new ProblemException(
                    StatusCodes.Status503ServiceUnavailable, $"{most} requests are under way, as many as may be at once. Try again later.")
                {
                    RetryAfter = RetrySeconds,
                };
            }

            metrics.SetUnderWay(Volatile.Read(ref _underWay));
            await request();
        }
        finally
        {
            metrics.SetUnderWay(Interlocked.Decrement(ref _underWay));
        }
    }

    /// <summary>Computes once it is the request's turn.</summary>
    public async Task<T> ComputeAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return work();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using MLFlux.Paths;

namespace MLFlux.Monitoring;

/// <summary>What the service has done, in the text form of Prometheus. Safe for any thread.</summary>
internal sealed class ServiceMetrics
{
    private const string Other = "other";

    private readonly ConcurrentDictionary<(string Path, int Status), StrongBox> _requests = new();
    private readonly Dictionary<string, DurationHistogram> _times =
        ServicePaths.All.Append(Other).ToDictionary(path => path, _ => new DurationHistogram());

    private long _rows, _batches;
    private int _underWay;

    public void Add(string path, int status, TimeSpan time)
    {
        string known = _times.ContainsKey(path) ? path : Other; // Whatever callers write, the names stay few.
        Interlocked.Increment(ref _requests.GetOrAdd((known, status), _ => new StrongBox()).Count);
        _times[known].Add(time);
    }

    public void AddRows(int rows) => Interlocked.Add(ref _rows, rows);

    public void AddBatch() => Interlocked.Increment(ref _batches);

    public void SetUnderWay(int requests) => Volatile.Write(ref _underWay, requests);

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.WriteAsync(ToString());
    }

    /// <summary>All of it as text.</summary>
    public override string ToString()
    {
        var text = new PrometheusText();
        text.Head("mlflux_requests_total", "counter", "Requests by path and status.");
        foreach (((string path, int status), StrongBox box) in _requests.OrderBy(one => one.Key))
            text.Value("mlflux_requests_total", Volatile.Read(ref box.Count), ("path", path), ("status", $"{status}"));
        text.Head("mlflux_request_seconds", "histogram", "Time from a request to its answer, by path.");
        foreach ((string path, DurationHistogram times) in _times)
            times.WriteTo(text, "mlflux_request_seconds", path);
        text.Single("mlflux_rows_total", "counter", "Rows that were predicted or explained.", Interlocked.Read(ref _rows));
        text.Single("mlflux_batches_total", "counter", "Predictions of rows of one or several requests together.",
            Interlocked.Read(ref _batches));
        text.Single(
            "mlflux_requests_under_way", "gauge", "Requests for predictions that are under way or wait.", Volatile.Read(ref _underWay));
        using var process = Process.GetCurrentProcess();
        text.Single("process_cpu_seconds_total", "counter", "Time of processors.", process.TotalProcessorTime.TotalSeconds);
        text.Single("process_resident_memory_bytes", "gauge", "Memory that is resident.", process.WorkingSet64);
        text.Single("process_start_time_seconds", "gauge", "When the process began, in seconds since 1970.",
            (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
        text.Single("dotnet_gc_heap_bytes", "gauge", "Managed memory in use.", GC.GetTotalMemory(forceFullCollection: false));
        return text.ToString();
    }

    private sealed class StrongBox
    {
        public long Count;
    }
}

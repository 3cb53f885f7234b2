using System.Runtime.ExceptionServices;
using MLFlux.Native;

namespace MLFlux.Training;

/// <summary>A thread that computes its worker's share of each batch, one libtorch thread wide.</summary>
internal sealed class WorkerThread : IDisposable
{
    /// <summary>
    /// Shares take a fraction of a millisecond: waking a thread that sleeps takes long beside it, so it waits awake for a while.
    /// </summary>
    private const int Spins = 1000;

    private readonly BatchWorker _worker;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _started = new(false, Spins);
    private readonly ManualResetEventSlim _finished = new(false, Spins);
    private ShareTask _task;
    private BatchOutcome _outcome;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stops;

    public WorkerThread(BatchWorker worker)
    {
        _worker = worker;
        _thread = new Thread(Work) { IsBackground = true, Name = "MLFlux training" };
        _thread.Start();
    }

    /// <summary>Begins a share; <see cref="Finish"/> waits for it.</summary>
    public void Start(ShareTask task)
    {
        _task = task;
        _finished.Reset();
        _started.Set();
    }

    /// <summary>Waits for the share; what it threw is thrown here.</summary>
    public BatchOutcome Finish()
    {
        _finished.Wait();
        _failure?.Throw();
        return _outcome;
    }

    /// <summary>Waits for the share, whatever came of it.</summary>
    public void Wait() => _finished.Wait();

    public void Dispose()
    {
        _stops = true;
        _started.Set();
        _thread.Join();
        _started.Dispose();
        _finished.Dispose();
    }

    private void Work()
    {
        LibtorchThreads.Use(1);
        while (true)
        {
            _started.Wait();
            _started.Reset();
            if (_stops)
                return;

            try
            {
                _outcome = _worker.Run(_task);
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            _finished.Set();
        }
    }
}

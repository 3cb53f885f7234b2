using System.Runtime.InteropServices;

namespace MLFlux.Tool.Running;

/// <summary>
/// Ctrl+C and SIGTERM. The first ends a fit with the best epoch so far, and cancels all else; the second ends the process at once. What
/// does not end when it is cancelled is ended with the process, after a while. Of several processes the first decides for all: the others
/// end the folds that they fit by themselves, and otherwise end with the first, which ends them where it keeps nothing.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _cancel = new(), _stopFit = new();
    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration[] _signals;
    private Timer? _last;
    private bool _isFitting;

    public Interruption() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    /// <summary>Whether the user has asked.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Ends what keeps nothing.</summary>
    public CancellationToken Cancellation => _cancel.Token;

    /// <summary>Ends a fit with what it has learned.</summary>
    public CancellationToken FitStop => _stopFit.Token;

    /// <summary>What to say where the process is ended at once.</summary>
    public Func<string> Words { get; set; } = () => "Cancelled; no result was written.";

    /// <summary>Whether a fit runs that would end with something to keep, and the user has not asked.</summary>
    public bool CanStopFit
    {
        get
        {
            lock (_gate)
                return _isFitting && !IsAsked;
        }
    }

    /// <summary>From now on a fit has something to keep; called again and again while it runs.</summary>
    public void FitHasBegun()
    {
        lock (_gate)
            _isFitting = !IsAsked;
    }

    /// <summary>The fit is over, and what it has learned is saved.</summary>
    /// <exception cref="OperationCanceledException">The user has asked for the end.</exception>
    public void FitIsSaved()
    {
        lock (_gate)
        {
            _isFitting = false;
            if (IsAsked)
                throw new OperationCanceledException();
        }
    }

    /// <summary>Asks for the end, as the first Ctrl+C does; once.</summary>
    public void Ask()
    {
        bool isFitting;
        lock (_gate)
        {
            if (IsAsked)
                return;
            IsAsked = true;
            isFitting = _isFitting;
            if (isFitting)
            {
                Say("Stopping with the best epoch so far; Ctrl+C again ends at once.");
            }
            else
            {
                Say("Cancelling; Ctrl+C again ends at once.");
                _last = new Timer(_ => End(), null, s_grace, Timeout.InfiniteTimeSpan);
            }
        }

        // Not under the lock: whoever is told may ask back.
        (isFitting ? _stopFit : _cancel).Cancel();
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
        _last?.Dispose();
        _cancel.Dispose();
        _stopFit.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (ToolRanks.IsSilent)
            _stopFit.Cancel();
        else if (IsAsked)
            End();
        else
            Ask();
    }

    private void End()
    {
        Say(Words());
        Environment.Exit(ExitCode.Cancelled);
    }

    private static void Say(string words) => Console.Error.WriteLine(words);
}

using System.Diagnostics;

namespace MLFlux.Experiments;

/// <summary>Counts the steps of an experiment and tells its callback.</summary>
/// <param name="options">Who is told, and who may cancel.</param>
/// <param name="trainer">The trainer, which its own options may cancel too.</param>
/// <param name="steps">How many steps there are; null where that is not known.</param>
internal sealed class ProgressReporter(ExperimentOptions options, NeuralNetworkTrainer trainer, int? steps) : IDisposable
{
    private readonly CancellationTokenSource _either =
        CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, trainer.Options.CancellationToken);

    private readonly Action<ExperimentProgress>? _callback = trainer.Options.Ranks.IsFirst ? options.Progress : null;
    private readonly long _begin = Stopwatch.GetTimestamp();
    private string _stage = "";
    private int _step;

    /// <summary>Checked when a step begins. It is of no more effect when the experiment is over.</summary>
    public CancellationToken Cancellation => _either.Token;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begin);

    /// <summary>Put before what is being done, such as the fold.</summary>
    public string Prefix { get; set; } = "";

    public void Begin(string stage)
    {
        Cancellation.ThrowIfCancellationRequested();
        _stage = Prefix + stage;
        _step++;
        _callback?.Invoke(Now());
    }

    /// <summary>Says more of the step that has begun.</summary>
    public void Say(string words) => _callback?.Invoke(Now() with { Stage = $"{_stage}: {words}" });

    /// <summary>
    /// The options of a fit that tell the experiment's callback as well as their own, and that the experiment can cancel.
    /// </summary>
    public NeuralNetworkOptions Follow(NeuralNetworkOptions training)
    {
        training = training with { CancellationToken = Cancellation };
        return _callback is null ? training : training with
        {
            Progress = training.Progress + (report => _callback(Now() with { Epoch = report })),
            BatchProgress = training.BatchProgress + (report => _callback(Now() with { Batch = report })),
            FrozenProgress = training.FrozenProgress + (report => _callback(Now() with { Frozen = report })),
        };
    }

    /// <summary>Ends all that the experiment has begun and that still runs on other threads.</summary>
    public void Stop() => _either.Cancel();

    public void Dispose() => _either.Dispose();

    private ExperimentProgress Now() => new(_stage, _step, steps, Elapsed);
}

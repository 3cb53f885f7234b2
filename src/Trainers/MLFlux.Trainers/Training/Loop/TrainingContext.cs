namespace MLFlux.Training;

/// <summary>What a fit says and asks while it runs, whoever runs it.</summary>
/// <param name="Info">Takes one line for people: an epoch done.</param>
/// <param name="Warn">Takes one line on what went wrong without ending the fit.</param>
/// <param name="CheckAlive">Throws <see cref="OperationCanceledException"/> where the fit is to end.</param>
/// <param name="PhaseDone">Is told what part of a step has just ended; null where nobody measures.</param>
internal sealed record TrainingContext(
    Action<string> Info, Action<string> Warn, Action CheckAlive, Action<TrainingPhase>? PhaseDone = null)
{
    /// <summary>Makes a transformer of a model; null where nobody looks at models before the end.</summary>
    public Func<NeuralNetworkModel, Microsoft.ML.ITransformer>? ToTransformer { get; init; }

    /// <summary>What tells the time of epochs, of reports and of the time limit.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Who trains the model together; by default this process alone.</summary>
    public Ranks Ranks { get; private init; } = Ranks.Alone;

    /// <summary>
    /// The same for several ranks: rank 0 alone speaks, and is asked whether the fit is to end where all ranks are together, by
    /// <see cref="Cancellation"/>, not in the middle of their parts.
    /// </summary>
    public TrainingContext For(Ranks ranks) => ranks.Count == 1 ? this : this with
    {
        Ranks = ranks,
        Info = ranks.IsFirst ? Info : _ => { },
        Warn = ranks.IsFirst ? Warn : _ => { },
        CheckAlive = () => { },
        Cancellation = Cancelled,
    };

    /// <summary>The same for fits that this rank does by itself.</summary>
    public TrainingContext OfOneRank() => this with
    {
        Ranks = Ranks.Alone,
        CheckAlive = () =>
        {
            if (Cancellation() is { } cancelled)
                throw cancelled;
        },
        Cancellation = () => null,
    };

    /// <summary>Why the fit of several ranks is to end, as far as this rank knows; null where it goes on.</summary>
    public Func<OperationCanceledException?> Cancellation { get; private init; } = () => null;

    private OperationCanceledException? Cancelled()
    {
        try
        {
            CheckAlive();
            return null;
        }
        catch (OperationCanceledException cancelled)
        {
            return cancelled;
        }
    }
}

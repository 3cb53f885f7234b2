using MLFlux.Training;

namespace MLFlux;

/// <summary>
/// What a callback may do with the fit that calls it: <c>EpochEnd = (report, control) => ...</c>.
/// </summary>
/// <remarks>To be used inside the callback, on its thread. A later use is an error.</remarks>
public sealed class TrainingControl
{
    private readonly LearningRatePlan _rate;
    private readonly WeightUpdates _updates;
    private readonly Func<HeldOutResult?> _validate;
    private readonly List<ControlChange> _changes = [];
    private bool _isOpen;

    internal TrainingControl(LearningRatePlan rate, WeightUpdates updates, Func<HeldOutResult?> validate)
    {
        _rate = rate;
        _updates = updates;
        _validate = validate;
    }

    /// <summary>
    /// The learning rate of the next update, greater than 0. Where there is a schedule, what is set is what it goes on from.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not greater than 0, or not finite.</exception>
    public double LearningRate
    {
        get => Open()._rate.Rate;
        set => Open().Make(new ControlChange(
            ControlKind.LearningRate, Construction.ArgumentChecks.That(value, value > 0, "greater than 0")));
    }

    internal bool IsStopped { get; private set; }

    /// <summary>Ends the fit after this batch or epoch, as if all epochs were run: with a model, and the best epoch's weights.</summary>
    public void Stop() => Open().IsStopped = true;

    /// <summary>Keeps the weights of a part as they are from now on; see <see cref="FrozenLayer"/> for its name.</summary>
    /// <exception cref="ArgumentException">No weight has such a name, or all weights would be frozen.</exception>
    public void Freeze(string name) => Open().Make(new ControlChange(ControlKind.Freeze, Name: name));

    /// <summary>Lets the weights of a part learn again, which the optimizer then sees for the first time.</summary>
    /// <exception cref="ArgumentException">No weight has such a name.</exception>
    public void Thaw(string name) => Open().Make(new ControlChange(ControlKind.Thaw, Name: name));

    /// <summary>Loss and accuracy over the held-out rows with the weights of now; null without a validation set.</summary>
    public HeldOutResult? Validate() => Open()._validate();

    /// <summary>Lends the control to a callback, on rank 0 alone, and does on every rank what the callback did with it.</summary>
    internal void Lend<TReport>(Action<TReport, TrainingControl> callback, TReport report, Ranks ranks)
    {
        if (ranks.IsFirst)
            Lend(callback, report);
        if (ranks.Count == 1)
            return;
        string changes = ranks.Broadcast(ControlChange.ToText(_changes));
        _changes.Clear();
        if (ranks.IsFirst)
            return;
        foreach (ControlChange change in ControlChange.FromText(changes))
            Do(change);
    }

    private void Lend<TReport>(Action<TReport, TrainingControl> callback, TReport report)
    {
        _changes.Clear();
        _isOpen = true;
        try
        {
            callback(report, this);
        }
        finally
        {
            _isOpen = false;
        }
    }

    private void Make(ControlChange change)
    {
        Do(change);
        _changes.Add(change);
    }

    private void Do(ControlChange change)
    {
        switch (change.Kind)
        {
            case ControlKind.LearningRate:
                _rate.Rate = change.Rate;
                break;
            case ControlKind.Freeze:
                _updates.Freeze(change.Name);
                break;
            case ControlKind.Thaw:
                _updates.Thaw(change.Name);
                break;
        }
    }

    private TrainingControl Open() =>
        _isOpen ? this : throw new InvalidOperationException(
            "A TrainingControl serves inside the callback that was given it, and not after.");
}

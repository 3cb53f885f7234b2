using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>A copy of a network's weights and buffers and of its optimizer's state, to come back to.</summary>
internal sealed class WeightSnapshot : IDisposable
{
    private readonly List<(Tensor Live, Tensor Copy)> _tensors;
    private readonly WeightUpdates _updates;
    private readonly Dictionary<string, Tensor> _state = [];

    public WeightSnapshot(Learner learner)
    {
        _updates = learner.Updates;
        _tensors = [.. learner.Network.State().Select(live => (live, Copy(live)))];
        TakeState();
    }

    /// <summary>Copies what they have now.</summary>
    public void Take()
    {
        using var _ = no_grad();
        foreach ((Tensor live, Tensor copy) in _tensors)
            copy.copy_(live);
        TakeState();
    }

    /// <summary>Gives them back what they had at the last <see cref="Take"/>.</summary>
    public void Restore()
    {
        using var _ = no_grad();
        foreach ((Tensor live, Tensor copy) in _tensors)
            live.copy_(copy);

        // Weights that were frozen or thawed since the copy have an optimizer state of another size, which the copy does not fit.
        foreach ((string name, Tensor live) in _updates.State)
        {
            if (_state.TryGetValue(name, out Tensor? copy) && copy.numel() == live.numel())
                live.copy_(copy);
        }
    }

    public void Dispose()
    {
        foreach (Tensor copy in _tensors.Select(pair => pair.Copy).Concat(_state.Values))
            copy.Dispose();
    }

    private void TakeState()
    {
        IReadOnlyDictionary<string, Tensor> state = _updates.State;
        foreach (string gone in _state.Keys.Where(name => !state.ContainsKey(name)).ToArray())
        {
            _state[gone].Dispose();
            _state.Remove(gone);
        }

        foreach ((string name, Tensor live) in state)
        {
            if (_state.TryGetValue(name, out Tensor? copy) && copy.numel() == live.numel())
                copy.copy_(live);
            else
                Replace(name, live);
        }
    }

    private void Replace(string name, Tensor live)
    {
        if (_state.Remove(name, out Tensor? old))
            old.Dispose();
        _state.Add(name, Copy(live));
    }

    private static Tensor Copy(Tensor live)
    {
        using Tensor values = live.detach();
        return values.clone().DetachFromDisposeScope();
    }
}

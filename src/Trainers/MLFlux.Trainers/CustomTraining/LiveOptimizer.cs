using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>An optimizer bound to a <see cref="LiveNetwork"/>: its state carries over from step to step.</summary>
/// <remarks>For one thread at a time. Dispose it before its network.</remarks>
public sealed class LiveOptimizer : IDisposable
{
    private readonly Updater _updater;
    private double _learningRate;

    /// <summary>Binds an optimizer to a network.</summary>
    /// <param name="network">The network whose weights it updates.</param>
    /// <param name="optimizer">The rule, one of <see cref="Optimizers"/>.</param>
    /// <exception cref="ArgumentException">A value of the optimizer is outside its range.</exception>
    public LiveOptimizer(LiveNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        string[] faults = [.. optimizer.Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(optimizer));

        Target = network;
        _learningRate = optimizer.LearningRate;
        _updater = optimizer.CreateUpdater(network.Built.Parameters, network.Gradients);
    }

    /// <summary>The learning rate of the next step, greater than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not greater than 0, or not finite.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Construction.ArgumentChecks.That(value, value > 0, "greater than 0");
    }

    internal LiveNetwork Target { get; }

    /// <summary>One update of all weights along the gradients of the last <see cref="LiveNetwork.Differentiate"/>.</summary>
    public void Step()
    {
        using Native.NativeWork.Lease work = Native.NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        _updater.Step(_learningRate);
    }

    /// <summary>Frees the state; the weights are the network's.</summary>
    public void Dispose() => _updater.Dispose();
}

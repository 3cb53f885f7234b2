using System.Runtime.InteropServices;
using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The state of an optimizer over one fit. All weights of a network lie in one flat tensor and their gradients in another,
/// so one step is a handful of operations however many layers there are.
/// </summary>
public abstract class Updater(Tensor parameters, Tensor gradients) : IDisposable
{
    /// <summary>All weights, one after another; changed in place by <see cref="Step"/>.</summary>
    protected Tensor Parameters { get; } = parameters;

    /// <summary>Their gradients, in the same order.</summary>
    protected Tensor Gradients { get; } = gradients;

    /// <summary>One update of all weights. Called without gradient recording, inside a dispose scope.</summary>
    public abstract void Step(double learningRate);

    /// <summary>The tensors that carry over from step to step, by name, to be saved with a checkpoint.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Zeros beside each weight, to carry over from step to step.</summary>
    protected static Tensor NewState(Tensor parameters) => zeros_like(parameters).DetachFromDisposeScope();

    /// <summary>A number of steps that carries over from step to step.</summary>
    protected static Tensor NewCounter() => zeros(1, ScalarType.Int64).DetachFromDisposeScope();

    /// <summary>Adds 1 to a counter and returns it.</summary>
    protected static long Count(Tensor counter)
    {
        ref long count = ref MemoryMarshal.AsRef<long>(counter.bytes);
        return ++count;
    }

    /// <summary>
    /// Lets what carries over fade, in place. What is too small for a normal float becomes zero: it moves no weight, and processors take a
    /// hundred times as long for denormal floats, in which whatever fades without new gradients would stay.
    /// </summary>
    /// <param name="state">The tensor.</param>
    /// <param name="kept">What it is multiplied by.</param>
    private protected static Tensor Decay(Tensor state, double kept)
    {
        state.Scale(kept);
        if (IsInMemory(state))
            DenormalFloats.Clear(MemoryMarshal.Cast<byte, float>(state.bytes));
        return state;
    }

    /// <summary>Whether a tensor's floats lie side by side in memory that one span can hold.</summary>
    private protected static bool IsInMemory(Tensor tensor) => tensor.device_type == DeviceType.CPU
        && tensor.dtype == ScalarType.Float32 && tensor.numel() <= int.MaxValue / sizeof(float) && tensor.is_contiguous();

    /// <summary>The gradients, with λ times the weights added where λ is not 0. The caller disposes it.</summary>
    protected Tensor DecayedGradients(double weightDecay) =>
        weightDecay == 0 ? Gradients.alias() : Gradients.Plus(Parameters, weightDecay);

    /// <summary>Frees the state; the weights and gradients belong to the caller.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in State.Values)
            tensor.Dispose();
        DisposeParts();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// What a step would take off the weights, which stay as they are: the gradients of the next optimizer of a chain. The
    /// caller disposes it.
    /// </summary>
    internal virtual Tensor NextGradients(double learningRate)
    {
        using Tensor before = Parameters.clone();
        Step(learningRate);
        Tensor step = before - Parameters;
        Parameters.copy_(before);
        return step;
    }

    /// <summary>Frees what an updater has beside its state.</summary>
    private protected virtual void DisposeParts()
    {
    }
}

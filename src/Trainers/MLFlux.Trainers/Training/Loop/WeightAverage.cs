using System.Runtime.InteropServices;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The exponential moving average of weights over the updates. Sources: Polyak and Juditsky, "Acceleration of Stochastic Approximation by
/// Averaging", 1992; Tarvainen and Valpola, "Mean teachers are better role models", 2017, for the decay that begins small, so that the
/// first weights, which are random, are soon forgotten.
/// </summary>
/// <remarks>
/// Between epochs the network has the average, and the tensor here the weights that training goes on with: all that copies, keeps, writes
/// and reads a network with its optimizer's state takes both along.
/// </remarks>
internal sealed class WeightAverage : IDisposable
{
    private readonly Tensor _weights;
    private readonly Tensor _other;
    private readonly Tensor _updates;
    private readonly double _decay;

    /// <param name="weights">The weights; owned by the caller.</param>
    /// <param name="decay">What the average keeps of itself in an update, once there were many.</param>
    public WeightAverage(Tensor weights, double decay)
    {
        _weights = weights;
        _decay = decay;
        using Tensor values = weights.detach();
        _other = values.clone().DetachFromDisposeScope();
        _updates = zeros(1, ScalarType.Int64).DetachFromDisposeScope();
        State = new Dictionary<string, Tensor> { ["unaveraged"] = _other, ["averaged"] = _updates };
    }

    /// <summary>What carries over from step to step, by names that no optimizer has.</summary>
    public IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Takes the weights after an update into the average. Called without gradient recording.</summary>
    public void Add()
    {
        long updates = ++MemoryMarshal.AsRef<long>(_updates.bytes);
        double kept = Math.Min(_decay, (1.0 + updates) / (10 + updates));
        _other.Scale(kept).Add(_weights, 1 - kept);
    }

    /// <summary>Puts the average in the place of the weights, and the weights in its own; and back.</summary>
    public void Exchange()
    {
        using var noGradients = no_grad();
        using Tensor weights = _weights.clone();
        _weights.copy_(_other);
        _other.copy_(weights);
    }

    public void Dispose()
    {
        _other.Dispose();
        _updates.Dispose();
    }
}

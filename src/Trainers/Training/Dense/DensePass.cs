using System.Runtime.InteropServices;
using MLFlux.Kernels;
using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// Forward and backward pass of a network of dense layers by their formulas, in memory that every share of a batch uses again.
/// libtorch's graph costs such a network more than its sums: some forty calls and as many tensors a share, against a handful.
/// Gives what the graph gives within rounding.
/// </summary>
internal sealed class DensePass : IDisposable
{
    private readonly BuiltNetwork _network;
    private readonly OutputGradient _loss;
    private readonly List<DensePassLayer> _layers = [];
    private readonly NonzeroInput _nonzero;
    private readonly int _inputs;
    private bool _isSparse;

    private DensePass(BuiltNetwork network, IReadOnlyList<DenseStackLayer> layers, LossHead head, int capacity, Tensor gradients)
    {
        _network = network;
        _loss = new OutputGradient(head);
        _inputs = layers[0].Inputs;
        _nonzero = new NonzeroInput(layers[0].Inputs, layers[0].Outputs, capacity);
        using DisposeScope scope = NewDisposeScope();
        long start = 0;
        foreach (DenseStackLayer layer in layers)
        {
            _layers.Add(new DensePassLayer(layer, capacity, network.Parameters, gradients, start));
            start += _layers[^1].ParameterCount;
        }
    }

    /// <summary>The passes of a network, or null where it has other layers, activations whose slope their value does not tell, or a GPU.</summary>
    /// <param name="description">What the network was built from.</param>
    /// <param name="inputShape">The shape of one example.</param>
    /// <param name="network">The network.</param>
    /// <param name="head">What stands between its outputs and the loss.</param>
    /// <param name="capacity">The most rows a share has.</param>
    /// <param name="gradients">Takes the gradients, in the order of the network's weights.</param>
    public static DensePass? TryCreate(
        Layer description, Shape inputShape, BuiltNetwork network, LossHead head, int capacity, Tensor gradients) =>
        network.Device.type == DeviceType.CPU
        && DenseStack.Of(description, inputShape, isTraining: true) is { } layers
        && layers.All(l => ActivationKernel.HasSlope(l.Layer.Activation) && (long)l.Inputs * l.Outputs <= int.MaxValue / sizeof(float))
            ? new DensePass(network, layers, head, capacity, gradients)
            : null;

    /// <summary>Whether all weights are learned just now: frozen ones have no gradients.</summary>
    public bool IsWhole => _network.LearnedParameters.All(p => p.requires_grad);

    /// <summary>Outputs, loss, and its gradients with respect to the outputs. Inside a dispose scope.</summary>
    /// <param name="batch">The share.</param>
    /// <param name="normalizer">What the sum of the rows' losses is divided by to get what is differentiated.</param>
    /// <param name="outputs">What the network gave, [rows, width].</param>
    /// <returns>The rows' losses, each times its weight, added up; where it is not finite, there are no gradients.</returns>
    public double Forward(Batch batch, double normalizer, out Tensor outputs)
    {
        Tensor features = Rows(batch);
        _isSparse = _nonzero.TryRead(MemoryMarshal.Cast<byte, float>(features.bytes));
        outputs = _isSparse ? _layers[0].Forward(_nonzero) : _layers[0].Forward(features);
        foreach (DensePassLayer layer in _layers.Skip(1))
            outputs = layer.Forward(outputs);
        return _loss.Compute(outputs, batch, normalizer, _layers[^1].Gradients((int)outputs.size(0)));
    }

    /// <summary>All gradients, of the share that <see cref="Forward"/> took last. Inside a dispose scope.</summary>
    public void Backward(Batch batch)
    {
        Tensor features = Rows(batch);
        int rows = (int)features.size(0);
        for (int i = _layers.Count - 1; i > 0; i--)
        {
            Tensor gradients = _layers[i].Backward(rows);
            _layers[i].BackwardToWeights(gradients, _layers[i - 1].Outputs(rows));
            _layers[i].BackwardToInputs(gradients, _layers[i - 1].Gradients(rows));
        }

        Tensor first = _layers[0].Backward(rows);
        if (_isSparse)
            _layers[0].BackwardToWeights(first, _nonzero);
        else
            _layers[0].BackwardToWeights(first, features);
    }

    public void Dispose()
    {
        foreach (DensePassLayer layer in _layers)
            layer.Dispose();
    }

    private Tensor Rows(Batch batch) => batch.Features.view(-1, _inputs);
}

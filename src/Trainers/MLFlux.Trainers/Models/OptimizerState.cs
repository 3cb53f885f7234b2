using System.Runtime.InteropServices;
using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Models;

/// <summary>What an optimizer carries from step to step, kept with a model so that its training can be taken up again.</summary>
/// <param name="Optimizer">The name of the optimizer: <c>Adam</c>.</param>
/// <param name="Tensors">What it keeps for each weight, in the order of the network's learned weights.</param>
/// <param name="Numbers">What it keeps once, such as the number of steps.</param>
internal sealed record OptimizerState(
    string Optimizer, IReadOnlyList<NetworkWeight> Tensors, IReadOnlyDictionary<string, double> Numbers)
{
    /// <summary>Copies the state of an optimizer.</summary>
    public static OptimizerState Read(Optimizer optimizer, IReadOnlyDictionary<string, Tensor> state)
    {
        var tensors = new List<NetworkWeight>();
        var numbers = new Dictionary<string, double>();
        foreach ((string name, Tensor tensor) in state)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor values = tensor.detach().cpu().contiguous();
            if (values.dtype == ScalarType.Float32)
                tensors.Add(new NetworkWeight(name, new Shape(checked((int)values.numel())), MemoryMarshal.Cast<byte, float>(values.bytes)
                    .ToArray()));
            else
                numbers.Add(name, values.to_type(ScalarType.Float64).item<double>());
        }

        return new OptimizerState(optimizer.Kind, tensors, numbers);
    }

    /// <summary>Copies it back into an optimizer's state; false, and nothing is copied, where it is another optimizer's.</summary>
    public bool TryWrite(Optimizer optimizer, IReadOnlyDictionary<string, Tensor> state)
    {
        HashSet<string> names = [.. Tensors.Select(t => t.Name), .. Numbers.Keys];
        if (optimizer.Kind != Optimizer || !names.SetEquals(state.Keys)
            || !Tensors.All(t => state[t.Name].numel() == t.Shape.Size))
        {
            return false;
        }

        using DisposeScope scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (NetworkWeight weight in Tensors)
            state[weight.Name].copy_(tensor(weight.Values.ToArray()));
        foreach ((string name, double number) in Numbers)
            state[name].Fill(number);
        return true;
    }
}

using MLFlux.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

public sealed partial class LiveNetwork
{
    /// <summary>
    /// The slopes of each output by each input at an input: a row for each value of the output, in it a number for each value
    /// of the input. Weights and their gradients stay as they are.
    /// </summary>
    /// <param name="input">The values of one input, row by row.</param>
    /// <exception cref="ArgumentException">The input has another length than the network takes.</exception>
    /// <exception cref="InvalidOperationException">The network takes indices, which have no slopes.</exception>
    public float[][] Jacobian(params float[] input)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = Differentiable(input);
        return [.. Enumerable.Range(0, OutputShape.Size).Select(i => Slopes(y[i], x, keepGraph: false).data<float>().ToArray())];
    }

    /// <summary>
    /// The second slopes of a network with one value as its output, by each pair of values of the input: row i, number j, is
    /// ∂²y / ∂xᵢ∂xⱼ. Weights and their gradients stay as they are.
    /// </summary>
    /// <param name="input">The values of one input, row by row.</param>
    /// <exception cref="ArgumentException">The input has another length than the network takes.</exception>
    /// <exception cref="InvalidOperationException">The network takes indices, or gives more than one value.</exception>
    public float[][] Hessian(params float[] input)
    {
        if (OutputShape.Size != 1)
            throw new InvalidOperationException($"A Hessian is that of one value; {Network} gives {OutputShape}.");

        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = Differentiable(input);
        Tensor slopes = Slopes(y[0], x, keepGraph: true);
        return
        [
            .. Enumerable.Range(0, InputShape.Size).Select(i => slopes.requires_grad
                ? Slopes(slopes[i], x, keepGraph: false).data<float>().ToArray()
                : new float[InputShape.Size]),
        ];
    }

    /// <summary>
    /// What each layer of the network makes of an input, with the layer's place or name: for a chain, its layers one after
    /// another, the last of which gives the output; for any other network, its output alone.
    /// </summary>
    /// <param name="input">The values of one input, row by row.</param>
    /// <exception cref="ArgumentException">The input has another length than the network takes.</exception>
    public IReadOnlyList<(string Name, float[] Values)> Activations(params float[] input)
    {
        if (Network is not ChainLayer chain)
            return [("", Call(input))];

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        _built.Module.train(IsTraining);
        Tensor x = ToTensor([input], InputShape, "input");
        var activations = new List<(string Name, float[] Values)>();
        Construction.LayerChild[] layers = [.. chain.Children(InputShape)];

        // A last softmax, or the sigmoid of the last layer, is no part of the chain that computes: the head applies it.
        foreach (((_, nn.Module module), int index) in _built.Module.named_children().Select((child, index) => (child, index)))
        {
            x = ((nn.Module<Tensor, Tensor>)module).call(x);
            if (index < layers.Length - 1)
                activations.Add((layers[index].Name, Values(x)));
        }

        activations.Add((layers[^1].Name, Values(LossHead.Apply(_head.Function, x))));
        return activations;
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    /// <summary>An input as a vector to differentiate by, and the output as a vector.</summary>
    private (Tensor Input, Tensor Output) Differentiable(float[] input)
    {
        if (Network.TakesIndices)
            throw new InvalidOperationException($"{Network} takes indices, which have no slopes.");
        if (input.Length != InputShape.Size)
            throw new ArgumentException($"{Network} takes inputs of {InputShape} values; got {input.Length}.", nameof(input));

        Tensor x = tensor(input).requires_grad_();
        _built.Module.train(IsTraining);
        return (x, LossHead.Apply(_head.Function, _built.Module.call(x.view(InputShape.Batch(1)))).view(-1));
    }

    /// <summary>The slopes of a number by a vector; zeros where it does not depend on it.</summary>
    private static Tensor Slopes(Tensor value, Tensor by, bool keepGraph)
    {
        Tensor slopes = autograd.grad([value], [by], retain_graph: true, create_graph: keepGraph, allow_unused: true)[0];
        return slopes is null || slopes.IsInvalid ? zeros_like(by) : slopes;
    }
}

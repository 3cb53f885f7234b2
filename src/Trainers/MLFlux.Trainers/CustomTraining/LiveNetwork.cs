using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Native;
using MLFlux.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A network with weights, to work with by hand: look at them, call it on a vector, compute a loss and its gradients, update,
/// train. For a network inside an ML.NET pipeline, see <see cref="NeuralNetworkCatalog"/>; for TorchSharp's own tensors,
/// <see cref="Layer.Build"/>.
/// </summary>
/// <remarks>
/// For one thread at a time. It computes on the CPU in float32. A final softmax or sigmoid is kept apart from the rest, so that
/// losses over raw scores (<see cref="Losses.CrossEntropy"/>) are computed from these, without overflow.
/// </remarks>
/// <example>
/// <code>
/// using var model = new LiveNetwork(Dense(1, Sigmoid), inputShape: new Shape(2), seed: 1);
/// using var optimizer = new LiveOptimizer(model, Optimizers.Descent(0.5));
/// double loss = model.Differentiate(Losses.MeanSquaredError(), new Observation([0.9f, 0.1f], [0]));
/// optimizer.Step();
/// </code>
/// </example>
public sealed partial class LiveNetwork : IDisposable
{
    private readonly BuiltNetwork _built;
    private readonly GradientBuffer _gradients;
    private readonly OutputHead _head;
    private readonly Action<string> _warn;
    private bool _hasWarned;

    /// <summary>Builds a network with fresh weights.</summary>
    /// <param name="network">The description.</param>
    /// <param name="inputShape">The shape of one input.</param>
    /// <param name="seed">Decides the initial weights, and dropout's random numbers.</param>
    /// <param name="warn">Takes a line of warning; by default the error stream.</param>
    /// <exception cref="NetworkShapeException">The layers do not fit the shape.</exception>
    public LiveNetwork(Layer network, Shape inputShape, int seed = 0, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputShape);
        Network = network;
        InputShape = inputShape;
        OutputShape = network.OutputShape(inputShape);
        _warn = warn ?? Console.Error.WriteLine;

        _head = OutputHead.Of(network);
        _built = NetworkBuilder.Build(_head.Body, inputShape, seed);
        _gradients = new GradientBuffer(_built);
        Weights = [.. _built.Module.named_parameters().Select(p => new LiveWeight(p.name, p.parameter))];
    }

    /// <summary>The description.</summary>
    public Layer Network { get; }

    /// <summary>The shape of one input.</summary>
    public Shape InputShape { get; }

    /// <summary>The shape of one output.</summary>
    public Shape OutputShape { get; }

    /// <summary>The weights it learns, in the order of the layers.</summary>
    public IReadOnlyList<LiveWeight> Weights { get; }

    /// <summary>Whether dropout drops and batch normalisation normalises over the batch: false, the default, is for scoring.</summary>
    public bool IsTraining { get; set; }

    internal BuiltNetwork Built => _built;

    internal Tensor Gradients => _gradients.All;

    /// <summary>A weight by its name: <c>weight</c>, <c>bias</c>, in a chain <c>0.weight</c>.</summary>
    /// <exception cref="ArgumentException">There is no weight of that name.</exception>
    public LiveWeight this[string name] => Weights.FirstOrDefault(weight => weight.Name == name)
        ?? throw new ArgumentException(
            $"'{name}' is no weight of this network, which has {string.Join(", ", Weights.Select(w => w.Name))}.", nameof(name));

    /// <summary>What the network makes of an input.</summary>
    /// <param name="input">The values of one input, row by row.</param>
    /// <returns>The values of the output, row by row.</returns>
    /// <exception cref="ArgumentException">The input has another length than the network takes.</exception>
    public float[] Call(params float[] input) => Call(new ObservationBatch([input]))[0];

    /// <summary>What the network makes of an input, which is converted to float32; a warning says so the first time.</summary>
    /// <inheritdoc cref="Call(float[])"/>
    public float[] Call(params double[] input) => Call(Convert(input));

    /// <summary>What the network makes of each input of a batch.</summary>
    /// <inheritdoc cref="Call(float[])"/>
    public float[][] Call(ObservationBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Run(batch, () =>
        {
            using IDisposable noGradients = no_grad();
            Tensor output = LossHead.Apply(_head.Function, Scores(batch)).contiguous();
            return MemoryMarshal.Cast<byte, float>(output.bytes).ToArray().Chunk(OutputShape.Size).ToArray();
        });
    }

    /// <summary>The network as it is written in code, with shapes and numbers of weights.</summary>
    public override string ToString() => Network.Summary(InputShape);

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        _gradients.Dispose();
        _built.Dispose();
    }

    /// <summary>Values of float64 as float32, with one warning for each network.</summary>
    internal float[] Convert(ReadOnlySpan<double> values)
    {
        if (!_hasWarned)
        {
            _hasWarned = true;
            _warn($"{Network} computes in float32 and got float64: the input is converted. Give it float[] to be faster.");
        }

        var converted = new float[values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(values, converted);
        return converted;
    }

    /// <summary>Computes with a batch in a dispose scope.</summary>
    private T Run<T>(ObservationBatch batch, Func<T> compute)
    {
        using NativeWork.Lease work = NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        try
        {
            return compute();
        }
        catch (ExternalException fault) when (LibtorchMemory.IsOutOfMemory(fault))
        {
            throw LibtorchMemory.Explained(
                fault, $"computing with a batch of {batch.Count} inputs of {InputShape}",
                "Take a smaller batch, or make the network smaller.");
        }
    }

    private Tensor Scores(ObservationBatch batch)
    {
        _built.Module.train(IsTraining);
        return _built.Module.call(ToTensor(batch.Inputs, InputShape, "input"));
    }

    private Tensor ToTensor(IReadOnlyList<float[]> rows, Shape shape, string what)
    {
        foreach (float[] row in rows)
        {
            if (row.Length != shape.Size)
                throw new ArgumentException($"{Network} takes {what}s of {shape} values; got {row.Length}.");
        }

        return tensor(rows.SelectMany(row => row).ToArray()).view(shape.Batch(rows.Count));
    }
}

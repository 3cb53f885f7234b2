using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>What an operation computes with: its inputs for one batch. Used by one thread.</summary>
internal sealed class NodeRun
{
    private IReadOnlyList<Tensor?> _inputs = [];

    /// <summary>How many rows the batch has.</summary>
    public required long Rows { get; init; }

    /// <summary>The type of the graph's numbers: that of the batch.</summary>
    public required ScalarType Numbers { get; init; }

    /// <summary>Where the graph is calculated.</summary>
    public required Device Device { get; init; }

    /// <summary>What is random in training is drawn from.</summary>
    public required Generator Random { get; init; }

    /// <summary>Whether the operation is being trained: what is random then is so, and running means follow the batch.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>An input that has to be there.</summary>
    public Tensor this[int index] => _inputs[index]!;

    /// <summary>How many inputs the operation has.</summary>
    public int Count => _inputs.Count;

    /// <summary>An input, or null where it is left out.</summary>
    public Tensor? Optional(int index) => index < _inputs.Count ? _inputs[index] : null;

    /// <summary>The type of tensors of a kind of values.</summary>
    public ScalarType TypeOf(GraphType type) => type switch
    {
        GraphType.Float => Numbers,
        GraphType.Integer => ScalarType.Int64,
        GraphType.Flag => ScalarType.Bool,
    };

    /// <summary>A tensor of known numbers.</summary>
    public Tensor Materialize(GraphValue value)
    {
        double[] numbers = [.. value.Known!.Value.Select(number => number.IsPerRow ? number.Value * Rows : number.Value)];
        long[] shape = value.At(Rows);
        if (value.Type == GraphType.Float)
            return tensor(numbers, shape, dtype: Numbers, device: Device);
        long[] whole = [.. numbers.Select(GraphNumber.Whole)];
        return tensor(whole, shape, dtype: TypeOf(value.Type), device: Device);
    }

    /// <summary>Gives the inputs of the operation that is computed next.</summary>
    public NodeRun With(IReadOnlyList<Tensor?> inputs, bool isTraining)
    {
        _inputs = inputs;
        IsTraining = isTraining;
        return this;
    }
}

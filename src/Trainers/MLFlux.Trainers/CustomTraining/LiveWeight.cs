using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>A weight of a <see cref="LiveNetwork"/>, to look at and to change.</summary>
/// <remarks>Lives as long as its network.</remarks>
public sealed class LiveWeight
{
    private const int Shown = 12;

    private readonly Parameter _parameter;

    internal LiveWeight(string name, Parameter parameter)
    {
        Name = name;
        _parameter = parameter;
        Shape = new Shape([.. parameter.shape.Select(dimension => checked((int)dimension))]);
    }

    /// <summary>Its name in the network: <c>0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Its dimensions: [outputs, inputs] for the weight of a dense layer.</summary>
    public Shape Shape { get; }

    /// <summary>Its values, row by row, to read and to write: what is written, the network computes with.</summary>
    public Span<float> Values => MemoryMarshal.Cast<byte, float>(_parameter.bytes);

    /// <summary>The gradient of the last <see cref="LiveNetwork.Differentiate"/>, in the order of the values; zeros before it.</summary>
    public ReadOnlySpan<float> Gradient
    {
        get
        {
            using Tensor gradient = _parameter.grad!;
            return MemoryMarshal.Cast<byte, float>(gradient.bytes);
        }
    }

    /// <summary>One step of gradient descent: w ← w − η g.</summary>
    /// <param name="learningRate">η.</param>
    public void Descend(double learningRate)
    {
        Span<float> values = Values;
        ReadOnlySpan<float> gradient = Gradient;
        for (int i = 0; i < values.Length; i++)
            values[i] -= (float)learningRate * gradient[i];
    }

    /// <summary>Name, dimensions and the first values: <c>weight 1×2 [0.9928, -0.7998]</c>.</summary>
    public override string ToString() => $"{Name} {Shape} {Text(Values)}";

    /// <summary>The gradient as text, as <see cref="ToString"/> has the values.</summary>
    public string GradientText() => $"{Name} {Shape} {Text(Gradient)}";

    private static string Text(ReadOnlySpan<float> values)
    {
        var texts = new List<string>();
        foreach (float value in values[..Math.Min(Shown, values.Length)])
            texts.Add(value.ToString("G4", CultureInfo.InvariantCulture));
        return $"[{string.Join(", ", texts)}{(values.Length > Shown ? ", …" : "")}]";
    }
}

using System.Text.Json.Nodes;
using MLFlux.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The mean of the values under a window that moves over each channel; zeros of the padding count. Takes and gives
/// channels × height × width; along each side the output has ⌊(n + padding − k) / stride⌋ + 1 values. Make one with
/// <c>MeanPool</c> of <see cref="Layers"/>.
/// </summary>
public sealed record MeanPoolLayer : Layer
{
    internal MeanPoolLayer((int Height, int Width) window, (int Height, int Width)? stride, Padding padding)
    {
        Window = Require.Steps(window);
        Stride = Require.Steps(stride ?? window, nameof(stride));
        Padding = Require.PoolPadding(padding, window);
    }

    /// <summary>The height and width of the window, in pixels.</summary>
    public (int Height, int Width) Window { get; }

    /// <summary>By how many pixels the window moves down and right. The default is the window: no overlap.</summary>
    public (int Height, int Width) Stride { get; }

    /// <summary>Zeros around the image; at most half the window. The default is none.</summary>
    public Padding Padding { get; }

    internal override string Name => "MeanPool";

    private Window Moves => new(Window, Stride, (1, 1), Padding);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Moves.OutputShape(this, input, input[0]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) => new MeanPoolModule(Moves);

    internal override string Print()
    {
        CallWriter call = new CallWriter(Name).Add(Window);
        if (Stride != Window)
            call.Add("stride", Stride);
        if (Padding != default)
            call.Add("padding", Padding);
        return call.ToString();
    }

    internal override void Write(JsonObject json)
    {
        json["window"] = LayerReader.Pair(Window);
        if (Stride != Window)
            json["stride"] = LayerReader.Pair(Stride);
        if (Padding != default)
            json["padding"] = Padding.ToString();
    }

    internal static MeanPoolLayer Read(LayerReader json) =>
        new(json.Pair("window"), json.OptionalPair("stride"), json.Padding());
}

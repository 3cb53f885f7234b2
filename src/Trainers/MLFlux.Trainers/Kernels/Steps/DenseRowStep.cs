namespace MLFlux.Kernels;

/// <summary>
/// One dense layer for one row: y = σ(W x + b). The weights lie input by input, so that a row's zeros, of which one-hot
/// features and the background of images are made, cost nothing.
/// </summary>
internal sealed class DenseRowStep : RowStep
{
    /// <summary>How many inputs are looked through at a time.</summary>
    private const int Stretch = 512;

    private readonly float[] _weights; // [inputs, paddedOutputs]
    private readonly float[] _bias;
    private readonly Activation _activation;
    private readonly Lazy<BlockProduct>? _product; // Packed when the first block comes.

    /// <param name="weight">W, [outputs, inputs], as the layer has it.</param>
    /// <param name="bias">b, or empty.</param>
    /// <param name="inputs">The length of x.</param>
    /// <param name="outputs">The length of y.</param>
    /// <param name="activation">σ.</param>
    public DenseRowStep(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, int outputs, Activation activation)
        : base(outputs)
    {
        _activation = activation;
        _bias = new float[PaddedOutputs];
        bias.CopyTo(_bias);
        _weights = new float[(long)inputs * PaddedOutputs];
        MatrixTranspose.Copy(weight, inputs, _weights, PaddedOutputs, outputs, inputs);
        if (BlockProduct.Takes(inputs, outputs))
            _product = new(() => BlockProduct.Create(_weights, PaddedOutputs, _bias.AsSpan(0, outputs)));
    }

    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        _bias.CopyTo(y);
        Span<int> places = stackalloc int[Stretch];
        Span<float> values = stackalloc float[Stretch];
        for (int start = 0; start < x.Length; start += Stretch)
        {
            int found = Nonzeros.Find(x.Slice(start, Math.Min(Stretch, x.Length - start)), places, values);
            NonzeroProduct.AddRows(values[..found], places[..found], _weights.AsSpan(start * PaddedOutputs), y);
        }

        ActivationKernel.Apply(_activation, y[..Outputs]);
    }

    public override void Run(RowBlock x, RowBlock y)
    {
        if (_product is null || x.Count == 1)
        {
            base.Run(x, y);
            return;
        }

        _product.Value.Run(x, y);
        for (int row = 0; row < x.Count; row++)
            ActivationKernel.Apply(_activation, y.Row(row)[..Outputs]);
    }
}

using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="AlphaDropoutLayer"/> on a tensor of any shape. Owns the generator.</summary>
internal sealed class AlphaDropoutModule : nn.Module<Tensor, Tensor>
{
    /// <summary>Where Selu ends far below zero: −λα of Klambauer et al., 2017.</summary>
    private const double Saturated = -1.0507009873554805 * 1.6732632423543772;

    private readonly double _kept, _scale, _shift;
    private readonly Generator _generator;

    public AlphaDropoutModule(double probability, Generator generator)
        : base("AlphaDropout")
    {
        _kept = 1 - probability;
        _generator = generator;

        // Dropping changes mean and variance; this affine map brings them back to 0 and 1.
        _scale = 1 / Math.Sqrt(_kept * (1 + (probability * Saturated * Saturated)));
        _shift = -_scale * probability * Saturated;
    }

    public override Tensor forward(Tensor input)
    {
        if (!training || _kept == 1)
            return input.alias();

        // a (x m + s (1 − m)) + b = (x − s) (a m) + (a s + b).
        using Tensor mask = RandomMask.Like(input, _kept, _generator).Scale(_scale);
        using Tensor centred = input - (Number)Saturated;
        using Tensor dropped = centred * mask;
        return dropped + (Number)((_scale * Saturated) + _shift);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _generator.Dispose();
        base.Dispose(disposing);
    }
}

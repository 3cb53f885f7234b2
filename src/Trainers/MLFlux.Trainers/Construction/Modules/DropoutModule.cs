using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="DropoutLayer"/> on a tensor of any shape. Owns the generator.</summary>
internal sealed class DropoutModule(double probability, Generator generator) : nn.Module<Tensor, Tensor>("Dropout")
{
    private readonly double _kept = 1 - probability;

    public override Tensor forward(Tensor input)
    {
        // An alias, so that what a module gives may always be disposed without its input.
        if (!training || probability == 0)
            return input.alias();

        using Tensor scale = RandomMask.Like(input, _kept, generator).Divide(_kept);
        return input * scale;
    }

    /// <summary>Fills a tensor with what the next values are multiplied by: 0, or one over the share that is kept.</summary>
    public void Draw(Tensor scales) => RandomMask.Fill(scales, _kept, (float)(1 / _kept), generator);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            generator.Dispose();
        base.Dispose(disposing);
    }
}

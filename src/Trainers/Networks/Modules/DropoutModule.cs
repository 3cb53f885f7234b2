using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="DropoutLayer"/> on a tensor of any shape. Owns the generator.</summary>
/// <remarks>
/// Not libtorch's dropout, which draws from a generator that the whole process shares: one fit would change another's.
/// </remarks>
internal sealed class DropoutModule(double probability, Generator generator) : nn.Module<Tensor, Tensor>("Dropout")
{
    private readonly double _kept = 1 - probability;

    public override Tensor forward(Tensor input)
    {
        // An alias, so that what a module gives may always be disposed without its input.
        if (!training || probability == 0)
            return input.alias();

        // The generator is the CPU's; drawn there, the numbers are also the same on every device.
        Tensor mask = empty(input.shape, dtype: input.dtype, device: CPU).bernoulli_(_kept, generator).div_(_kept);
        using Tensor scale = mask.to(input.device, disposeAfter: true);
        return input * scale;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            generator.Dispose();
        base.Dispose(disposing);
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Puts a number where a mask says so.</summary>
internal static class Filling
{
    /// <summary>The values, with a number in the place of those of the mask; nothing else calls <c>masked_fill</c>.</summary>
    /// <remarks>
    /// libtorch copies all values before it reads the number. TorchSharp keeps the number in an object with a finalizer, and does not
    /// hold that object while libtorch works: a collection of garbage on another thread freed the number under a long copy, and the
    /// process ended with "Expected false to be true". The number is held here until libtorch is done.
    /// </remarks>
    /// <param name="values">The values.</param>
    /// <param name="mask">True where the number goes, of a shape that spreads to that of the values.</param>
    /// <param name="number">The number.</param>
    public static Tensor Filled(this Tensor values, Tensor mask, double number)
    {
        using Scalar held = number;
        return values.masked_fill(mask, held);
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Operations of libtorch that take long before they read a number that is given to them; nothing else calls them.</summary>
/// <remarks>
/// TorchSharp keeps such a number in an object with a finalizer, and does not hold that object while libtorch works. <c>masked_fill</c>
/// copies all values first, the others make room for their result: a collection of garbage on another thread freed the number meanwhile,
/// and the process ended with "Expected false to be true". Comparisons did so, too. Here the number is held until libtorch is done.
/// </remarks>
internal static class HeldNumbers
{
    /// <summary>The values, with a number in the place of those of the mask.</summary>
    /// <param name="values">The values.</param>
    /// <param name="mask">True where the number goes, of a shape that spreads to that of the values.</param>
    /// <param name="number">The number.</param>
    public static Tensor Filled(this Tensor values, Tensor mask, double number)
    {
        using Scalar held = number;
        return values.masked_fill(mask, held);
    }

    /// <summary>values + factor · one · other.</summary>
    public static Tensor PlusProduct(this Tensor values, Tensor one, Tensor other, double factor = 1)
    {
        using Scalar held = factor;
        return values.addcmul(one, other, held);
    }

    /// <summary>Adds factor · one · other in place.</summary>
    public static Tensor AddProduct(this Tensor values, Tensor one, Tensor other, double factor = 1)
    {
        using Scalar held = factor;
        return values.addcmul_(one, other, held);
    }

    /// <summary>Adds factor · one / other in place.</summary>
    public static Tensor AddQuotient(this Tensor values, Tensor one, Tensor other, double factor)
    {
        using Scalar held = factor;
        return values.addcdiv_(one, other, held);
    }

    /// <summary>True where a value is the number.</summary>
    public static Tensor Is(this Tensor values, double number)
    {
        using Scalar held = number;
        return values.eq(held);
    }

    /// <summary>True where a value is less than the number.</summary>
    public static Tensor IsBelow(this Tensor values, double number)
    {
        using Scalar held = number;
        return values.lt(held);
    }

    /// <summary>True where a value is more than the number.</summary>
    public static Tensor IsAbove(this Tensor values, double number)
    {
        using Scalar held = number;
        return values.gt(held);
    }

    /// <summary>The values, none less than <paramref name="least"/> or more than <paramref name="most"/>.</summary>
    public static Tensor Within(this Tensor values, double least, double most)
    {
        using Scalar low = least, high = most;
        return values.clamp(low, high);
    }
}

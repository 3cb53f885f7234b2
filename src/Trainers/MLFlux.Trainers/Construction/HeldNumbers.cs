using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Operations of tensors with numbers, each held until libtorch is done: see <see cref="Number"/>.</summary>
/// <remarks>
/// Names of a result (<c>Plus</c>, <c>Power</c>) make a new tensor; names of a deed (<c>Add</c>, <c>Scale</c>) change the values in place,
/// and return them.
/// </remarks>
internal static class HeldNumbers
{
    /// <summary>The values, with a number in the place of those of the mask.</summary>
    /// <param name="values">The values.</param>
    /// <param name="mask">True where the number goes, of a shape that spreads to that of the values.</param>
    /// <param name="number">The number.</param>
    public static Tensor Filled(this Tensor values, Tensor mask, Number number)
    {
        using Scalar held = number.Hold();
        return values.masked_fill(mask, held);
    }

    /// <summary>values + other.</summary>
    public static Tensor Plus(this Tensor values, Tensor other) => values.Plus(other, 1);

    /// <summary>values + factor · other.</summary>
    public static Tensor Plus(this Tensor values, Tensor other, Number factor)
    {
        using Scalar held = factor.Hold();
        return values.add(other, held);
    }

    /// <summary>values + one · other.</summary>
    public static Tensor PlusProduct(this Tensor values, Tensor one, Tensor other) => values.PlusProduct(one, other, 1);

    /// <summary>values + factor · one · other.</summary>
    public static Tensor PlusProduct(this Tensor values, Tensor one, Tensor other, Number factor)
    {
        using Scalar held = factor.Hold();
        return values.addcmul(one, other, held);
    }

    /// <summary>The values to the power of the number.</summary>
    public static Tensor Power(this Tensor values, Number exponent)
    {
        using Scalar held = exponent.Hold();
        return values.pow(held);
    }

    /// <summary>The squares of the values.</summary>
    public static Tensor Squared(this Tensor values) => values.Power(2);

    /// <summary>True where a value is the number.</summary>
    public static Tensor Is(this Tensor values, Number number)
    {
        using Scalar held = number.Hold();
        return values.eq(held);
    }

    /// <summary>True where a value is less than the number.</summary>
    public static Tensor IsBelow(this Tensor values, Number number)
    {
        using Scalar held = number.Hold();
        return values.lt(held);
    }

    /// <summary>True where a value is more than the number.</summary>
    public static Tensor IsAbove(this Tensor values, Number number)
    {
        using Scalar held = number.Hold();
        return values.gt(held);
    }

    /// <summary>The values, none less than the number.</summary>
    public static Tensor AtLeast(this Tensor values, Number least)
    {
        using Scalar held = least.Hold();
        return values.clamp_min(held);
    }

    /// <summary>The values, none more than the number.</summary>
    public static Tensor AtMost(this Tensor values, Number most)
    {
        using Scalar held = most.Hold();
        return values.clamp_max(held);
    }

    /// <summary>The values, none less than <paramref name="least"/> or more than <paramref name="most"/>.</summary>
    public static Tensor Within(this Tensor values, Number least, Number most)
    {
        using Scalar low = least.Hold(), high = most.Hold();
        return values.clamp(low, high);
    }

    /// <summary>ELU of the values.</summary>
    public static Tensor Elu(this Tensor values, Number alpha)
    {
        using Scalar held = alpha.Hold(), one = ((Number)1).Hold();
        return values.elu(held, one, one);
    }

    /// <summary>CELU of the values.</summary>
    public static Tensor Celu(this Tensor values, Number alpha)
    {
        using Scalar held = alpha.Hold();
        return values.celu(held);
    }

    /// <summary>Leaky ReLU of the values.</summary>
    public static Tensor LeakyRelu(this Tensor values, Number slope)
    {
        using Scalar held = slope.Hold();
        return values.leaky_relu(held);
    }

    /// <summary>ln(1 + eˣ), as −ln σ(−x): libtorch's own takes two numbers, which TorchSharp gives nobody to hold.</summary>
    public static Tensor Softplus(this Tensor values)
    {
        using Tensor turned = values.neg();
        using Tensor logarithm = nn.functional.logsigmoid(turned);
        return logarithm.neg();
    }

    /// <summary>Mish of the values, x · tanh(softplus(x)).</summary>
    public static Tensor Mish(this Tensor values)
    {
        using Tensor softened = values.Softplus();
        using Tensor share = softened.tanh();
        return values * share;
    }

    /// <summary>Softsign of the values, x / (1 + |x|).</summary>
    public static Tensor Softsign(this Tensor values)
    {
        using Tensor sizes = values.abs();
        using Tensor divisors = sizes + (Number)1;
        return values / divisors;
    }

    /// <summary>0, 1, …, <paramref name="count"/> − 1.</summary>
    public static Tensor Places(long count, Device device)
    {
        using Scalar first = ((Number)0).Hold(), last = ((Number)count).Hold(), step = ((Number)1).Hold();
        return arange(first, last, step, ScalarType.Float32, device);
    }

    /// <summary>Adds the number in place.</summary>
    public static Tensor Shift(this Tensor values, Number number)
    {
        using Scalar held = number.Hold(), one = ((Number)1).Hold();
        return values.add_(held, one);
    }

    /// <summary>Adds the other values in place.</summary>
    public static Tensor Add(this Tensor values, Tensor other) => values.Add(other, 1);

    /// <summary>Adds factor · other in place.</summary>
    public static Tensor Add(this Tensor values, Tensor other, Number factor)
    {
        using Scalar held = factor.Hold();
        return values.add_(other, held);
    }

    /// <summary>Adds factor · one · other in place.</summary>
    public static Tensor AddProduct(this Tensor values, Tensor one, Tensor other, Number factor)
    {
        using Scalar held = factor.Hold();
        return values.addcmul_(one, other, held);
    }

    /// <summary>Adds factor · one / other in place.</summary>
    public static Tensor AddQuotient(this Tensor values, Tensor one, Tensor other, Number factor)
    {
        using Scalar held = factor.Hold();
        return values.addcdiv_(one, other, held);
    }

    /// <summary>Multiplies by the number in place.</summary>
    public static Tensor Scale(this Tensor values, Number factor)
    {
        using Scalar held = factor.Hold();
        return values.mul_(held);
    }

    /// <summary>Divides by the number in place.</summary>
    public static Tensor Divide(this Tensor values, Number divisor)
    {
        using Scalar held = divisor.Hold();
        return values.div_(held);
    }

    /// <summary>Makes every value the number.</summary>
    public static Tensor Fill(this Tensor values, Number number)
    {
        using Scalar held = number.Hold();
        return values.fill_(held);
    }

    /// <summary>Makes the values of the mask the number.</summary>
    public static Tensor Fill(this Tensor values, Tensor mask, Number number)
    {
        using Scalar held = number.Hold();
        return values.masked_fill_(mask, held);
    }

    /// <summary>Moves values outside to the nearer limit, in place.</summary>
    public static Tensor Limit(this Tensor values, Number least, Number most)
    {
        using Scalar low = least.Hold(), high = most.Hold();
        return values.clamp_(low, high);
    }
}

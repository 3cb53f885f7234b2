using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A number for a formula of tensors: whole or real, as libtorch tells the two apart for a result's type.</summary>
/// <remarks>
/// TorchSharp makes an object with a finalizer of a number beside a tensor, as in <c>x * 0.5</c> or the hidden factor of <c>x + y</c>, and
/// does not hold the object while libtorch works. A collection of garbage on another thread frees the number meanwhile: the process
/// ends with "Expected false to be true", or computes with another number. The operators here hold the number until libtorch is done.
/// </remarks>
internal readonly struct Number
{
    private readonly double _real;
    private readonly long _whole;
    private readonly bool _isWhole;

    private Number(double real, long whole, bool isWhole)
    {
        _real = real;
        _whole = whole;
        _isWhole = isWhole;
    }

    public static implicit operator Number(double value) => new(value, 0, isWhole: false);

    public static implicit operator Number(int value) => new(0, value, isWhole: true);

    public static implicit operator Number(long value) => new(0, value, isWhole: true);

    public static Tensor operator +(Tensor values, Number number)
    {
        using Scalar held = number.Hold(), one = ((Number)1).Hold();
        return values.add(held, one);
    }

    public static Tensor operator -(Tensor values, Number number)
    {
        using Scalar held = number.Hold();
        return values.sub(held);
    }

    public static Tensor operator -(Number number, Tensor values)
    {
        using Tensor negative = values.neg();
        return negative + number;
    }

    public static Tensor operator *(Tensor values, Number number)
    {
        using Scalar held = number.Hold();
        return values.mul(held);
    }

    public static Tensor operator /(Tensor values, Number number)
    {
        using Scalar held = number.Hold();
        return values.div(held);
    }

    /// <summary>The number as libtorch takes it; the caller disposes of it after the call that reads it.</summary>
    public Scalar Hold() => _isWhole ? (Scalar)_whole : _real; // Without the cast both would be real.
}

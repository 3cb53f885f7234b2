using System.Runtime.CompilerServices;

namespace MLFlux.Networks;

/// <summary>Checks of arguments that are numbers with a range or pairs.</summary>
internal static class Require
{
    /// <summary>The largest window, stride, dilation and padding: the product of two of them still fits 32 bits.</summary>
    public const int MostSteps = short.MaxValue;

    /// <summary>Both from 1 to <see cref="MostSteps"/>.</summary>
    public static (int Height, int Width) Steps(
        (int Height, int Width) value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Height, 1, name);
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Width, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Height, MostSteps, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Width, MostSteps, name);
        return value;
    }

    /// <summary>At least 1.</summary>
    public static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }

    /// <summary>A finite number for which the condition holds.</summary>
    public static double That(
        double value, bool holds, string range, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && holds ? value : throw new ArgumentOutOfRangeException(name, value, $"Must be {range}.");

    /// <summary>At most half the window, so that no window lies in the padding alone.</summary>
    public static Padding PoolPadding(
        Padding value, (int Height, int Width) window, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value.Height <= window.Height / 2 && value.Width <= window.Width / 2
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Must be at most half the window, {CodeText.Pair(window)}.");
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace MLFlux.Construction;

/// <summary>Checks of arguments that are numbers with a range, or numbers along the axes of a window.</summary>
internal static class ArgumentChecks
{
    /// <summary>A level of an embedding, or none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public static int? Level(int? level, int levels, [CallerArgumentExpression(nameof(level))] string name = "") =>
        (level is null or >= 0) && !(level >= levels)
            ? level
            : throw new ArgumentOutOfRangeException(name, level, $"Must be from 0 to less than the levels, {levels}.");

    /// <summary>The largest window, stride, dilation and padding: the product of two of them still fits 32 bits.</summary>
    public const int MostSteps = short.MaxValue;

    /// <summary>One to three numbers, each from 1 to <see cref="MostSteps"/>.</summary>
    public static Extent Steps(Extent value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(value.Rank, name);
        foreach (int steps in value.ToArray())
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, MostSteps, name);
        }

        return value;
    }

    /// <summary>A number for each axis of the window, or one for all; each from 1 to <see cref="MostSteps"/>.</summary>
    public static Extent StepsOf(
        Extent window, Extent value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        Steps(value, name).ToRank(window.Rank) ?? throw WrongRank(value, window, name);

    /// <summary>Nothing, <see cref="Padding.Same"/>, a number for each axis of the window, or one for all.</summary>
    public static Padding PaddingOf(
        Extent window, Padding value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value.ToRank(window.Rank) ?? throw WrongRank(value, window, name);

    /// <summary>The same, and at most half the window, so that no window lies in the padding alone.</summary>
    public static Padding PoolPadding(
        Extent window, Padding value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        Padding padding = PaddingOf(window, value, name);
        for (int axis = 0; axis < padding.Amount.Rank; axis++)
        {
            if (padding.Amount[axis] > window[axis] / 2)
                throw new ArgumentOutOfRangeException(name, value, $"Must be at most half the window, {window}.");
        }

        return padding;
    }

    /// <summary>At least 1.</summary>
    public static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }

    /// <summary>At least 1, or null for what follows from the data.</summary>
    public static int? AtLeastOne(int? value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is int stated ? AtLeastOne(stated, name) : null;

    /// <summary>The length of a range that takes all that follows: <c>12..</c>.</summary>
    public const int ToTheEnd = int.MaxValue;

    /// <summary>
    /// Ranges of places, each as its first place and its length: not empty, counted from the start, each after the one before.
    /// </summary>
    public static ImmutableArray<(int Start, int Count)> Slots(
        ReadOnlySpan<Range> ranges, [CallerArgumentExpression(nameof(ranges))] string? name = null) =>
        Slots(ranges, mayEndOpen: false, name);

    /// <summary>The same, of which the last may take all that follows, <see cref="ToTheEnd"/>.</summary>
    public static ImmutableArray<(int Start, int Count)> OpenSlots(
        ReadOnlySpan<Range> ranges, [CallerArgumentExpression(nameof(ranges))] string? name = null) =>
        Slots(ranges, mayEndOpen: true, name);

    private static ImmutableArray<(int Start, int Count)> Slots(ReadOnlySpan<Range> ranges, bool mayEndOpen, string? name)
    {
        var slots = ImmutableArray.CreateBuilder<(int Start, int Count)>();
        int next = 0;
        foreach (Range range in ranges)
        {
            bool isOpen = mayEndOpen && range.End.Equals(^0) && !range.Start.IsFromEnd && range.Start.Value >= next && next < ToTheEnd;
            if (isOpen)
            {
                slots.Add((range.Start.Value, ToTheEnd));
                next = ToTheEnd;
                continue;
            }

            if (range.Start.IsFromEnd || range.End.IsFromEnd || range.Start.Value < next || range.End.Value <= range.Start.Value)
                throw new ArgumentException($"The range {range} is not 'first..behind the last', after those before it.", name);

            next = range.End.Value;
            slots.Add((range.Start.Value, next - range.Start.Value));
        }

        return slots.ToImmutable();
    }

    /// <summary>A finite number for which the condition holds.</summary>
    public static double That(
        double value, bool holds, string range, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && holds ? value : throw new ArgumentOutOfRangeException(name, value, $"Must be {range}.");

    private static ArgumentOutOfRangeException WrongRank(object value, Extent window, string? name) =>
        new(name, value, $"Must be one number, or {window.Rank} as in {window}.");
}

using System.Globalization;

namespace MLFlux.Models;

/// <summary>Turns the numbers of a regression into ones of mean 0 and deviation 1, which networks learn well, and back.</summary>
/// <remarks>
/// Single precision is enough for all labels but those near its end: where a step between overflows, the same is computed in double
/// precision. All other values keep the bits they had before.
/// </remarks>
/// <param name="Means">The mean of each number over the training rows.</param>
/// <param name="Deviations">The standard deviation of each, greater than 0.</param>
internal sealed record TargetScale(float[] Means, float[] Deviations)
{
    /// <summary>The scale that changes nothing.</summary>
    public static TargetScale None(int width)
    {
        var deviations = new float[width];
        Array.Fill(deviations, 1);
        return new TargetScale(new float[width], deviations);
    }

    /// <summary>What makes it no scale, a number that is not finite or a deviation that is not above 0; null where nothing does.</summary>
    public string? Fault
    {
        get
        {
            for (int i = 0; i < Means.Length; i++)
            {
                if (!float.IsFinite(Means[i]))
                    return string.Create(CultureInfo.InvariantCulture, $"targetMeans[{i}] is {Means[i]}; it has to be finite");
                if (!(float.IsFinite(Deviations[i]) && Deviations[i] > 0))
                    return string.Create(CultureInfo.InvariantCulture,
                        $"targetDeviations[{i}] is {Deviations[i]}; it has to be finite and above 0");
            }

            return null;
        }
    }

    /// <summary>The scale of some of the numbers, which lie one after another.</summary>
    public TargetScale Part(int start, int width) => new(Means[start..(start + width)], Deviations[start..(start + width)]);

    /// <summary>From the label's own unit to standard deviations from its mean.</summary>
    public void Apply(ReadOnlySpan<float> values, Span<float> standardized)
    {
        for (int i = 0; i < Means.Length; i++)
        {
            standardized[i] = (values[i] - Means[i]) / Deviations[i];
            if (!float.IsFinite(standardized[i]))
                standardized[i] = (float)(((double)values[i] - Means[i]) / Deviations[i]);
        }
    }

    /// <summary>Back to the label's own unit, in place.</summary>
    public void Undo(Span<float> standardized)
    {
        for (int i = 0; i < Means.Length; i++)
        {
            float value = standardized[i];
            standardized[i] = value * Deviations[i] + Means[i];
            if (!float.IsFinite(standardized[i]))
                standardized[i] = (float)(((double)value * Deviations[i]) + Means[i]);
        }
    }

    /// <summary>Quantiles of the one number back to its own unit, and into ascending order, in place.</summary>
    public void UndoQuantiles(Span<float> quantiles)
    {
        for (int i = 0; i < quantiles.Length; i++)
            Undo(quantiles.Slice(i, 1));
        quantiles.Sort();
    }
}

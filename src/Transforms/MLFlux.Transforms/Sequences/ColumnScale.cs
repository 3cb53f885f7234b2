namespace MLFlux.Sequences;

/// <summary>How the values of a column are measured before windows are made relative.</summary>
/// <param name="Shift">
/// What is added before the logarithm is taken, above 0; 0 for values that stay as they are. Below 0, where there is no value in training,
/// the curve goes on as its tangent, so that every number has a measure and every measure a number.
/// </param>
/// <param name="LeastSpread">The least spread that a window is taken to have, in the measure; above 0.</param>
internal readonly record struct ColumnScale(float Shift, float LeastSpread)
{
    /// <summary>The part of the mean that is added before the logarithm.</summary>
    private const double ShiftShare = 0.15;

    /// <summary>The part of the spread in training that a window's is at least.</summary>
    private const double SpreadShare = 0.2;

    /// <summary>Whether it is one that <see cref="Of"/> makes.</summary>
    public bool IsValid => float.IsFinite(Shift) && Shift >= 0 && float.IsFinite(LeastSpread) && LeastSpread > 0;

    /// <summary>The scale of a column: of the logarithm where no value is below 0.</summary>
    public static ColumnScale Of(IReadOnlyList<float> values)
    {
        double mean = values.Average(value => (double)value);
        float shift = values.Min() >= 0 && mean > 0 ? (float)(ShiftShare * mean) : 0;
        var measure = new ColumnScale(float.IsFinite(shift) ? shift : 0, 1);
        double[] measured = [.. values.Select(value => (double)measure.Measure(value))];
        double middle = measured.Average(), spread = Math.Sqrt(measured.Average(value => (value - middle) * (value - middle)));
        float least = (float)(SpreadShare * spread);
        return measure with { LeastSpread = float.IsFinite(least) && least > 0 ? least : 1 };
    }

    /// <summary>The measure of a value.</summary>
    public float Measure(float value) => Shift == 0 ? value
        : value >= 0 ? MathF.Log(value + Shift)
        : MathF.Log(Shift) + (value / Shift);

    /// <summary>The value of a measure.</summary>
    public float Value(float measure)
    {
        if (Shift == 0)
            return measure;
        float above = measure - MathF.Log(Shift);
        return above >= 0 ? Shift * (MathF.Exp(above) - 1) : Shift * above;
    }
}

using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>
/// Shifts of quantiles that make them hold on rows like those they are found on: conformalized quantile regression, with a shift of
/// its own for each quantile (Romano, Patterson and Candès: Conformalized Quantile Regression, 2019, theorem 2).
/// </summary>
/// <remarks>
/// Where validation rows and new rows are exchangeable, a new label is above an upper quantile τ with a probability of at most 1 − τ,
/// and below a lower one with at most τ. The rows also chose the best epoch, which makes the shifts a little too small.
/// </remarks>
internal static class ConformalQuantiles
{
    /// <summary>Sums of weights are compared within this, of their size.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The shifts of quantiles by the rows held out; null, and a warning, where there are too few.</summary>
    /// <param name="levels">The quantiles.</param>
    /// <param name="scale">The scale on which they were learned.</param>
    /// <param name="held">The rows held out, or null.</param>
    /// <param name="context">Is told why there are none.</param>
    public static float[]? Of(IReadOnlyList<double> levels, TargetScale scale, HeldOutRows? held, TrainingContext context)
    {
        if (held is null)
        {
            context.Warn(
                "There are no validation rows to correct the quantiles by: fewer labels may lie between them than they say. Hold some "
                + $"out with {nameof(NeuralNetworkOptions.ValidationFraction)}, or give validation data to Fit.");
            return null;
        }

        float[]? shifts = Find(levels, Errors(held, levels.Count, scale), held.Weights);
        if (shifts is null)
        {
            double rarest = levels.MinBy(level => Math.Min(level, 1 - level)), beyond = Math.Min(rarest, 1 - rarest);
            context.Warn(
                $"{held.Rows.Length} validation rows are too few to correct the quantile {CodeText.Number(rarest)} by, which takes at "
                + $"least {Math.Ceiling((1 / beyond) - 1 - Rounding)}: fewer labels may lie between the quantiles than they say. Raise "
                + $"{nameof(NeuralNetworkOptions.ValidationFraction)}.");
        }

        return shifts is null ? null : Agreed(shifts, context.Ranks);
    }

    /// <summary>The shifts of quantiles; null where there are too few rows for one of them.</summary>
    /// <param name="levels">The quantiles.</param>
    /// <param name="errors">For each quantile, by how much the label of each row is above it, in the label's unit.</param>
    /// <param name="weights">The weight of each row, or null where all weigh the same.</param>
    public static float[]? Find(IReadOnlyList<double> levels, double[][] errors, IReadOnlyList<float>? weights)
    {
        var shifts = new float[levels.Count];
        for (int i = 0; i < shifts.Length; i++)
        {
            // A lower quantile is an upper one of the negative label. A median has no side to be kept.
            double? shift = levels[i] > 0.5 ? Reach(errors[i], levels[i], weights)
                : levels[i] < 0.5 ? -Reach([.. errors[i].Select(error => -error)], 1 - levels[i], weights)
                : 0;
            if (shift is not double found || !float.IsFinite((float)found))
                return null;
            shifts[i] = (float)found;
        }

        return shifts;
    }

    /// <summary>
    /// The least error that a share of the rows and one more, of the mean weight, do not pass; null where all rows are not enough.
    /// </summary>
    private static double? Reach(double[] errors, double share, IReadOnlyList<float>? weights)
    {
        int[] rows = [.. Enumerable.Range(0, errors.Length).Where(row => double.IsFinite(errors[row])).OrderBy(row => errors[row])];
        double all = rows.Sum(row => Weight(row)), wanted = share * (all + (all / rows.Length)) * (1 - Rounding), sum = 0;
        foreach (int row in rows)
        {
            sum += Weight(row);
            if (sum >= wanted)
                return errors[row];
        }

        return null;

        double Weight(int row) => weights is null ? 1 : weights[row];
    }

    private static double[][] Errors(HeldOutRows held, int width, TargetScale scale)
    {
        (TargetStore store, int[] order, float[] outputs, _) = held;
        var targets = (ValueTargets)store;
        var errors = new double[width][];
        for (int i = 0; i < width; i++)
            errors[i] = new double[order.Length];
        for (int row = 0; row < order.Length; row++)
        {
            Span<float> quantiles = outputs.AsSpan(row * width, width);
            scale.UndoQuantiles(quantiles);
            for (int i = 0; i < width; i++)
                errors[i][row] = (double)targets.Of(order[row])[0] - quantiles[i];
        }

        return errors;
    }

    /// <summary>Rank 0's shifts: ranks on other machines may come to other last digits.</summary>
    private static float[] Agreed(float[] shifts, Ranks ranks)
    {
        double[] agreed = [.. shifts.Select(shift => (double)shift)];
        ranks.Broadcast(agreed.AsSpan());
        return [.. agreed.Select(shift => (float)shift)];
    }
}

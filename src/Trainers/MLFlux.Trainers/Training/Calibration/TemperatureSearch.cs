namespace MLFlux.Training;

/// <summary>
/// Finds the temperature, by which raw outputs are divided, at which the log loss of rows held out is least (Guo and others: On
/// Calibration of Modern Neural Networks, 2017).
/// </summary>
/// <remarks>
/// The loss is a convex function of the reciprocal of the temperature, so that its slope has one root. In double precision.
/// </remarks>
/// <param name="scores">The rows held out.</param>
internal sealed class TemperatureSearch(ValidationScores scores)
{
    /// <summary>Networks are off by less; beyond, the rows are too few to tell.</summary>
    private const double Largest = 128;

    /// <summary>Two factors so near each other are one, in a loss that is flat where it is least.</summary>
    private const double Nearness = 1e-9;

    private const int MostSteps = 100;

    private readonly double[] _exponentials = new double[scores.Width];
    private readonly double[] _weights = [.. Enumerable.Range(0, scores.Classes.Length).Select(scores.Weight)];

    /// <summary>
    /// The temperature; null where the rows tell none: all are predicted rightly, which asks for ever surer probabilities, the network
    /// tells them apart no better than chance, which asks for none at all, or the rows gain no more by it than its standard error.
    /// </summary>
    /// <remarks>
    /// Where probabilities are right as they are, the best temperature of so many rows still is another than 1, and the loss of these
    /// rows less with it: by their noise, which new rows do not have. The mean gain is above its standard error in one of twenty such fits.
    /// </remarks>
    public TemperatureFit? Find()
    {
        if (_weights.Sum() == 0 || AllRight())
            return null;

        // The slope grows with the factor: from 1, go on until it has the other sign.
        (double whole, double slope) = Measure(1);
        if (slope == 0)
            return null;

        double step = slope < 0 ? 2 : 0.5;
        (double Factor, double Slope) near = (1, slope), far = near;
        while (Math.Sign(far.Slope) == Math.Sign(slope) && far.Factor is > 1 / Largest and < Largest)
        {
            near = far;
            far = (near.Factor * step, Measure(near.Factor * step).Slope);
        }

        if (Math.Sign(far.Slope) == Math.Sign(slope))
            return null;

        double factor = Root(near, far);
        return Gains(factor) ? new TemperatureFit(1 / factor, whole, Math.Min(whole, Measure(factor).Loss)) : null;
    }

    /// <summary>Whether the mean gain of the rows, in log loss, is greater than its standard error.</summary>
    private bool Gains(double factor)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Classes.Length).Where(row => _weights[row] > 0)];
        double weights = rows.Sum(row => _weights[row]);
        double[] gains = [.. rows.Select(row => OfRow(row, 1).Loss - OfRow(row, factor).Loss)];
        double mean = rows.Zip(gains, (row, gain) => _weights[row] * gain).Sum() / weights;
        double squares = rows.Zip(gains, (row, gain) => Math.Pow(_weights[row] * (gain - mean), 2)).Sum();
        return rows.Length > 1 && mean > Math.Sqrt(squares * rows.Length / (rows.Length - 1)) / weights;
    }

    /// <summary>Where the slope is zero, by false position, in which an end that stays counts half (the Illinois rule).</summary>
    private double Root((double Factor, double Slope) first, (double Factor, double Slope) second)
    {
        for (int i = 0; i < MostSteps && Math.Abs(first.Factor - second.Factor) > Nearness * first.Factor && second.Slope != 0; i++)
        {
            double factor = second.Factor
                - (second.Slope * (second.Factor - first.Factor) / (second.Slope - first.Slope));
            double slope = Measure(factor).Slope;
            first = Math.Sign(slope) == Math.Sign(second.Slope) ? (first.Factor, first.Slope / 2) : second;
            second = (factor, slope);
        }

        return second.Factor;
    }

    /// <summary>Whether there is no loss to be had from a row, however far its outputs are spread.</summary>
    private bool AllRight()
    {
        for (int row = 0; row < scores.Classes.Length; row++)
        {
            ReadOnlySpan<float> outputs = scores.Of(row);
            int right = scores.Classes[row];
            float margin = scores.Width == 1 ? (right == 1 ? outputs[0] : -outputs[0]) : outputs[right] - Highest(outputs, right);
            if (_weights[row] > 0 && !(margin > 0))
                return false;
        }

        return true;
    }

    private static float Highest(ReadOnlySpan<float> outputs, int but)
    {
        float highest = float.NegativeInfinity;
        for (int i = 0; i < outputs.Length; i++)
            highest = i == but ? highest : Math.Max(highest, outputs[i]);
        return highest;
    }

    /// <summary>The mean log loss with outputs multiplied by a factor, and its derivative by the factor.</summary>
    private (double Loss, double Slope) Measure(double factor)
    {
        double loss = 0, slope = 0, weights = 0;
        for (int row = 0; row < scores.Classes.Length; row++)
        {
            double weight = _weights[row];
            if (weight == 0)
                continue;
            (double rowLoss, double rowSlope) = OfRow(row, factor);
            loss += weight * rowLoss;
            slope += weight * rowSlope;
            weights += weight;
        }

        return (loss / weights, slope / weights);
    }

    private (double Loss, double Slope) OfRow(int row, double factor) => scores.Width == 1
        ? OfTwo(scores.Of(row)[0], scores.Classes[row] == 1, factor)
        : OfSeveral(scores.Of(row), scores.Classes[row], factor);

    /// <summary>log(1 + e^−z) of the logit z for yes.</summary>
    private static (double Loss, double Slope) OfTwo(double output, bool isYes, double factor)
    {
        double margin = isYes ? output : -output, scaled = margin * factor;
        double small = Math.Exp(-Math.Abs(scaled));
        double loss = Math.Max(-scaled, 0) + double.LogP1(small);
        double wrong = scaled > 0 ? small / (1 + small) : 1 / (1 + small);
        return (loss, -margin * wrong);
    }

    private (double Loss, double Slope) OfSeveral(ReadOnlySpan<float> outputs, int right, double factor)
    {
        double highest = double.NegativeInfinity;
        foreach (float output in outputs)
            highest = Math.Max(highest, output * factor);
        double sum = 0, mean = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            _exponentials[i] = Math.Exp((outputs[i] * factor) - highest);
            sum += _exponentials[i];
        }

        for (int i = 0; i < outputs.Length; i++)
            mean += _exponentials[i] / sum * outputs[i];
        return (highest + Math.Log(sum) - (outputs[right] * factor), mean - outputs[right]);
    }
}

namespace MLFlux.Normalizing;

/// <summary>Tests whether a slot has to do with a label: by its rank, by bins of its values, and by the label's spread.</summary>
internal sealed class SlotSignificance
{
    private const int MostBins = 8, RowsOfBin = 20;

    private readonly RowSample _rows;
    private readonly SampledTargets _targets;

    // Of the slot that is tested.
    private readonly float[] _values;
    private readonly double[] _ranks, _curve, _rest;
    private readonly int[] _order, _bins;

    public SlotSignificance(RowSample rows, LabelTargets targets)
    {
        _rows = rows;
        _targets = new SampledTargets(rows, targets);
        int count = rows.Rows;
        (_values, _order, _bins) = (new float[count], new int[count], new int[count]);
        (_ranks, _curve, _rest) = (new double[count], new double[count], new double[count]);
    }

    public int Slots => _rows.Slots;

    /// <summary>How probable so much is by chance.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>
    /// By the surest of the tests, and by that of bins alone; and how often the least certain figure is there that chance gives, which
    /// orders slots that are all beyond chance.
    /// </returns>
    public (double Any, double Bins, double Strength) Test(int slot)
    {
        int bins = Arrange(slot);
        if (_targets.Values.Length == 0 || bins < 2)
            return (1, 1, 0);
        double trend = 0, between = 0, spread = 0, ofRanks = Squares(_ranks);
        for (int target = 0; target < _targets.Values.Length; target++)
        {
            trend += _targets.Shares[target] * Correlated(_targets.Values[target], _ranks, ofRanks);
            between += _targets.Shares[target] * Between(_targets.Values[target], bins);
            if (_targets.AreNumbers)
                spread += Spread();
        }

        int ofBins = (bins - 1) * _targets.Freedom, ofSpread = 2 * _targets.Freedom;
        double byBins = ChiSquare.Tail(between, ofBins);
        double least = Math.Min(ChiSquare.Tail(trend, _targets.Freedom), byBins);
        double strength = Math.Max(trend / _targets.Freedom, between / ofBins);
        if (!_targets.AreNumbers)
            return (Math.Min(1, 2 * least), byBins, strength);
        return (Math.Min(1, 3 * Math.Min(least, ChiSquare.Tail(spread, ofSpread))), byBins, Math.Max(strength, spread / ofSpread));
    }

    /// <summary>Ranks of mean 0, where those without a value are in the middle, their squares, and the bin of each row.</summary>
    private int Arrange(int slot)
    {
        int rows = _rows.Rows, present = 0;
        for (int row = 0; row < rows; row++)
        {
            float value = _rows.Feature(row, slot);
            (_ranks[row], _bins[row]) = (0, -1);
            if (float.IsNaN(value))
                continue;
            (_values[present], _order[present]) = (value, row);
            present++;
        }

        Array.Sort(_values, _order, 0, present);
        int wanted = Math.Clamp(present / RowsOfBin, 2, MostBins), bins = 0, last = -1;
        for (int first = 0; first < present;)
        {
            int end = first + 1;
            while (end < present && _values[end] == _values[first])
                end++;
            double rank = ((first + end) / 2.0) - (present / 2.0); // Equal values share a rank.
            int bin = (int)((long)(first + end) * wanted / (2L * present));
            bins += bin > last ? 1 : 0;
            last = bin;
            for (; first < end; first++)
                (_ranks[_order[first]], _bins[_order[first]]) = (rank, bins - 1);
        }

        bool hasMissing = present < rows;
        for (int row = 0; hasMissing && row < rows; row++)
        {
            if (_bins[row] < 0)
                _bins[row] = bins;
        }

        double mean = Squares(_ranks) / Math.Max(1, rows);
        for (int row = 0; row < rows; row++)
            _curve[row] = (_ranks[row] * _ranks[row]) - mean;
        return bins + (hasMissing ? 1 : 0);
    }

    /// <summary>The sum over bins of n · mean², a sum of so many squares less one; leaves what the bins do not explain.</summary>
    private double Between(double[] target, int bins)
    {
        Span<double> sums = stackalloc double[MostBins + 1];
        Span<int> counts = stackalloc int[MostBins + 1];
        sums.Clear();
        counts.Clear();
        for (int row = 0; row < target.Length; row++)
        {
            sums[_bins[row]] += target[row];
            counts[_bins[row]]++;
        }

        double sum = 0;
        for (int bin = 0; bin < bins; bin++)
            sum += sums[bin] * sums[bin] / counts[bin];
        for (int row = 0; row < target.Length; row++)
            _rest[row] = target[row] - (sums[_bins[row]] / counts[_bins[row]]);
        return sum;
    }

    /// <summary>Whether the squares of what is left change with the rank, or towards both ends.</summary>
    private double Spread()
    {
        double mean = Squares(_rest) / _rest.Length;
        for (int row = 0; row < _rest.Length; row++)
            _rest[row] = (_rest[row] * _rest[row]) - mean;
        double variance = Squares(_rest) / _rest.Length;
        return variance > 0
            ? (Correlated(_rest, _ranks, Squares(_ranks)) + Correlated(_rest, _curve, Squares(_curve))) / variance
            : 0;
    }

    private static double Correlated(double[] target, double[] values, double squares)
    {
        double sum = 0;
        for (int row = 0; row < target.Length; row++)
            sum += target[row] * values[row];
        return squares > 0 ? sum * sum / squares : 0;
    }

    private static double Squares(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return sum;
    }
}

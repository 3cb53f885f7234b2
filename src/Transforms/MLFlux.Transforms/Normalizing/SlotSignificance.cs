namespace MLFlux.Normalizing;

/// <summary>Tests whether a slot has to do with a label: by its rank, by bins of its values, and by the label's spread.</summary>
internal sealed class SlotSignificance
{
    private const int MostBins = 8, RowsOfBin = 20;

    private readonly RowSample _rows;
    private readonly SampledTargets _targets;

    // Of the slot that is tested.
    private readonly RowGroups _groups;
    private readonly double[] _values, _curve, _rest;

    public SlotSignificance(RowSample rows, LabelTargets targets)
    {
        _rows = rows;
        _targets = new SampledTargets(rows, targets);
        int count = rows.Rows;
        (_groups, _values, _curve, _rest) = (new RowGroups(count), new double[count], new double[count], new double[count]);
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
        for (int row = 0; row < _values.Length; row++)
            _values[row] = _rows.Feature(row, slot);
        _groups.SetNumbers(_values, MostBins, RowsOfBin);
        if (_targets.Values.Length == 0 || _groups.Count < 2)
            return (1, 1, 0);
        double trend = 0, between = 0, spread = 0;
        for (int target = 0; target < _targets.Values.Length; target++)
        {
            trend += _targets.Shares[target] * _groups.Trend(_targets.Values[target]);
            between += _targets.Shares[target] * _groups.Between(_targets.Values[target]);
            if (_targets.AreNumbers)
                spread += Spread(_targets.Values[target]);
        }

        int ofBins = (_groups.Count - 1) * _targets.Freedom, ofSpread = 2 * _targets.Freedom;
        double byBins = ChiSquare.Tail(between, ofBins);
        double least = Math.Min(ChiSquare.Tail(trend, _targets.Freedom), byBins);
        double strength = Math.Max(trend / _targets.Freedom, between / ofBins);
        if (!_targets.AreNumbers)
            return (Math.Min(1, 2 * least), byBins, strength);
        return (Math.Min(1, 3 * Math.Min(least, ChiSquare.Tail(spread, ofSpread))), byBins, Math.Max(strength, spread / ofSpread));
    }

    /// <summary>Whether the squares of what the bins leave change with the rank, or towards both ends.</summary>
    private double Spread(double[] target)
    {
        _groups.Leave(target, _rest);
        SquareAround(_rest, _rest);
        SquareAround(_groups.Ranks, _curve);
        double variance = Squares(_rest) / _rest.Length;
        return variance > 0 ? (RowGroups.Correlated(_rest, _groups.Ranks) + RowGroups.Correlated(_rest, _curve)) / variance : 0;
    }

    /// <summary>The squares of numbers, less their mean.</summary>
    private static void SquareAround(double[] numbers, double[] squares)
    {
        double mean = Squares(numbers) / Math.Max(1, numbers.Length);
        for (int row = 0; row < numbers.Length; row++)
            squares[row] = (numbers[row] * numbers[row]) - mean;
    }

    private static double Squares(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return sum;
    }
}

using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>
/// Hundreds or thousands of numbers: they become one vector first, which takes a small part of the memory and time of as many columns,
/// and those are kept that have to do with the label.
/// </summary>
internal sealed class WideNumbers
{
    /// <summary>How many numbers are learned from at the most.</summary>
    public const int Most = 512;

    private const int Many = 256, RowsOfNumber = 50, TooMany = 1_024;

    /// <summary>Whole numbers up to it are kept to their last digit by a Single.</summary>
    private const double MostExact = 1 << 24;

    private readonly List<string> _singles = [];
    private readonly List<ColumnPair> _exact = [], _toDouble = [], _scaled = [];
    private bool _hasMissing;

    /// <summary>Whether numbers are so many, for so many rows, that only those are learned from that have to do with the label.</summary>
    public static bool AreChosen(int numbers, long rows) => numbers > Many && (numbers > TooMany || rows < (long)numbers * RowsOfNumber);

    /// <param name="column">A column of numbers.</param>
    /// <param name="scaled">The name of the feature that is made of it, where it has one of its own.</param>
    public void Add(ColumnProfile column, string scaled)
    {
        _hasMissing |= column.Missing > 0 || column.Column.Type is VectorDataViewType;
        if (column.Column.Type is VectorDataViewType || column.Column.Type == NumberDataViewType.Single)
        {
            _singles.Add(column.Name);
            return;
        }

        _singles.Add(scaled);
        if (column.Column.Type == NumberDataViewType.Double)
        {
            _scaled.Add(new ColumnPair(scaled, column.Name));
        }
        else if (Math.Max(Math.Abs(column.Minimum), Math.Abs(column.Maximum)) <= MostExact)
        {
            _exact.Add(new ColumnPair(scaled, column.Name));
        }
        else if (column.Column.Type == NumberDataViewType.Int64)
        {
            _scaled.Add(new ColumnPair(scaled, column.Name));
        }
        else
        {
            _toDouble.Add(new ColumnPair(scaled, column.Name));
            _scaled.Add(ColumnPair.InPlace(scaled));
        }
    }

    /// <summary>Numbers that steps before these make.</summary>
    public void Add(string made)
    {
        _singles.Add(made);
        _scaled.Add(ColumnPair.InPlace(made));
    }

    /// <summary>The columns of what is learned from, which <see cref="Steps"/> makes.</summary>
    public IReadOnlyList<string> Features(NewNames names) => _hasMissing
        ? [names.Of("Numbers", "scaled"), names.Of("Numbers", "missing")] : [names.Of("Numbers", "scaled")];

    /// <param name="features">The columns to make.</param>
    /// <param name="label">The label's column, as the trainer finds it.</param>
    /// <param name="clip">Whether the numbers are to be bounded.</param>
    public IEnumerable<PipelineStep> Steps(IReadOnlyList<string> features, string label, bool clip)
    {
        ColumnPair[] vector = [ColumnPair.InPlace(features[0])];
        if (_exact.Count > 0)
            yield return PipelineSteps.ToSingle(_exact);
        if (_toDouble.Count > 0)
            yield return PipelineSteps.ToDouble(_toDouble);
        if (_scaled.Count > 0)
            yield return PipelineSteps.NormalizeRobust(_scaled, clip: false);
        yield return PipelineSteps.Concatenate(_singles, features[0]);
        yield return PipelineSteps.NormalizeRobust(vector, clip);
        yield return PipelineSteps.SelectFeatures(features[0], label, Most);
        if (_hasMissing)
        {
            yield return PipelineSteps.IndicateMissingValues([new ColumnPair(features[1], features[0])]);
            yield return PipelineSteps.ToSingle([ColumnPair.InPlace(features[1])]);
        }

        yield return PipelineSteps.ReplaceMissingValues(vector); // Also where none is missing here: new rows may lack one.
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Normalizing;

/// <summary>A label as numbers that slots are correlated with: one of a number, one a class or label of others.</summary>
internal sealed class LabelTargets
{
    internal const string ExpectedType = "a bool, a key, a Single, or a vector of known size of them";

    /// <summary>How many sums are kept at the most: of so many slots with so many targets.</summary>
    private const int MostSums = 1 << 23;

    private readonly LabelReader _reader;
    private readonly Dictionary<int, int> _places; // Of the classes that are tested.
    private readonly double[] _means, _variances, _furthest;

    private LabelTargets(LabelReader reader, Dictionary<int, int> places, double[] means, double[] variances, double[] furthest)
    {
        (_reader, _places, _means, _variances, _furthest) = (reader, places, means, variances, furthest);
        int tested = Math.Max(1, variances.Count(variance => variance > 0));
        Freedom = reader.ExcludeEachOther && places.Count == reader.Count ? Math.Max(1, tested - 1) : tested;
    }

    public int Count => _means.Length;

    /// <summary>Of how many independent correlations the statistic is the sum.</summary>
    public int Freedom { get; }

    /// <summary>Whether a target is 1 for what a row is, else 0.</summary>
    public bool AreClasses => _reader.AreClasses;

    /// <summary>Whether a row is of one class alone.</summary>
    public bool ExcludeEachOther => _reader.ExcludeEachOther;

    public static bool Takes(DataViewType item) => item is BooleanDataViewType or KeyDataViewType || item == NumberDataViewType.Single;

    /// <summary>How many targets are tested at the most, where each has a sum for each of so many slots.</summary>
    public static int Most(int slots) => Math.Max(1, MostSums / Math.Max(1, slots));

    /// <summary>Reads the label of each row, for means and variances.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="label">The label.</param>
    /// <param name="most">How many targets are tested at the most: those of the largest sums.</param>
    /// <param name="checkAlive">Called from time to time; what it throws ends the pass.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label's type is none that can be correlated.</exception>
    public static LabelTargets Of(IDataView data, DataViewSchema.Column label, int most, Action checkAlive)
    {
        LabelReader reader = LabelReader.Of(label);
        var (sums, squares, largest) = (new double[reader.Count], new double[reader.Count], new double[reader.Count]);
        long rows = 0;
        using (DataViewRowCursor cursor = data.GetRowCursor([label]))
        {
            Func<bool> read = LabelReader.Open(cursor, label, out List<(int Target, float Value)> values);
            for (int row = 0; cursor.MoveNext(); row++)
            {
                if (row % 1_000 == 0)
                    checkAlive();
                if (!read())
                    continue;
                rows++;
                foreach ((int target, float value) in values)
                {
                    sums[target] += value;
                    squares[target] += (double)value * value;
                    largest[target] = Math.Max(largest[target], Math.Abs(value));
                }
            }
        }

        int[] tested = [.. Enumerable.Range(0, reader.Count).OrderByDescending(target => squares[target])
            .Take(most).Order()];
        double[] means = [.. tested.Select(target => sums[target] / Math.Max(1, rows))];
        double[] variances = [.. tested.Select((target, i) => (squares[target] / Math.Max(1, rows)) - (means[i] * means[i]))];
        double[] furthest = [.. tested.Select((target, i) => largest[target] + Math.Abs(means[i]))];
        return new LabelTargets(reader, tested.Select((target, i) => (target, i)).ToDictionary(), means, variances, furthest);
    }

    public double Mean(int target) => _means[target];

    public double Variance(int target) => _variances[target];

    /// <summary>How far a row is from the mean at the most: of classes, one that is it and above, or is not.</summary>
    public double Furthest(int target, bool isAbove) => !AreClasses ? _furthest[target] : isAbove ? 1 - _means[target] : _means[target];

    /// <summary>What reads a row's targets into a list: those other than 0; false where there is no label.</summary>
    public Func<bool> Reader(DataViewRow row, DataViewSchema.Column label, out List<(int Target, float Value)> values)
    {
        Func<bool> read = LabelReader.Open(row, label, out List<(int Target, float Value)> all);
        List<(int Target, float Value)> tested = values = [];
        return () =>
        {
            if (!read())
                return false;
            tested.Clear();
            foreach ((int target, float value) in all)
            {
                if (_places.TryGetValue(target, out int place))
                    tested.Add((place, value));
            }

            return true;
        };
    }
}

namespace MLFlux.Kernels;

/// <summary>
/// What is added up where: groups of targets whose sums are computed at a time, and the taps of each group. Taps that reach beyond the
/// image at all targets of a group are left out; where they do at some of them, a border of zeros is there.
/// </summary>
internal sealed class TapTable
{
    private readonly List<int> _sources = [];
    private readonly List<int> _targets = [];
    private readonly List<Tap[]> _taps = [];
    private readonly Dictionary<(int, int, int, int, int, int), (Tap[] Taps, int First)> _lists = [];
    private readonly LanePlanes _source;
    private readonly TapAxis _rows;
    private readonly TapAxis _columns;
    private readonly int _filters;

    /// <param name="source">How the sources lie.</param>
    /// <param name="target">How the targets lie.</param>
    /// <param name="rows">The axis from line to line.</param>
    /// <param name="columns">The axis within a line.</param>
    /// <param name="filters">The filters of a tile: 4 or 3.</param>
    public TapTable(LanePlanes source, LanePlanes target, TapAxis rows, TapAxis columns, int filters)
    {
        (_source, _rows, _columns, _filters) = (source, rows, columns, filters);
        foreach (int phase in Enumerable.Range(0, rows.Phases * columns.Phases))
        {
            int ofRow = phase / columns.Phases, ofColumn = phase % columns.Phases;
            IEnumerable<(int Y, int X)> places =
                from y in Enumerable.Range(0, rows.Targets) where rows.Phase(y) == ofRow
                from x in Enumerable.Range(0, columns.Targets) where columns.Phase(x) == ofColumn
                select (y, x);
            foreach ((int Y, int X)[] group in places.Chunk(FilterTiles.Sums / filters))
                Add(group, ofRow, ofColumn, target);
        }

        (Sources, Targets, Taps) = ([.. _sources], [.. _targets], [.. _taps]);
    }

    /// <summary>
    /// Where the first tap of each target stands, group by group; the last target of a group may be there more than once.
    /// </summary>
    public int[] Sources { get; }

    /// <summary>Where each target stands.</summary>
    public int[] Targets { get; }

    /// <summary>The taps of each group.</summary>
    public Tap[][] Taps { get; }

    private void Add((int Y, int X)[] group, int ofRow, int ofColumn, LanePlanes target)
    {
        (int First, int End) rows = Union(group.Select(place => _rows.Range(place.Y)));
        (int First, int End) columns = Union(group.Select(place => _columns.Range(place.X)));
        (int, int, int, int, int, int) key = (ofRow, ofColumn, rows.First, rows.End, columns.First, columns.End);
        if (!_lists.TryGetValue(key, out (Tap[] Taps, int First) list))
            _lists.Add(key, list = List(rows, columns, ofRow, ofColumn));
        _taps.Add(list.Taps);
        for (int i = 0; i < FilterTiles.Sums / _filters; i++)
        {
            (int y, int x) = group[Math.Min(i, group.Length - 1)];
            _sources.Add(list.Taps.Length == 0 ? 0 : _source.Place(0, _rows.Base(y), _columns.Base(x)) + list.First);
            _targets.Add(target.Place(0, y, x));
        }
    }

    private (Tap[] Taps, int First) List((int First, int End) rows, (int First, int End) columns, int ofRow, int ofColumn)
    {
        var taps = new List<Tap>();
        for (int row = rows.First; row < rows.End; row++)
        {
            for (int column = columns.First; column < columns.End; column++)
            {
                if (_rows.Distance(ofRow, row) is int down && _columns.Distance(ofColumn, column) is int right)
                    taps.Add(new Tap((down * _source.LineStride) + (right * _source.Lanes), ((row * _columns.Taps) + column) * _filters));
            }
        }

        int first = taps.Count == 0 ? 0 : taps.Min(tap => tap.Source);
        return ([.. taps.Select(tap => tap with { Source = tap.Source - first })], first);
    }

    private static (int First, int End) Union(IEnumerable<(int First, int End)> ranges)
    {
        (int First, int End)[] all = [.. ranges];
        return (all.Min(range => range.First), all.Max(range => range.End));
    }
}

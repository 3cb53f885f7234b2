using System.Globalization;

namespace MLFlux.Tables;

/// <summary>The rows of a file that cannot be read, with what is wrong with the first of them.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="place">What tells where a row is: its line, or its number.</param>
internal sealed class TableFaults(string path, string place = "line")
{
    private const int MostDetails = 5, MostLines = 20;

    private readonly SortedDictionary<long, string> _details = [];

    private readonly HashSet<FaultKind> _kinds = [];

    public bool Any => _details.Count > 0;

    /// <summary>How many rows there are.</summary>
    public int Count => _details.Count;

    /// <summary>The first lines of the rows.</summary>
    public IReadOnlyCollection<long> Lines => _details.Keys;

    /// <summary>Adds a row; what was said of it first stays.</summary>
    public void Add(long line, string detail, FaultKind kind)
    {
        if (_details.TryAdd(line, detail))
            _kinds.Add(kind);
    }

    /// <summary>Whether a row has a fault of a kind.</summary>
    public bool Has(FaultKind kind) => _kinds.Contains(kind);

    public override string ToString()
    {
        string count = _details.Count == 1 ? "A row" : $"{_details.Count.ToString("N0", CultureInfo.InvariantCulture)} rows";
        string details = string.Join("; ", _details.Take(MostDetails).Select(fault => $"{place} {fault.Key} {fault.Value}"));
        string others = string.Join(", ", _details.Keys.Skip(MostDetails).Take(MostLines));
        string rest = others.Length == 0 ? "" : $"; also {place} {others}{(_details.Count > MostDetails + MostLines ? ", …" : "")}";
        return $"{count} of '{path}' cannot be read: {details}{rest}.";
    }
}

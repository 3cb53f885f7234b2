using MLFlux.Rows;
using Microsoft.ML.Data;

namespace MLFlux.Training;

/// <summary>The features of rows whose frozen layers were computed: what these gave of their columns, and the other columns.</summary>
internal sealed class PrefixColumns
{
    private readonly IReadOnlyList<PrefixPart> _parts;
    private readonly FeatureStore[] _columns;
    private readonly int[] _copied;

    /// <param name="parts">The frozen layers.</param>
    /// <param name="inputs">The columns that the network reads.</param>
    /// <param name="beside">Has the columns without frozen layers; null where they are to be copied as they come.</param>
    public PrefixColumns(IReadOnlyList<PrefixPart> parts, InputLayout inputs, FeatureStores? beside)
    {
        _parts = parts;
        _columns = [.. inputs.Columns.Select((column, place) =>
            parts.FirstOrDefault(part => part.Column == place) is { } part ? new FeatureStore(part.Between.Size)
            : beside?[place] ?? new FeatureStore(column.Width, column.Kind == InputKind.Bytes))];
        _copied = beside is not null ? []
            : [.. Enumerable.Range(0, _columns.Length).Where(place => parts.All(part => part.Column != place))];
    }

    /// <summary>How many rows are computed.</summary>
    public int Count => _columns[_parts[0].Column].Count;

    /// <summary>All columns.</summary>
    /// <param name="first">The number of the first row here.</param>
    public FeatureStores All(int first) => new(_columns) { First = first };

    /// <summary>Copies the columns without frozen layers, where they are not there already.</summary>
    public void Copy(FeatureStores rows)
    {
        foreach (int place in _copied)
            _columns[place].Add(rows[place]);
    }

    /// <summary>Adds what frozen layers gave of rows.</summary>
    /// <param name="part">The place of the layers among all.</param>
    /// <param name="values">The rows, one after another.</param>
    public void Add(int part, ReadOnlySpan<float> values)
    {
        var row = new float[_parts[part].Between.Size];
        for (int start = 0; start < values.Length; start += row.Length)
        {
            values.Slice(start, row.Length).CopyTo(row);
            _columns[_parts[part].Column].Add(new VBuffer<float>(row.Length, row));
        }
    }
}

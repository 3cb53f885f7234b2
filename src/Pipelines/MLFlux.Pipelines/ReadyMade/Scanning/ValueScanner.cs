using Microsoft.ML;

namespace MLFlux.ReadyMade;

/// <summary>Looks at values that are told apart, and nothing more.</summary>
internal sealed class ValueScanner<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> isPresent) : ColumnScanner(column)
    where T : struct
{
    private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
    private readonly ValueCounts<T> _counts = new();
    private long _missing;
    private T _value;

    public override object? Last => isPresent(_value) ? _value : null;

    public override void Read()
    {
        _getter(ref _value);
        if (isPresent(_value))
            _counts.Add(_value);
        else
            _missing++;
    }

    public override ColumnProfile Finish(long rows) => new(Column, rows, _missing, _counts, _counts.HasAll);
}

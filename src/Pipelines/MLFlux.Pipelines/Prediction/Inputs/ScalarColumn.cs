using Microsoft.ML;

namespace MLFlux.Prediction;

/// <summary>A column of single values.</summary>
internal sealed class ScalarColumn<T>(DataViewSchema.Column column, ItemKind<T> kind) : InputColumn(column)
{
    private T _value = default!;

    public override string Expected => kind.Expected;

    public override void Set(object? value, bool isForeign)
    {
        object? given = JsonValues.Scalar(value);
        if (given is null)
            _value = kind.HasMissing ? kind.Missing : throw Fault($"{kind.Expected}, which cannot be missing", null);
        else if (!kind.TryConvert(given, out _value))
            throw Fault(kind.Expected, given);
    }

    public override Delegate CreateGetter() => (ValueGetter<T>)((ref T value) => value = _value);
}

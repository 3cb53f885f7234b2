namespace MLFlux.Tests.Pipelines.Tables;

/// <summary>One column of values.</summary>
internal sealed class MadeSource(object?[] values, string name = "value") : MLFlux.Tables.ITypedSource
{
    public string Name => "made";

    public IReadOnlyList<MLFlux.Tables.TypedField> Fields => [new(name)];

    public MLFlux.Tables.ITypedReader Open(IReadOnlyList<int> fields) => new Reader(values);

    private sealed class Reader(object?[] values) : MLFlux.Tables.ITypedReader
    {
        private int _row = -1;

        public object? this[int field] => values[_row];

        public bool Read() => ++_row < values.Length;

        public void Dispose()
        {
        }
    }
}

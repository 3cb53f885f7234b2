using MLFlux.Progress;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Rows with types that are counted as they are read.</summary>
internal sealed class CountedSource(ITypedSource source, RowCounter counter) : ITypedSource
{
    public string Name => source.Name;

    public IReadOnlyList<TypedField> Fields => source.Fields;

    public ITypedReader Open(IReadOnlyList<int> fields) => new Reader(source.Open(fields), counter);

    private sealed class Reader(ITypedReader reader, RowCounter counter) : ITypedReader
    {
        public object? this[int field] => reader[field];

        public bool Read() => counter.Next(reader.Read());

        public void Dispose() => reader.Dispose();
    }
}

namespace MLFlux.Tables;

/// <summary>Rows with types in which values that stand for missing ones are missing.</summary>
internal sealed class MarkedSource(ITypedSource source, MissingMarks marks) : ITypedSource
{
    public string Name => source.Name;

    public IReadOnlyList<TypedField> Fields => source.Fields;

    /// <summary>The source with marks; as it is where there are none.</summary>
    public static ITypedSource Of(ITypedSource source, MissingMarks? marks) => marks is null ? source : new MarkedSource(source, marks);

    public ITypedReader Open(IReadOnlyList<int> fields) => new Reader(source.Open(fields), marks);

    private sealed class Reader(ITypedReader reader, MissingMarks marks) : ITypedReader
    {
        public object? this[int field] => reader[field] is { } value && !marks.IsMissingValue(value) ? value : null;

        public bool Read() => reader.Read();

        public void Dispose() => reader.Dispose();
    }
}

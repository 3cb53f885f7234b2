using MLFlux.Files;
using MLFlux.Tables;
using Parquet;
using Parquet.Schema;

namespace MLFlux.ParquetFiles;

/// <summary>The rows of a Parquet file.</summary>
internal sealed class ParquetSource : ITypedSource
{
    private readonly string _path;

    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no Parquet file, or damaged.</exception>
    public ParquetSource(string path, string name)
    {
        (_path, Name) = (path, name);
        if (RegularFile.Other(path) is string other)
            throw new InvalidDataException($"'{name}' is {other}; expected a Parquet file.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{name}'.", path);
        if (!IsParquet(path))
            throw new InvalidDataException($"'{name}' is no Parquet file: it does not begin with PAR1.");
        ParquetReader reader = OpenFile();
        try
        {
            Guard(() => Fields = [.. reader.Schema.Fields.Select(field => new TypedField(field.Name, Unusable(field)))]);
        }
        finally
        {
            Guard(() => reader.DisposeAsync().AsTask().Wait());
        }
    }

    public string Name { get; }

    public IReadOnlyList<TypedField> Fields { get; private set; } = [];

    /// <summary>Whether a file begins as Parquet files do.</summary>
    public static bool IsParquet(string path) => RegularFile.BeginsWith(path, "PAR1"u8);

    public ITypedReader Open(IReadOnlyList<int> fields)
    {
        ParquetReader reader = OpenFile();
        ParquetRows? rows = null;
        Guard(() => rows = new ParquetRows(this, reader, [.. fields.Select(field => (field, (DataField)reader.Schema.Fields[field]))]));
        return rows!;
    }

    /// <summary>Does what reads the file; whatever goes wrong in it is a fault of the file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public void Guard(Action read)
    {
        try
        {
            read();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Exception first = fault is AggregateException { InnerException: { } inner } ? inner : fault;
            throw new InvalidDataException(
                $"'{Name}' is damaged, or a Parquet file of a kind that cannot be read: {first.Message.TrimEnd('.')}.", fault);
        }
    }

    private ParquetReader OpenFile()
    {
        ParquetReader? reader = null;
        Guard(() => reader = ParquetReader.CreateAsync(_path).GetAwaiter().GetResult());
        return reader!;
    }

    /// <summary>What a column holds instead of one value; null for one value.</summary>
    private static string? Unusable(Field field) => field switch
    {
        ListField => "a list",
        MapField => "a map",
        StructField => "a structure of several values",
        DataField { IsArray: true } => "a list",
        DataField data when data.ClrType == typeof(byte[]) || data.ClrType == typeof(ReadOnlyMemory<byte>) => "bytes",
        DataField data when FieldValues.CanRead(data.ClrType) => null,
        DataField data => $"values of the type {data.ClrType.Name}",
        _ => $"{field.SchemaType}",
    };
}

using System.Data.Common;
using Microsoft.ML.Data;

namespace MLFlux.Tables;

/// <summary>The rows that a query to a database gives.</summary>
internal sealed class QuerySource : ITypedSource
{
    private const int LongestName = 60;

    private readonly DatabaseSource _database;

    /// <exception cref="InvalidDataException">The database cannot be reached, or refuses the query.</exception>
    public QuerySource(DatabaseSource database)
    {
        _database = database;
        string[] words = database.CommandText.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string query = string.Join(' ', words);
        Name = query.Length <= LongestName ? query : $"{query[..LongestName]}…";
        using var reader = new QueryReader(Name, database);
        Fields = reader.Fields;
    }

    public string Name { get; }

    public IReadOnlyList<TypedField> Fields { get; }

    public ITypedReader Open(IReadOnlyList<int> fields)
    {
        var reader = new QueryReader(Name, _database);
        if (reader.Fields.SequenceEqual(Fields))
            return reader;
        reader.Dispose();
        throw new InvalidDataException($"The query '{Name}' gives other columns than before: the tables of the database were changed.");
    }

    /// <summary>What a database says, in our words.</summary>
    public static InvalidDataException Fault(string name, DbException fault) =>
        new($"The database refuses the query '{name}', or cannot be reached: {fault.Message.TrimEnd('.')}.", fault);
}

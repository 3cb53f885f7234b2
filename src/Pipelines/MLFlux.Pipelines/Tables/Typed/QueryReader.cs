using System.Data.Common;
using Microsoft.ML.Data;

namespace MLFlux.Tables;

/// <summary>Goes over the rows of a query, over a connection of its own.</summary>
internal sealed class QueryReader : ITypedReader
{
    private readonly string _name;
    private readonly DbConnection _connection;
    private readonly DbCommand _command;
    private readonly DbDataReader _reader;
    private long _row;

    /// <exception cref="InvalidDataException">The database cannot be reached, or refuses the query.</exception>
    public QueryReader(string name, DatabaseSource database)
    {
        _name = name;
        _connection = database.ProviderFactory.CreateConnection()
            ?? throw new InvalidDataException($"{database.ProviderFactory.GetType().Name} makes no connections.");
        DbCommand? command = null;
        try
        {
            _connection.ConnectionString = database.ConnectionString;
            _connection.Open();
            command = _connection.CreateCommand();
            command.CommandText = database.CommandText;
            command.CommandTimeout = database.CommandTimeoutInSeconds;
            (_command, _reader) = (command, command.ExecuteReader());
        }
        catch (Exception fault)
        {
            command?.Dispose();
            _connection.Dispose();
            throw fault is DbException refused ? QuerySource.Fault(name, refused) : fault is ArgumentException
                ? new InvalidDataException($"The connection string cannot be used: {fault.Message}", fault)
                : new InvalidDataException($"The database cannot be reached: {fault.Message}", fault);
        }

        try
        {
            Fields = [.. Enumerable.Range(0, _reader.FieldCount).Select(Field)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<TypedField> Fields { get; }

    public object? this[int field]
    {
        get
        {
            try
            {
                return QueryValue.Of(_reader.GetValue(field));
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                throw new InvalidDataException(
                    $"Row {_row} of the query '{_name}' has a value in column '{Fields[field].Name}' that cannot be read: {fault.Message}",
                    fault);
            }
        }
    }

    public bool Read()
    {
        try
        {
            _row++;
            return _reader.Read();
        }
        catch (DbException fault)
        {
            throw QuerySource.Fault(_name, fault);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
        _connection.Dispose();
    }

    private TypedField Field(int field)
    {
        Type type = _reader.GetFieldType(field);
        string declared = _reader.GetDataTypeName(field);

        // SQLite says bytes of an expression that is NULL in the first row: whether there are any, only the values tell.
        bool isArray = (type.IsArray && type != typeof(byte[])) || type == typeof(Array);
        return new TypedField(_reader.GetName(field), isArray ? "an array" : null,
            type == typeof(string) && (declared.Contains("DATE", StringComparison.OrdinalIgnoreCase)
                || declared.Contains("TIME", StringComparison.OrdinalIgnoreCase)));
    }
}

using System.Data.Common;
using System.Data.Odbc;
using Microsoft.Data.Sqlite;
using Microsoft.ML.Data;
using MLFlux.Tables;
using Npgsql;

namespace MLFlux.Tool.Running;

/// <summary>The databases that the command reads.</summary>
internal static class DatabaseInput
{
    private const string Sqlite = "sqlite", InFile = "file:";
    private const int MostListed = 10;

    private static readonly Dictionary<string, DbProviderFactory> s_factories = new()
    {
        [Sqlite] = SqliteFactory.Instance, ["postgresql"] = NpgsqlFactory.Instance, ["odbc"] = OdbcFactory.Instance,
    };

    public static IReadOnlyCollection<string> Providers => s_factories.Keys;

    /// <summary>The rows of a query; null where there is none, and the data is no database.</summary>
    /// <exception cref="ArgumentException">There is a query and no database, or a database and no query.</exception>
    /// <exception cref="InvalidDataException">The database cannot be reached, or refuses the query.</exception>
    public static QuerySource? Of(DataRequest request)
    {
        if (request is { Provider: { } provider, Connection: { } connection, Query: { } asked })
            return new QuerySource(new DatabaseSource(s_factories[provider], Text(connection), asked));

        bool isSqlite = request.Path is { } path && File.Exists(path) && IsSqlite(path);
        if (request.Query is null)
        {
            return !isSqlite ? null : throw new ArgumentException(
                $"'{request.Path}' is an SQLite database; say with --query what to read, such as \"select * from TABLE\". "
                + $"Its tables are: {string.Join(", ", Tables(request.Path!))}.");
        }

        return isSqlite ? new QuerySource(new DatabaseSource(SqliteFactory.Instance, ToFile(request.Path!), request.Query))
            : throw new ArgumentException($"--query is for a database, and '{request.Path}' is no SQLite file.");
    }

    private static bool IsSqlite(string path) =>
        Files.RegularFile.Other(path) is null && Files.RegularFile.BeginsWith(path, "SQLite format 3\0"u8);

    private static string ToFile(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    /// <summary>The connection string, which may stand in a file: what is typed is seen by others.</summary>
    private static string Text(string connection) =>
        connection.StartsWith(InFile, StringComparison.Ordinal) ? File.ReadAllText(connection[InFile.Length..]).Trim() : connection;

    private static string[] Tables(string path)
    {
        try
        {
            using var connection = new SqliteConnection(ToFile(path));
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"select name from sqlite_master where type in ('table', 'view') order by name limit {MostListed}";
            using SqliteDataReader reader = command.ExecuteReader();
            var tables = new List<string>();
            while (reader.Read())
                tables.Add(reader.GetString(0));
            return [.. tables];
        }
        catch (SqliteException)
        {
            return []; // It is said anyway that a query is needed; the query then tells what is wrong.
        }
    }
}

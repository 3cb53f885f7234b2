using System.CommandLine;
using System.CommandLine.Parsing;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary>The argument and the options of a command that say what data to read.</summary>
internal sealed class DataOptions
{
    private readonly Argument<string?> _path = Arguments.Data();
    private readonly Option<string?> _query = new("--query")
    {
        HelpName = "SQL",
        Description = "Read the rows of a query, to the SQLite file <data>, or to the database of --connection and --provider.",
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        HelpName = "STRING",
        Description = "How to reach the database, in place of <data>, such as \"Host=localhost;Database=shop;Username=me\"; "
            + "file:FILE reads it from a file. It stands in no model.",
    };

    private readonly Option<string?> _provider = new("--provider")
    {
        HelpName = "WORD",
        Description = $"The kind of database of --connection. One of: {string.Join(", ", DatabaseInput.Providers)}.",
    };

    public void AddTo(Command command)
    {
        command.Add(_path);
        command.Add(_query);
        command.Add(_connection);
        command.Add(_provider);
        command.Validators.Add(Check);
    }

    public DataRequest Read(ParseResult parsed) =>
        new(parsed.GetValue(_path), parsed.GetValue(_provider), parsed.GetValue(_connection), parsed.GetValue(_query));

    private void Check(CommandResult result)
    {
        bool hasPath = result.GetValue(_path) is not null, hasQuery = result.GetValue(_query) is not null;
        bool hasConnection = result.GetValue(_connection) is not null;
        string? provider = result.GetValue(_provider);
        string? fault =
            provider is not null && !DatabaseInput.Providers.Contains(provider)
                ? $"--provider is '{provider}'; expected one of: {string.Join(", ", DatabaseInput.Providers)}."
            : hasConnection && hasPath ? "<data> and --connection both say what to read; expected one of them."
            : hasConnection && provider is null
                ? $"--connection needs --provider, one of: {string.Join(", ", DatabaseInput.Providers)}."
            : hasConnection && !hasQuery ? "--connection needs --query, which says what to read of the database."
            : provider is not null && !hasConnection ? "--provider needs --connection, which says where the database is."
            : hasQuery && !hasConnection && !hasPath
                ? "--query needs a database: an SQLite file as <data>, or --connection and --provider."
            : !hasPath && !hasConnection
                ? $"mlflux {result.Command.Name}: <data> is missing. {_path.Description}"
            : null;
        if (fault is not null)
            result.AddError(fault);
    }
}

using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>A table in a file of a folder of its own, and what the context says in reading it.</summary>
public abstract class TableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected TableFileTests() => Ml.Log += (_, entry) =>
    {
        if (entry.Kind == ChannelMessageKind.Warning)
            Warnings.Add(entry.RawMessage);
    };

    protected MLContext Ml { get; } = new(seed: 1);

    /// <summary>What was warned of, in order.</summary>
    protected List<string> Warnings { get; } = [];

    /// <summary>The file.</summary>
    protected string Table => _folder.File("table.csv");

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the file.</summary>
    protected string Write(string content)
    {
        File.WriteAllText(Table, content);
        return Table;
    }
}

using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Files;

namespace MLFlux.Tool.Running;

/// <summary>A context whose warnings are for the user to see, each once.</summary>
internal static class ToolContext
{
    /// <summary>
    /// ML.NET's reader of text, whose rows are checked before, and whose words name neither file nor line as the user knows them.
    /// </summary>
    private const string MLNetReader = "TextLoader";

    public static MLContext Create(int? seed = null)
    {
        var ml = new MLContext(seed);
        var said = new HashSet<string>();
        ml.Log += (_, entry) =>
        {
            lock (said)
            {
                if (entry.Kind == ChannelMessageKind.Warning && !ToolRanks.IsSilent
                    && !entry.Source.Contains(MLNetReader, StringComparison.Ordinal) && said.Add(entry.RawMessage))
                    Console.Error.WriteLine(PlainText.Of(entry.RawMessage));
            }
        };
        return ml;
    }
}

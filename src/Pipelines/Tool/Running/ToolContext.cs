using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Files;

namespace MLFlux.Tool.Running;

/// <summary>A context whose warnings are for the user to see, each once.</summary>
internal static class ToolContext
{
    public static MLContext Create(int? seed = null)
    {
        var ml = new MLContext(seed);
        var said = new HashSet<string>();
        ml.Log += (_, entry) =>
        {
            lock (said)
            {
                if (entry.Kind == ChannelMessageKind.Warning && said.Add(entry.RawMessage))
                    Console.Error.WriteLine(PlainText.Of(entry.RawMessage));
            }
        };
        return ml;
    }
}

using System.Text.RegularExpressions;

namespace MLFlux.Graphs;

/// <summary>
/// How a ready network is made in code, kept with a model so that the network is printed by its name when it is read again:
/// <c>Backbones.MiniLM(length: 16).Network</c>.
/// </summary>
internal static partial class GraphCode
{
    /// <summary>Refuses what is no such call: what is printed is code that people run.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static string Checked(string code) => Call().IsMatch(code) ? code : throw new InvalidDataException(
        "Graph: it is not what MLFlux writes: 'code' is no call of Backbones.");

    [GeneratedRegex(@"\ABackbones\.[A-Za-z0-9]{1,40}\(([a-z]{1,20}: [0-9]{1,9})?\)(\.Network|\.Pair\(\)|\.Similarity\(\))?\z")]
    private static partial Regex Call();
}

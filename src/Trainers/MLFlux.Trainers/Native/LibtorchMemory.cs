using System.Globalization;
using System.Text.RegularExpressions;

namespace MLFlux.Native;

/// <summary>Says in a sentence that libtorch got no memory, in place of its own page of C++ frames.</summary>
internal static partial class LibtorchMemory
{
    /// <summary>Whether a fault of libtorch is that it got no memory.</summary>
    public static bool IsOutOfMemory(Exception fault) =>
        fault.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || Allocation().IsMatch(fault.Message);

    /// <summary>The exception that says so.</summary>
    /// <param name="fault">What libtorch said.</param>
    /// <param name="doing">What was being done: <c>training with batches of 64 rows</c>.</param>
    /// <param name="remedy">What the user can do, a sentence.</param>
    public static InsufficientMemoryException Explained(Exception fault, string doing, string remedy) =>
        new($"libtorch got no memory{Asked(fault.Message)} while {doing}. {remedy}", fault);

    private static string Asked(string message) => Allocation().Match(message) is { Success: true } match
        ? $" ({Size(match.Groups["size"].Value, match.Groups["unit"].Value)} asked for)"
        : "";

    private static string Size(string size, string unit) =>
        long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} {unit}")
        : $"{size} {unit}";

    [GeneratedRegex(@"tried to allocate (?<size>[\d.]+) (?<unit>\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Allocation();
}

using System.Globalization;

namespace MLFlux.Training;

/// <summary>What a callback has changed in a fit.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Rate">The learning rate that was set.</param>
/// <param name="Name">The part that was frozen or thawed.</param>
internal readonly record struct ControlChange(ControlKind Kind, double Rate = 0, string Name = "")
{
    /// <summary>Changes as text, a line each, for other ranks.</summary>
    public static string ToText(IEnumerable<ControlChange> changes) => string.Join('\n', changes.Select(change =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Kind} {change.Rate:R} {change.Name}")));

    /// <summary>The changes of a text that <see cref="ToText"/> made.</summary>
    public static IEnumerable<ControlChange> FromText(string text) =>
        from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let parts = line.Split(' ', 3)
        select new ControlChange(Enum.Parse<ControlKind>(parts[0]), double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
}

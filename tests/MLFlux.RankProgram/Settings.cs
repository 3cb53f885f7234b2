using System.Globalization;

namespace MLFlux.RankProgram;

/// <summary>Settings of the form <c>name=value</c>.</summary>
internal sealed class Settings(string[] arguments)
{
    private readonly Dictionary<string, string> _values =
        arguments.Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => one[1]);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int absent) => Text(name) is string text ? int.Parse(text, CultureInfo.InvariantCulture) : absent;

    public bool Flag(string name) => Text(name) == "yes";
}

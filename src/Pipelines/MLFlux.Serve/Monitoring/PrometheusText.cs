using System.Globalization;
using System.Text;

namespace MLFlux.Monitoring;

/// <summary>Writes the text form of Prometheus, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>What a metric is; its values come next.</summary>
    public void Head(string name, string kind, string help) => _text.Append(CultureInfo.InvariantCulture,
        $"# HELP {name} {help}\n# TYPE {name} {kind}\n");

    public void Value(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        for (int i = 0; i < labels.Length; i++)
            _text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? '{' : ',')}{labels[i].Name}=\"{Escaped(labels[i].Value)}\"");
        _text.Append(labels.Length > 0 ? "} " : " ").Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>A metric of one value.</summary>
    public void Single(string name, string kind, string help, double value)
    {
        Head(name, kind, help);
        Value(name, value);
    }

    public override string ToString() => _text.ToString();

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

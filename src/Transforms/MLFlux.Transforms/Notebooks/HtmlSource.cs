using System.Net;

namespace MLFlux.Notebooks;

/// <summary>Writes values of a type as HTML, for <see cref="TypeFormatterSourceAttribute"/>.</summary>
/// <typeparam name="T">The type; also those derived from it.</typeparam>
internal abstract class HtmlSource<T>
{
    /// <summary>The one formatter. Called by name.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter(value => Write((T)value))];

    /// <summary>The value as a piece of a page.</summary>
    public abstract string Write(T value);

    /// <summary>A text as it stands, its lines kept.</summary>
    protected static string Preformatted(string text) => $"<pre>{WebUtility.HtmlEncode(text)}</pre>";
}

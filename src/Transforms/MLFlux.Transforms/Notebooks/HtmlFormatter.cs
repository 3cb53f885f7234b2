namespace MLFlux.Notebooks;

/// <summary>What .NET Interactive takes for a formatter: it reads the property and calls the method by their names.</summary>
internal sealed class HtmlFormatter(Func<object, string> write)
{
    public string MimeType { get; } = "text/html";

    public bool Format(object value, TextWriter writer)
    {
        writer.Write(write(value));
        return true;
    }
}

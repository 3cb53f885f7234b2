namespace MLFlux.Pages;

/// <summary>The page's own files, which lie in the library.</summary>
internal static class PageAssets
{
    public static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The library lacks its file {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

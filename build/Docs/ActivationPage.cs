using System.Text;

namespace MLFlux.Docs;

/// <summary>Each activation with its formula and its curve.</summary>
internal static class ActivationPage
{
    public static string Make()
    {
        var page = new StringBuilder();
        page.Append("""
            # Activations

            What a layer's values go through at its end: `using static MLFlux.Activation;` and `Dense(128, Relu)`. Each curve is
            drawn from −5 to 5, with the defaults of what takes parameters. This page is made by
            `dotnet run --project build/Docs`.


            """.ReplaceLineEndings("\n"));
        foreach (ActivationEntry entry in ActivationEntry.All())
            page.Append($"## {entry.Name}\n\n`{entry.Activation}`: {entry.Formula}\n\n![{entry.Name}](activations/{entry.Name}.svg)\n\n");
        return page.ToString().TrimEnd() + "\n";
    }
}

using System.Globalization;
using System.Text;

namespace MLFlux.Docs;

/// <summary>The table of Flux's names and MLFlux's.</summary>
internal static class VocabularyPage
{
    public static string Make()
    {
        HashSet<string> there = [.. Vocabulary.Rows.Where(row => row.Exists).SelectMany(row => row.Names)];
        HashSet<string> known = [.. Vocabulary.Rows.SelectMany(row => row.Names)];
        int missing = FluxNames.All.Count(name => !known.Contains(name));
        int found = FluxNames.All.Count(there.Contains), left = FluxNames.All.Count - found - missing;
        var page = new StringBuilder();
        page.Append($"""
            # Vocabulary

            Flux.jl's names, how MLFlux writes the same, and the test class that holds it to its word. The names are all
            {FluxNames.All.Count} that Flux {FluxNames.Version} exports or marks as public, those of NNlib, Optimisers, MLDataDevices and ADTypes
            that it exports again among them (`build/Docs/FluxNames.txt`), and some of what is beside them. Of these, {found} are
            there, which is looked up in the libraries, {left} are not, each with its reason, and {missing} have no row. This page is
            made by `dotnet run --project build/Docs`.


            """.ReplaceLineEndings("\n"));
        foreach ((string family, string note, IReadOnlyList<VocabularyRow> rows) in Vocabulary.Families)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {family}\n\n{(note.Length > 0 ? note + "\n\n" : "")}");
            page.Append("| Flux | MLFlux | test | why not |\n|---|---|---|---|\n");
            foreach (VocabularyRow row in rows)
            {
                string code = row.Code.Length > 0 ? $"`{row.Code}`" : "";
                string why = row.WhyMissing.Length > 0 ? row.WhyMissing : row.Exists ? "" : "missing";
                page.Append(CultureInfo.InvariantCulture, $"| {row.Flux} | {code} | {row.Test} | {why} |\n");
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }
}

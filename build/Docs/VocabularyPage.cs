using System.Globalization;
using System.Text;

namespace MLFlux.Docs;

/// <summary>The table of Flux's names and MLFlux's.</summary>
internal static class VocabularyPage
{
    public static string Make()
    {
        int missing = Vocabulary.Families.Sum(family => family.Rows.Count(row => !row.Exists && row.WhyMissing.Length == 0));
        var page = new StringBuilder();
        page.Append($"""
            # Vocabulary

            Flux.jl's names (0.16), how MLFlux writes the same, and the test class that holds it to its word. Whether a name is
            there is looked up in the libraries: {(missing == 0 ? "nothing is missing" : $"{missing} missing")}. Where
            MLFlux leaves something out on purpose, the reason stands there. This page is made by
            `dotnet run --project build/Docs`.


            """.ReplaceLineEndings("\n"));
        foreach ((string family, string note, IReadOnlyList<VocabularyRow> rows) in Vocabulary.Families)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {family}\n\n{(note.Length > 0 ? note + "\n\n" : "")}| Flux | MLFlux | test | missing |\n|---|---|---|---|\n");
            foreach (VocabularyRow row in rows)
                page.Append(CultureInfo.InvariantCulture, $"| {row.Flux} | {(row.Code.Length > 0 ? $"`{row.Code}`" : "")} | {row.Test} | {(row.WhyMissing.Length > 0 ? row.WhyMissing : row.Exists ? "" : "missing")} |\n");
            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }
}

namespace MLFlux.Docs;

/// <summary>Flux's names, family by family, each there or with the reason why not. A name that MLFlux gets is added here.</summary>
internal static partial class Vocabulary
{
    public static readonly IReadOnlyList<(string Family, string Note, IReadOnlyList<VocabularyRow> Rows)> Families =
        [.. Networks, .. Training, .. Beyond, .. LeftOut];

    /// <summary>All rows.</summary>
    public static IEnumerable<VocabularyRow> Rows => Families.SelectMany(family => family.Rows);
}

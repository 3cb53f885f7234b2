using System.Reflection;

namespace MLFlux.Docs;

/// <summary>A name of Flux, and MLFlux's for the same thing.</summary>
/// <param name="Flux">Flux's name.</param>
/// <param name="Code">How it is written with MLFlux.</param>
/// <param name="Member">The public member that makes it, <c>Layers.Dense</c>, or a public type.</param>
/// <param name="Test">The test class that holds it to its word.</param>
/// <param name="WhyMissing">Where MLFlux has no such thing on purpose, why.</param>
internal sealed record VocabularyRow(string Flux, string Code, string Member, string Test, string WhyMissing = "")
{
    private static readonly Assembly[] Libraries = [typeof(Layer).Assembly, typeof(OneHot).Assembly, typeof(Plot).Assembly];

    /// <summary>Whether the member is there.</summary>
    public bool Exists
    {
        get
        {
            string[] parts = Member.Split('.');
            Type? type = Libraries.Select(library => library.GetType($"MLFlux.{parts[0]}")).FirstOrDefault(found => found is { IsPublic: true });
            return type is not null && (parts.Length == 1 || type.GetMember(parts[1]).Length > 0);
        }
    }
}

using System.Reflection;
using System.Text.RegularExpressions;

namespace MLFlux.Docs;

/// <summary>A name of Flux, and MLFlux's for the same thing.</summary>
/// <param name="Flux">Flux's name.</param>
/// <param name="Code">How it is written with MLFlux.</param>
/// <param name="Member">The public member that makes it, <c>Layers.Dense</c>, or a public type.</param>
/// <param name="Test">The test class that holds it to its word.</param>
/// <param name="WhyMissing">Where MLFlux has no such thing on purpose, why.</param>
internal sealed partial record VocabularyRow(string Flux, string Code, string Member, string Test, string WhyMissing = "")
{
    private static readonly Assembly[] Libraries =
        [typeof(Layer).Assembly, typeof(OneHot).Assembly, typeof(ReadyPipeline).Assembly, typeof(Plot).Assembly];

    /// <summary>
    /// The names that stand as code in the first column: <c>Dense</c>, <c>in</c> and <c>out</c> of <c>`Dense(in => out)`</c>.
    /// </summary>
    public IEnumerable<string> Names => Quoted().Matches(Flux).SelectMany(code => Name().Matches(code.Value)).Select(name => name.Value);

    /// <summary>Whether the member is there.</summary>
    public bool Exists
    {
        get
        {
            string[] parts = Member.Split('.');
            Type? type = Libraries.Select(library => library.GetType($"MLFlux.{parts[0]}"))
                .FirstOrDefault(found => found is { IsPublic: true });
            return type is not null && (parts.Length == 1 || type.GetMember(parts[1]).Length > 0);
        }
    }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[@∇]?\w+!*|⊠")]
    private static partial Regex Name();
}

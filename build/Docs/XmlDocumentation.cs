using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MLFlux.Docs;

/// <summary>The documentation comments that the compiler wrote beside an assembly.</summary>
internal sealed partial class XmlDocumentation(Assembly assembly)
{
    private readonly XDocument _document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));

    /// <summary>The summary of a member as Markdown, on one line.</summary>
    /// <param name="id">The beginning of the member's identifier: <c>P:MLFlux.Activation.Relu</c>.</param>
    /// <exception cref="InvalidDataException">The member has no summary.</exception>
    public string Summary(string id)
    {
        XElement? summary = _document.Descendants("member")
            .FirstOrDefault(member => Matches((string?)member.Attribute("name") ?? "", id))?.Element("summary");
        if (summary is null)
            throw new InvalidDataException($"'{id}' has no summary in {assembly.GetName().Name}.xml.");
        return Blanks().Replace(string.Concat(summary.Nodes().Select(ToMarkdown)), " ").Trim();
    }

    private static bool Matches(string name, string id) => id.EndsWith('(') ? name.StartsWith(id, StringComparison.Ordinal) : name == id;

    private static string ToMarkdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{Short(((string?)see.Attribute("cref") ?? "").Split('(')[0])}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element => element.Value,
        _ => "",
    };

    /// <summary>Type and member, or the member alone where it is one of <see cref="Activation"/>'s.</summary>
    private static string Short(string id) =>
        id.Split('.') is [.., var type, var member] ? (type == nameof(Activation) ? member : $"{type}.{member}") : id;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

using System.Reflection;

namespace MLFlux.Docs;

/// <summary>An activation as the documentation has it.</summary>
/// <param name="Name">Its name in code.</param>
/// <param name="Activation">The function, with its defaults.</param>
/// <param name="Formula">What its documentation says.</param>
internal sealed record ActivationEntry(string Name, Activation Activation, string Formula)
{
    /// <summary>All public activations, by name.</summary>
    public static IEnumerable<ActivationEntry> All()
    {
        var documentation = new XmlDocumentation(typeof(Activation).Assembly);
        IEnumerable<ActivationEntry> constants = typeof(Activation).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Activation))
            .Select(property => new ActivationEntry(
                property.Name, (Activation)property.GetValue(null)!, documentation.Summary($"P:MLFlux.Activation.{property.Name}")));
        IEnumerable<ActivationEntry> functions = typeof(Activation).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(Activation) && !method.IsSpecialName)
            .Select(method => new ActivationEntry(
                method.Name,
                (Activation)method.Invoke(null, [.. method.GetParameters().Select(p => p.DefaultValue)])!,
                documentation.Summary($"M:MLFlux.Activation.{method.Name}(")));
        return constants.Concat(functions).OrderBy(entry => entry.Name, StringComparer.Ordinal);
    }
}

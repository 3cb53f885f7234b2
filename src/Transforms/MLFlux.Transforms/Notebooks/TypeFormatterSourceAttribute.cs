namespace MLFlux.Notebooks;

/// <summary>
/// Names the class that writes a type as HTML in notebooks. .NET Interactive looks for an attribute of this name, whoever declares it, so
/// that MLFlux needs no package of .NET Interactive, and notebooks no extension of MLFlux.
/// </summary>
/// <param name="formatterSourceType">A <see cref="HtmlSource{T}"/> of the type.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class, which has a constructor without parameters. Read by name.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;
}

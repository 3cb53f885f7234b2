namespace MLFlux.Tool.Running;

/// <summary>Words of a command that a user may type again.</summary>
internal static class ShellText
{
    /// <summary>A column's name as a shell takes it.</summary>
    public static string Quoted(string name) => name.Contains(' ', StringComparison.Ordinal) ? $"'{name}'" : name;
}
